package io.clusterjar.time;

/** Runs tasks later, on the node's own thread, in the order of their deadlines and then of their scheduling. */
public interface Timers {
    /**
     * Runs {@code task} once, {@code delayMs} milliseconds of monotonic time from now.
     *
     * @param delayMs 0 or more; 0 means at the next turn of the loop, never inside this call
     */
    Timer after(long delayMs, Runnable task);

    /** A task that was scheduled. */
    interface Timer {
        /** Forgets the task; without effect when it has run or was cancelled before. */
        void cancel();
    }
}
