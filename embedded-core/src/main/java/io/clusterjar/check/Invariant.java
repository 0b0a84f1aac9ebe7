package io.clusterjar.check;

/**
 * Something that holds at any moment of every run. The invariant itself has no state; each run gets a {@link Watch} of its own.
 */
public interface Invariant {
    /** A short name in lower case with hyphens, which failures and the shrinking of plans know it by. */
    String name();

    /** Begins to watch a run, before its workload and its faults begin. */
    Watch begin(Scene scene);

    /**
     * Watches one run. Whatever it finds it throws as an {@link InvariantViolation}, or as an {@code AssertionError}; the run ends there.
     */
    interface Watch {
        /**
         * Called after each turn in which the state of some node as a member of the cluster may have changed: its role, an epoch,
         * a slot, a vote, a flag, or its life. Nodes stand still. Not called for commands and for bytes of replication.
         */
        default void onChange() {}

        /** Called once at the end: faults are healed, every node runs, and the cluster has converged. */
        default void atEnd() {}
    }
}
