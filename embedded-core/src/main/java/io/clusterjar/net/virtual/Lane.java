package io.clusterjar.net.virtual;

/** One event loop as the network sees it: a single thread of callbacks with a clock and timers. */
public interface Lane {
    /** Base time in nanoseconds, as of the current turn. */
    long nowNs();

    /** Runs {@code task} on this lane at base time {@code atNs}; only called on this lane. */
    Deadline schedule(long atNs, Runnable task);

    /** Runs {@code task} on {@code receiver}'s lane at its next turn, after all that was handed over before; called on this lane. */
    void hand(Lane receiver, Runnable task);

    /** A buffer of at least {@code minimumBytes}; only called on this lane. */
    byte[] buffer(int minimumBytes);

    /** Takes a buffer back that nobody refers to any more; only called on this lane. */
    void recycle(byte[] buffer);

    /** Says what arrived at some party, for lanes that prove that two runs were the same. */
    default void trace(byte[] bytes, int lengthBytes) {}

    /** A task scheduled on a lane. */
    interface Deadline {
        /** Forgets the task. */
        void cancel();
    }
}
