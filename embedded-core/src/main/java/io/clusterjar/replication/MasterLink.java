package io.clusterjar.replication;

import io.clusterjar.net.Address;
import io.clusterjar.net.CloseCause;
import io.clusterjar.net.Net;
import io.clusterjar.net.Plane;
import io.clusterjar.net.Stream;
import io.clusterjar.net.StreamHandler;
import io.clusterjar.protocol.RespWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A replica's link to its master, from the first PING to the stream of commands.
 *
 * <p>One object is one attempt: when the link is lost, {@link Owner} makes another. The order of the handshake and what is
 * done about each reply are those of Redis' replication protocol.
 */
final class MasterLink implements StreamHandler {
    /** Longest line of the handshake. */
    static final int MAX_LINE_BYTES = 1024;

    /** What the link is about. */
    enum State {
        /** The stream is being opened. */
        CONNECTING("connecting"),
        /** PING, AUTH, REPLCONF, PSYNC: one line each. */
        HANDSHAKE("handshake"),
        /** The snapshot is on its way. */
        TRANSFER("sync"),
        /** In sync: commands come in. */
        CONNECTED("connected"),
        /** Over. */
        CLOSED("connect");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** As {@code ROLE} prints it. */
        String label() {
            return label;
        }
    }

    /** Whose reply is awaited during the handshake. */
    private enum Awaited {
        PING,
        AUTH,
        OPTION,
        PSYNC
    }

    /** What the link needs to know of its node, and whom it tells what happened. */
    interface Owner {
        /** User name for AUTH, empty for the default user. */
        String masterUser();

        /** Password for AUTH, empty for none. */
        String masterAuth();

        /** The port to announce. */
        int announcedPort();

        /** The address to announce, empty for none. */
        String announcedIp();

        /** {@code PSYNC}'s first argument: the history to continue, or {@code ?}. */
        String historyId();

        /** {@code PSYNC}'s second argument: the next offset wanted, or -1. */
        long nextOffset();

        /** The master goes on where this node stopped. {@code newId} is null when its history has kept its name. */
        void onContinue(@Nullable String newId);

        /** A snapshot will come: what was known of other histories is void. */
        void onFullSynchronisation();

        /** The snapshot is here; false when it cannot be loaded. {@code id} is null when the master is too old to have one. */
        boolean onSnapshot(byte[] rdb, @Nullable String id, long offset);

        /** Commands of the stream came in. */
        void onCommands(byte[] bytes, int offset, int length);

        /** The link is lost; {@code why} is for the log. */
        void onLost(String why);

        /** Wall time. */
        long nowMs();
    }

    private static final int MARK_BYTES = 40;

    private final Owner owner;
    private final Address master;
    private final Stream stream;
    private final ArrayDeque<Awaited> awaited = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();
    private State state = State.CONNECTING;
    private @Nullable String masterId;
    private long masterOffset;
    private long snapshotBytes = -1;
    private byte @Nullable [] mark;
    private byte[] snapshot = new byte[0];
    private int received;
    private long lastIoMs;
    private boolean wasConnected;
    private boolean plainSync;

    MasterLink(Owner owner, Net net, Address master) {
        this.owner = owner;
        this.master = master;
        this.lastIoMs = owner.nowMs();
        this.stream = net.connect(master, Plane.REPLICATION, this);
    }

    Address master() {
        return master;
    }

    Stream stream() {
        return stream;
    }

    State state() {
        return state;
    }

    long lastIoMs() {
        return lastIoMs;
    }

    /** Bytes of the snapshot that came in so far. */
    long receivedBytes() {
        return received;
    }

    /** Length of the snapshot, 0 when the master did not say. */
    long snapshotBytes() {
        return Math.max(0, snapshotBytes);
    }

    /** Whether the master wants to hear how far this node is: one that only knows SYNC does not. */
    boolean wantsAcks() {
        return !plainSync;
    }

    /** Whether it has ever been in sync. */
    boolean wasConnected() {
        return wasConnected;
    }

    /** Sends a command to the master. */
    void send(String... words) {
        RespWriter out = new RespWriter();
        out.array(words.length);
        for (String word : words) {
            out.bulk(word.getBytes(StandardCharsets.UTF_8));
        }
        stream.write(out.buffer(), 0, out.length());
    }

    /** Ends the link from this side; the owner hears nothing. */
    void close() {
        state = State.CLOSED;
        stream.close();
    }

    /** Gives up the link as if it had been lost. */
    void drop(String why) {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            stream.close();
            owner.onLost(why);
        }
    }

    @Override
    public void onOpen(Stream opened) {
        lastIoMs = owner.nowMs();
        state = State.HANDSHAKE;
        awaited.add(Awaited.PING);
        send("PING");
    }

    @Override
    public void onClose(Stream closed, CloseCause cause) {
        if (state != State.CLOSED) {
            State was = state;
            state = State.CLOSED;
            owner.onLost("link to master " + master + " ended while " + was.label() + ": " + cause);
        }
    }

    @Override
    public void onData(Stream from, byte[] bytes, int offset, int length) {
        lastIoMs = owner.nowMs();
        int at = offset;
        int end = offset + length;
        while (at < end && state != State.CLOSED) {
            switch (state) {
                case CONNECTED -> {
                    owner.onCommands(bytes, at, end - at);
                    return;
                }
                case TRANSFER ->
                    at += snapshotBytes == -1 && mark == null ? readLine(bytes, at, end) : receive(bytes, at, end);
                default -> at += readLine(bytes, at, end);
            }
        }
    }

    /** Takes bytes up to a line's end; how many were used. */
    private int readLine(byte[] bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            if (bytes[at] != '\n') {
                line.append((char) (bytes[at] & 0xff));
                if (line.length() > MAX_LINE_BYTES) {
                    drop("line of more than " + MAX_LINE_BYTES + " bytes from master " + master);
                    return at + 1 - from;
                }
                continue;
            }
            if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
                line.setLength(line.length() - 1);
            }
            String text = line.toString();
            line.setLength(0);
            if (!text.isEmpty()) { // an empty line only says that the master is alive
                onLine(text);
            }
            return at + 1 - from;
        }
        return end - from;
    }

    private void onLine(String text) {
        if (state == State.TRANSFER) {
            onSnapshotHead(text);
            return;
        }
        Awaited whose = awaited.peek();
        if (whose == null) {
            drop("unexpected line from master " + master + ": " + text);
            return;
        }
        switch (whose) {
            case PING -> onPingReply(text);
            case AUTH -> onAuthReply(text);
            case OPTION -> onOptionReply();
            case PSYNC -> onPsyncReply(text);
        }
    }

    private void onPingReply(String text) {
        boolean alive = text.startsWith("+")
                || text.startsWith("-NOAUTH")
                || text.startsWith("-NOPERM")
                || text.startsWith("-ERR operation not permitted");
        if (!alive) {
            drop("master " + master + " answered PING with: " + text);
            return;
        }
        awaited.remove();
        if (!owner.masterAuth().isEmpty()) {
            awaited.add(Awaited.AUTH);
            if (owner.masterUser().isEmpty()) {
                send("AUTH", owner.masterAuth());
            } else {
                send("AUTH", owner.masterUser(), owner.masterAuth());
            }
        }
        awaited.add(Awaited.OPTION);
        send("REPLCONF", "listening-port", Integer.toString(owner.announcedPort()));
        if (!owner.announcedIp().isEmpty()) {
            awaited.add(Awaited.OPTION);
            send("REPLCONF", "ip-address", owner.announcedIp());
        }
        awaited.add(Awaited.OPTION);
        send("REPLCONF", "capa", "eof", "capa", "psync2");
    }

    private void onAuthReply(String text) {
        if (text.startsWith("-")) {
            drop("master " + master + " refused AUTH: " + text);
            return;
        }
        awaited.remove();
    }

    private void onOptionReply() {
        awaited.remove(); // an error here is an old master that does not know the option
        if (awaited.isEmpty()) {
            awaited.add(Awaited.PSYNC);
            send("PSYNC", owner.historyId(), Long.toString(owner.nextOffset()));
        }
    }

    private void onPsyncReply(String text) {
        String[] words = text.split(" ", -1);
        String first = words[0].toUpperCase(Locale.ROOT);
        if (first.equals("+FULLRESYNC") && words.length >= 3 && words[1].length() == MARK_BYTES) {
            masterId = words[1];
            try {
                masterOffset = Long.parseLong(words[2]);
            } catch (NumberFormatException e) {
                drop("master " + master + " gave no offset: " + text);
                return;
            }
            awaited.remove();
            state = State.TRANSFER;
            owner.onFullSynchronisation();
        } else if (first.equals("+CONTINUE")) {
            awaited.remove();
            state = State.CONNECTED;
            wasConnected = true;
            String newId = words.length > 1 && words[1].length() == MARK_BYTES ? words[1] : null;
            owner.onContinue(newId);
        } else if (text.startsWith("-NOMASTERLINK") || text.startsWith("-LOADING")) {
            drop("master " + master + " cannot serve yet: " + text);
        } else {
            awaited.remove();
            plainSync = true;
            state = State.TRANSFER;
            owner.onFullSynchronisation();
            byte[] old = "SYNC\r\n".getBytes(StandardCharsets.US_ASCII);
            stream.write(old, 0, old.length);
        }
    }

    private void onSnapshotHead(String text) {
        if (text.startsWith("$EOF:") && text.length() >= 5 + MARK_BYTES) {
            mark = text.substring(5, 5 + MARK_BYTES).getBytes(StandardCharsets.ISO_8859_1);
            return;
        }
        try {
            if (!text.startsWith("$")) {
                throw new NumberFormatException(text);
            }
            long announced = Long.parseLong(text.substring(1));
            if (announced < 0 || announced > Integer.MAX_VALUE - 64) {
                throw new NumberFormatException(text);
            }
            snapshotBytes = announced;
            if (announced == 0) {
                complete(0);
            }
        } catch (NumberFormatException e) {
            drop("bad protocol from master " + master + ", the first byte is not '$': " + text);
        }
    }

    private int receive(byte[] bytes, int from, int end) {
        int count = end - from;
        if (mark == null) {
            count = (int) Math.min(count, snapshotBytes - received);
        }
        if (snapshot.length - received < count) {
            long wanted = Math.max((long) snapshot.length * 2, (long) received + count);
            snapshot = Arrays.copyOf(snapshot, (int) Math.min(Integer.MAX_VALUE - 64, wanted));
        }
        System.arraycopy(bytes, from, snapshot, received, count);
        received += count;
        if (mark == null) {
            if (received == snapshotBytes) {
                complete(received);
            }
        } else if (endsWithMark()) {
            complete(received - MARK_BYTES);
        }
        return count;
    }

    /** After the mark the master waits for an acknowledgement, so nothing can follow it in the same bytes. */
    private boolean endsWithMark() {
        byte[] expected = mark;
        if (expected == null || received < MARK_BYTES) {
            return false;
        }
        return Arrays.equals(snapshot, received - MARK_BYTES, received, expected, 0, MARK_BYTES);
    }

    private void complete(int lengthBytes) {
        byte[] rdb = Arrays.copyOf(snapshot, lengthBytes);
        snapshot = new byte[0];
        if (!owner.onSnapshot(rdb, masterId, masterOffset)) {
            drop("the snapshot of master " + master + " cannot be loaded");
            return;
        }
        state = State.CONNECTED;
        wasConnected = true;
        if (mark != null && !plainSync) {
            send("REPLCONF", "ACK", Long.toString(masterOffset));
        }
    }
}
