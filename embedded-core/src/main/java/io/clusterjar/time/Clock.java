package io.clusterjar.time;

/**
 * A node's clock.
 *
 * <p>Wall time may be skewed against other nodes and may jump when a test says so; monotonic time never goes back.
 * Both are read on the node's own thread.
 */
public interface Clock {
    /** Wall time in milliseconds since the epoch, as this node believes it to be. */
    long nowMs();

    /** Wall time in microseconds since the epoch, as this node believes it to be. */
    long nowUs();

    /** Monotonic time in nanoseconds from an arbitrary origin; for measuring durations only. */
    long monotonicNs();
}
