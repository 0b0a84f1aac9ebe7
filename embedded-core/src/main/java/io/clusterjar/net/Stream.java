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
     * The address under which the other side reaches {@code node}: a client that stands behind a view of its own is told
     * the view's ports. The identity for all others.
     */
    default Address translate(Address node) {
        return node;
    }
}
