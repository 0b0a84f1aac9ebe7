package io.clusterjar.replication;

import io.clusterjar.net.Stream;

/**
 * The last bytes of the replication stream, kept so that a replica that lost its link can go on where it stopped.
 *
 * <p>A ring of fixed size. Offsets count the bytes of the stream from 1; the byte after the last has {@link
 * #endOffset()}.
 */
final class Backlog {
    /** The least size, as in Redis. */
    static final int MIN_SIZE_BYTES = 16 * 1024;
    /** Storage is taken as it is needed, from this size on. */
    private static final int FIRST_CAPACITY_BYTES = 4 * 1024;

    private final int sizeBytes;
    private byte[] ring;
    private int next;
    private int historyBytes;
    private long endOffset;

    /**
     * An empty backlog.
     *
     * @param sizeBytes how much it keeps; at least {@link #MIN_SIZE_BYTES} is used
     * @param endOffset offset that the next byte gets
     */
    Backlog(long sizeBytes, long endOffset) {
        this.sizeBytes = (int) Math.min(Integer.MAX_VALUE - 64, Math.max(MIN_SIZE_BYTES, sizeBytes));
        this.ring = new byte[Math.min(FIRST_CAPACITY_BYTES, this.sizeBytes)];
        this.endOffset = endOffset;
    }

    /** A backlog of another size with the same newest bytes. */
    Backlog resized(long newSizeBytes) {
        Backlog other = new Backlog(newSizeBytes, firstOffset());
        read(firstOffset(), other::append);
        other.endOffset = endOffset;
        return other;
    }

    void append(byte[] bytes, int offset, int length) {
        endOffset += length;
        int from = offset;
        int rest = length;
        if (rest > sizeBytes) {
            from += rest - sizeBytes;
            rest = sizeBytes;
        }
        grow(rest);
        while (rest > 0) {
            int count = Math.min(rest, ring.length - next);
            System.arraycopy(bytes, from, ring, next, count);
            next = (next + count) % ring.length;
            from += count;
            rest -= count;
        }
        historyBytes = (int) Math.min(ring.length, (long) historyBytes + Math.min(length, sizeBytes));
    }

    /** As long as the ring is not at its full size it is a plain array that begins at 0. */
    private void grow(int more) {
        if (ring.length == sizeBytes || ring.length - historyBytes >= more) {
            return;
        }
        long wanted = Math.max((long) ring.length * 2, (long) historyBytes + more);
        byte[] larger = new byte[(int) Math.min(sizeBytes, wanted)];
        // not full yet, so nothing has wrapped
        System.arraycopy(ring, 0, larger, 0, historyBytes);
        ring = larger;
        next = historyBytes % ring.length;
    }

    /** Offset of the oldest byte kept. */
    long firstOffset() {
        return endOffset - historyBytes;
    }

    /** Offset that the next byte will get. */
    long endOffset() {
        return endOffset;
    }

    /** Bytes kept. */
    int historyBytes() {
        return historyBytes;
    }

    /** Bytes it may keep. */
    int sizeBytes() {
        return sizeBytes;
    }

    /** Whether a replica that asks for {@code offset} next can be served. */
    boolean covers(long offset) {
        return offset >= firstOffset() && offset <= endOffset;
    }

    /** Sends everything from {@code offset} on. */
    void sendFrom(long offset, Stream to) {
        read(offset, to::write);
    }

    /** Gives everything from {@code offset} on to {@code sink}, in at most two pieces. */
    void read(long offset, Sink sink) {
        int rest = (int) (endOffset - offset);
        int at = next - rest;
        if (at < 0) {
            at += ring.length;
        }
        while (rest > 0) {
            int count = Math.min(rest, ring.length - at);
            sink.accept(ring, at, count);
            at = (at + count) % ring.length;
            rest -= count;
        }
    }

    /** Takes bytes; the array is not its own. */
    interface Sink {
        void accept(byte[] bytes, int offset, int length);
    }
}
