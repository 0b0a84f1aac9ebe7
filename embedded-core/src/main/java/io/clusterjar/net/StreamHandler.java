package io.clusterjar.net;

/** Hears what happens on a stream, on the node's own thread. */
public interface StreamHandler {
    /** A stream that this side opened is connected. Not called for accepted streams. */
    default void onOpen(Stream stream) {}

    /**
     * Bytes arrived. They are valid only during the call: what is not consumed must be copied.
     */
    void onData(Stream stream, byte[] bytes, int offset, int length);

    /** The stream ended from outside: the other side closed, a fault cut it, or it could not be opened. */
    void onClose(Stream stream, CloseCause cause);

    /** What had been queued because the other side was slow has all been sent. */
    default void onDrained(Stream stream) {}
}
