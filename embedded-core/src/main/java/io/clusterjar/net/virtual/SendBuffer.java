package io.clusterjar.net.virtual;

/**
 * What a side wrote in this turn, whose array changes hands when it is sent, and how far the other side is with what was sent before.
 * Used on the writer's lane where nothing else is said.
 */
final class SendBuffer {
    private static final int FIRST_BYTES = 512;

    private byte[] bytes = Segment.NOTHING;
    private int lengthBytes;
    private long sentBytes;
    private boolean drainExpected;
    private volatile boolean drainWanted;
    /** Bytes that the other side's handler has taken; written on its lane. */
    private volatile long takenBytes;

    boolean isEmpty() {
        return lengthBytes == 0;
    }

    /** Bytes that the two kernels have no room for. */
    long queuedBytes() {
        return lengthBytes + Math.max(0, sentBytes - takenBytes - Pipe.WINDOW_BYTES);
    }

    void append(Lane lane, byte[] from, int offset, int length) {
        if (bytes.length - lengthBytes < length) {
            grow(lane, length);
        }
        System.arraycopy(from, offset, bytes, lengthBytes, length);
        lengthBytes += length;
    }

    private void grow(Lane lane, int length) {
        int needed = Math.addExact(lengthBytes, length);
        byte[] larger = lane.buffer(Math.max(needed, Math.max(FIRST_BYTES, doubled(lengthBytes))));
        System.arraycopy(bytes, 0, larger, 0, lengthBytes);
        if (bytes.length > 0) {
            lane.recycle(bytes);
        }
        bytes = larger;
    }

    private static int doubled(int size) {
        return size > Integer.MAX_VALUE / 2 - 8 ? Integer.MAX_VALUE - 8 : size * 2;
    }

    /** All of it as one segment; nothing is left. */
    Segment takeFor(Pipe pipe) {
        Segment segment = new Segment(pipe, Segment.Kind.DATA, bytes, lengthBytes);
        sentBytes += lengthBytes;
        bytes = Segment.NOTHING;
        lengthBytes = 0;
        if (queuedBytes() > 0) {
            drainExpected = true;
            drainWanted = true;
        }
        return segment;
    }

    /** The other side's handler took bytes; whether the writer wants to know. On the other side's lane, the only writer of this field. */
    boolean taken(int count) {
        long taken = takenBytes + count;
        takenBytes = taken;
        return drainWanted;
    }

    /** Whether nothing is queued any more, where something was: says so once. */
    boolean isDrained() {
        if (!drainExpected || queuedBytes() > 0) {
            return false;
        }
        drainExpected = false;
        drainWanted = false;
        return true;
    }

    @Override
    public String toString() {
        return sentBytes + " bytes sent";
    }

    /** It is not to be sent. */
    void drop() {
        lengthBytes = 0;
    }
}
