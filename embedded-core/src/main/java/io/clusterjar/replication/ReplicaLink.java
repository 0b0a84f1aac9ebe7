package io.clusterjar.replication;

import io.clusterjar.command.CommandError;
import io.clusterjar.engine.Connection;
import io.clusterjar.net.Stream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A master's view of one of its replicas: where it stands and what it has acknowledged. */
final class ReplicaLink {
    /** How far the replica is. */
    enum State {
        /** REPLCONF came, PSYNC did not yet. */
        ANNOUNCED("wait_bgsave"),
        /** Waits for a snapshot to be started. */
        WAITS("wait_bgsave"),
        /** The snapshot is on its way or not yet confirmed; what is written meanwhile is kept. */
        TRANSFER("send_bulk"),
        /** Gets the stream as it is written. */
        ONLINE("online");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** As {@code INFO} prints it. */
        String label() {
            return label;
        }
    }

    private final Connection connection;
    private final Stream stream;
    private State state = State.ANNOUNCED;
    private int port;
    private String ip = "";
    private boolean capableOfEof;
    private boolean capableOfPsync2;
    private boolean snapshotOnly;
    private boolean usesPsync;
    private long ackOffset;
    private long ackTimeMs;
    private long waitsSinceMs;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    ReplicaLink(Connection connection) {
        this.connection = connection;
        Stream under = connection.stream();
        if (under == null) {
            throw new CommandError("ERR a replica needs a connection of its own");
        }
        this.stream = under;
    }

    Connection connection() {
        return connection;
    }

    Stream stream() {
        return stream;
    }

    State state() {
        return state;
    }

    boolean isOnline() {
        return state == State.ONLINE;
    }

    int port() {
        return port;
    }

    void port(int port) {
        this.port = port;
    }

    /** The address that the replica announced, else the one it came from. */
    String ip() {
        return ip.isEmpty() ? stream().remote().host() : ip;
    }

    void ip(String ip) {
        this.ip = ip;
    }

    boolean capableOfEof() {
        return capableOfEof;
    }

    void capable(String capability) {
        if (capability.equals("eof")) {
            capableOfEof = true;
        } else if (capability.equals("psync2")) {
            capableOfPsync2 = true;
        }
    }

    boolean capableOfPsync2() {
        return capableOfPsync2;
    }

    boolean snapshotOnly() {
        return snapshotOnly;
    }

    void snapshotOnly(boolean snapshotOnly) {
        this.snapshotOnly = snapshotOnly;
    }

    boolean usesPsync() {
        return usesPsync;
    }

    void usesPsync(boolean usesPsync) {
        this.usesPsync = usesPsync;
    }

    long ackOffset() {
        return ackOffset;
    }

    long ackTimeMs() {
        return ackTimeMs;
    }

    long waitsSinceMs() {
        return waitsSinceMs;
    }

    void acknowledged(long offset, long nowMs) {
        ackOffset = Math.max(ackOffset, offset);
        ackTimeMs = nowMs;
    }

    void waits(long nowMs) {
        state = State.WAITS;
        waitsSinceMs = nowMs;
    }

    void transfers() {
        state = State.TRANSFER;
    }

    /** From now on the stream goes out as it is written; what was kept goes first. */
    void goesOnline(long nowMs) {
        state = State.ONLINE;
        ackTimeMs = nowMs;
        if (kept.size() > 0) {
            byte[] bytes = kept.toByteArray();
            kept.reset();
            stream().write(bytes, 0, bytes.length);
        }
    }

    /** Bytes of the stream: sent when online, kept while the snapshot is on its way. */
    void feed(byte[] bytes, int offset, int length) {
        if (state == State.ONLINE) {
            stream().write(bytes, offset, length);
        } else if (state == State.TRANSFER && !snapshotOnly) {
            kept.write(bytes, offset, length);
        }
    }

    /** Bytes that wait to be sent, for the output buffer's limit. */
    long pendingBytes() {
        return kept.size() + stream().queuedBytes();
    }

    void sendLine(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        stream().write(bytes, 0, bytes.length);
    }
}
