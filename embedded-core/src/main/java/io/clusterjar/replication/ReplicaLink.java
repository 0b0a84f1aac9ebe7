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
    private boolean withoutKeys;
    private boolean usesPsync;
    private long ackOffset;
    private long loggedOffset;
    private long ackTimeMs;
    private long waitsSinceMs;
    private long streamedBytes;
    private long lastQueuedBytes;
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

    /** Whether the replica wants no keys: {@code REPLCONF rdb-filter-only}. */
    boolean withoutKeys() {
        return withoutKeys;
    }

    void withoutKeys(boolean withoutKeys) {
        this.withoutKeys = withoutKeys;
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

    /** What of the stream is in the replica's log, as far as it said. */
    long loggedOffset() {
        return loggedOffset;
    }

    void logged(long offset) {
        loggedOffset = Math.max(loggedOffset, offset);
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

    void transfers(long nowMs) {
        state = State.TRANSFER;
        ackTimeMs = nowMs;
    }

    /** While the snapshot is on its way, bytes that leave are a sign of life. */
    void lookAtProgress(long nowMs) {
        long queued = stream().queuedBytes();
        if (queued != lastQueuedBytes || connection.lastActiveMs() > ackTimeMs) {
            lastQueuedBytes = queued;
            ackTimeMs = nowMs;
        }
    }

    /** From now on the stream goes out as it is written; what was kept goes first. */
    void goesOnline(long nowMs) {
        state = State.ONLINE;
        ackTimeMs = nowMs;
        if (kept.size() > 0) {
            byte[] bytes = kept.toByteArray();
            kept.reset();
            send(bytes, 0, bytes.length);
        }
    }

    private void send(byte[] bytes, int offset, int length) {
        streamedBytes += length;
        stream().write(bytes, offset, length);
    }

    /** Bytes of the stream: sent when online, kept while the snapshot is on its way. */
    void feed(byte[] bytes, int offset, int length) {
        if (state == State.ONLINE) {
            send(bytes, offset, length);
        } else if (state == State.TRANSFER && !snapshotOnly) {
            kept.write(bytes, offset, length);
        }
    }

    /** Bytes of the stream that wait to be sent, for the output buffer's limit; a snapshot's do not count. */
    long pendingBytes() {
        return kept.size() + Math.min(streamedBytes, stream().queuedBytes());
    }

    void sendLine(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        stream().write(bytes, 0, bytes.length);
    }
}
