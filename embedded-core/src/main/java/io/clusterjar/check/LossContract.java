package io.clusterjar.check;

import java.time.Duration;

/**
 * What a Redis Cluster promises about writes that it acknowledged and then lost, by its parameters. Replication is asynchronous, so a
 * failover may lose what the promoted replica had not got; but not writes of any age, nor a master's that stood alone for any time.
 *
 * @param nodeTimeout {@code cluster-node-timeout}: a master that lost the majority stops to take writes after one and a half of it at the
 *     latest, when a replica can have been promoted after one at the soonest
 * @param validityFactor {@code cluster-replica-validity-factor}: a replica that has not heard its master for longer is not promoted; 0
 *     for no limit
 * @param replicaPing {@code repl-ping-replica-period}
 * @param maxLag {@code min-replicas-max-lag} where {@code min-replicas-to-write} asks for all replicas: writes are lost within no
 *     longer a time; zero for no such promise. Redis looks at when a replica answered last, not at what it answered: where the stream
 *     is stopped and answers are not, as by a cut in one direction, it does not keep this promise
 * @param slack what is allowed on top for timers, latencies and rounding
 */
public record LossContract(
        Duration nodeTimeout, int validityFactor, Duration replicaPing, Duration maxLag, Duration slack) {
    /** Checks that each is a time that can pass. */
    public LossContract {
        check("nodeTimeout", nodeTimeout);
        check("replicaPing", replicaPing);
        check("maxLag", maxLag);
        check("slack", slack);
        if (validityFactor < 0 || validityFactor > MAX_VALIDITY_FACTOR) {
            throw new IllegalArgumentException(
                    "validityFactor=" + validityFactor + " is not within 0 to " + MAX_VALIDITY_FACTOR);
        }
    }

    private static void check(String name, Duration time) {
        if (time.isNegative() || time.compareTo(MAX_TIME) > 0) {
            throw new IllegalArgumentException(name + "=" + time + " is not within zero to " + MAX_TIME);
        }
    }

    /** The factor of Redis. */
    public static final int DEFAULT_VALIDITY_FACTOR = 10;

    /** Longest time of any kind: a thousand of it in nanoseconds are still a {@code long}. */
    private static final Duration MAX_TIME = Duration.ofDays(100);

    private static final int MAX_VALIDITY_FACTOR = 1000;

    private static final Duration DEFAULT_REPLICA_PING = Duration.ofSeconds(10);
    private static final Duration DEFAULT_SLACK = Duration.ofSeconds(2);

    /** With Redis' own values for all but the node timeout. */
    public static LossContract of(Duration nodeTimeout) {
        return new LossContract(
                nodeTimeout, DEFAULT_VALIDITY_FACTOR, DEFAULT_REPLICA_PING, Duration.ZERO, DEFAULT_SLACK);
    }

    /** The same, where all replicas must have answered within {@code lag} for a master to take writes. */
    public LossContract withMaxLag(Duration lag) {
        return new LossContract(nodeTimeout, validityFactor, replicaPing, lag, slack);
    }

    /** How long after a promotion the replaced master may acknowledge at the latest, in nanoseconds. */
    long latestAfterNs() {
        return nodeTimeout.dividedBy(2).plus(slack).toNanos();
    }

    /** How long after its start a master that was replaced while it was down may acknowledge at the latest, in nanoseconds. */
    long latestAfterRestartNs() {
        return nodeTimeout.multipliedBy(3).dividedBy(2).plus(slack).toNanos();
    }

    /** How long before a promotion the oldest write may be that it loses, in nanoseconds. */
    long earliestBeforeNs() {
        return validityFactor == 0
                ? Operation.NEVER / 2
                : nodeTimeout
                        .multipliedBy(validityFactor + 1L)
                        .plus(replicaPing)
                        .plus(slack)
                        .toNanos();
    }

    /** Between the first and the last write that one promotion loses, in nanoseconds. */
    long longestNs() {
        return maxLag.isZero() ? Operation.NEVER : maxLag.plus(slack).toNanos();
    }
}
