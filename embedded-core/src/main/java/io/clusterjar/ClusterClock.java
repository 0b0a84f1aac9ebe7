package io.clusterjar;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * The clock of a deployment. It drives everything that takes time in its nodes: times to live, blocking time-outs, failure
 * detection, elections, replication's time-outs, latencies of the virtual network.
 *
 * <p>By itself it runs with real time. Clients outside keep their own clocks: a Jedis socket time-out passes in real time.
 * May be used by any thread.
 */
public interface ClusterClock {
    /** Cluster time. It begins at real time when the deployment starts. */
    Instant now();

    /**
     * Lets {@code duration} of cluster time pass as fast as it can: the clock jumps from event to event, and everything that is
     * due in between happens in its order, with real clients served. Returns when the time has passed. 20 seconds of an
     * idle six-node cluster take some ten milliseconds.
     *
     * @param duration zero to 50 years
     */
    void advance(Duration duration);

    /**
     * As {@link #advance}, but stops as soon as {@code condition} holds.
     *
     * @param condition looked at after each event; must not wait
     * @param atMost most cluster time that may pass; zero to 50 years
     * @return whether the condition held
     */
    boolean advanceUntil(BooleanSupplier condition, Duration atMost);

    /**
     * Cluster seconds per real second from now on.
     *
     * @param factor more than 0, at most 10,000; 1 is real time
     */
    void speed(double factor);

    /** Stops cluster time; clients are served on, but nothing expires and nobody is suspected. */
    void freeze();

    /** Lets a frozen clock run on from where it stood. */
    void unfreeze();
}
