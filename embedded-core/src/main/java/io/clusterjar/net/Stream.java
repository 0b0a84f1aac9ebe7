package io.clusterjar.net;

/**
 * One side of an ordered, reliable stream of bytes, as TCP gives it. Used on the node's own thread only.
 */
public interface Stream {
    /**
     * Queues bytes for the other side and tries to send them. The bytes are taken before this returns; the array may be
     * reused. Ignored when the stream is closed.
     */
    void write(byte[] bytes, int offset, int length);

    /** How many written bytes have not left this side yet. */
    long queuedBytes();

    /** Sends what is queued, then closes. The handler of this side hears no more. */
    void close();

    /** Closes at once: what is queued is lost and the other side sees a reset. The handler of this side hears no more. */
    void reset();

    /** Whether bytes may still be written. */
    boolean isOpen();

    /** The address of this side. */
    Address local();

    /** The address of the other side. */
    Address remote();

    /** What the stream carries. */
    Plane plane();

    /**
     * Asks the other side, when it has been silent, whether it is still there; a stream that it does not answer ends with {@link
     * CloseCause#TIMED_OUT}.
     *
     * @param idleMs silence before it is asked; 0: never
     * @param intervalMs time between two questions
     * @param probes questions without an answer after which the stream ends
     */
    default void keepAlive(long idleMs, long intervalMs, int probes) {}

    /**
     * {@link #keepAlive(long, long, int)} as Redis wants it: after {@code seconds} of silence it asks three times, a third of them apart.
     *
     * @param seconds 0: as the machine does by itself, which is after hours
     */
    default void keepAlive(int seconds) {
        if (seconds == 0) {
            keepAlive(7_200_000, 75_000, 9);
        } else {
            keepAlive(seconds * 1000L, Math.max(1, seconds / 3) * 1000L, 3);
        }
    }

    /**
     * The address under which the other side reaches {@code node}: a client that stands behind a view of its own is told
     * the view's ports. The identity for all others.
     */
    default Address translate(Address node) {
        return node;
    }
}
