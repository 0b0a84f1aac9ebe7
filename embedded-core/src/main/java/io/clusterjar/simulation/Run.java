package io.clusterjar.simulation;

import io.clusterjar.check.Scene;
import io.clusterjar.time.RandomSource;
import java.time.Duration;

/**
 * One run of one seed, as its workload sees it. Everything happens on one thread in virtual time: a task runs between two turns of the
 * nodes, must not wait, and may not advance the clock.
 */
public interface Run extends Scene {
    /** The seed. */
    long seed();

    /** The faults of this run. */
    FaultPlan plan();

    /** How long faults come, from the beginning of the run. */
    Duration duration();

    /** How many clients the workload is to have. */
    int clients();

    /** How many operations each client is to do. */
    int operations();

    /**
     * Chance for one purpose. The same seed and purpose give the same numbers, whatever else is drawn, so that one client more does not
     * change what the others do. Each call begins anew: ask once and keep it.
     */
    RandomSource random(String purpose);

    /**
     * Runs {@code task} after {@code delay} of cluster time. What it throws ends the run as a violation of {@code workload}, or of the
     * invariant that an {@link io.clusterjar.check.InvariantViolation} names.
     */
    void schedule(Duration delay, Runnable task);

    /** Whether the time for faults is over: clients begin nothing more, and the cluster is healed and comes to rest. */
    boolean isOver();

    /** Says that something happened that a {@link Probe} may be declared for. */
    void reached(String probe);

    /** Ends the run: something is broken. */
    void fail(String invariant, String message);
}
