package io.clusterjar.store;

import io.clusterjar.base.Bytes;

/**
 * The id of an entry of a stream: milliseconds and a number within them, both unsigned 64 bits, ordered as one number of
 * 128 bits.
 *
 * @param ms milliseconds since the epoch, when the node made the id
 * @param seq place among the entries of that millisecond
 */
public record StreamId(long ms, long seq) implements Comparable<StreamId> {
    /** {@code 0-0}, which no entry has. */
    public static final StreamId MIN = new StreamId(0, 0);
    /** The greatest of all. */
    public static final StreamId MAX = new StreamId(-1, -1);

    private static final int BYTES = 16;

    /** The id in {@value #BYTES} bytes, greatest first, as Redis keeps it. */
    public static StreamId read(byte[] bytes, int at) {
        return new StreamId(Bytes.longBe(bytes, at), Bytes.longBe(bytes, at + 8));
    }

    /** The id in {@value #BYTES} bytes, greatest first: their order as bytes is that of the ids. */
    public byte[] toBytes() {
        byte[] bytes = new byte[BYTES];
        Bytes.putLongBe(bytes, 0, ms);
        Bytes.putLongBe(bytes, 8, seq);
        return bytes;
    }

    /** Order of two ids given as their parts. */
    static int compare(long ms, long seq, StreamId other) {
        int order = Long.compareUnsigned(ms, other.ms);
        return order != 0 ? order : Long.compareUnsigned(seq, other.seq);
    }

    /** Whether it is {@code 0-0}. */
    public boolean isZero() {
        return ms == 0 && seq == 0;
    }

    /** The id after it; {@code 0-0} after the greatest. */
    public StreamId next() {
        return seq != -1 ? new StreamId(ms, seq + 1) : new StreamId(ms + 1, 0);
    }

    /** The id before it; the greatest before {@code 0-0}. */
    public StreamId previous() {
        return seq != 0 ? new StreamId(ms, seq - 1) : new StreamId(ms - 1, -1);
    }

    /** Whether it is less than {@code other}. */
    public boolean isBefore(StreamId other) {
        return compareTo(other) < 0;
    }

    /** Whether it is greater than {@code other}. */
    public boolean isAfter(StreamId other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(StreamId other) {
        return compare(ms, seq, other);
    }

    /** As clients see it: {@code ms-seq}. */
    @Override
    public String toString() {
        return Long.toUnsignedString(ms) + "-" + Long.toUnsignedString(seq);
    }

    /** {@link #toString()} as bytes. */
    public byte[] text() {
        return Bytes.latin1(toString());
    }
}
