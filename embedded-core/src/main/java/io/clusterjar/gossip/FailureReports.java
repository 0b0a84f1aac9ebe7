package io.clusterjar.gossip;

import org.agrona.collections.Object2LongHashMap;

/**
 * Who reported a node as failing, and when last. Where a large cluster is split, each node keeps hundreds of reports of each node of the other
 * side.
 */
final class FailureReports {
    private static final long NONE = Long.MIN_VALUE;

    private final Object2LongHashMap<ClusterNode> times = new Object2LongHashMap<>(NONE);
    /** No report is older. */
    private long oldestMs = Long.MAX_VALUE;

    /** Notes that {@code reporter} cannot reach the node; whether it had not said so before. */
    boolean add(ClusterNode reporter, long nowMs) {
        oldestMs = Math.min(oldestMs, nowMs);
        return times.put(reporter, nowMs) == NONE;
    }

    /** Forgets what {@code reporter} said; whether there was anything. */
    boolean remove(ClusterNode reporter) {
        return times.removeKey(reporter) != NONE;
    }

    /** How many reported the node within {@code ttlMs}; older reports are forgotten. */
    int count(long nowMs, long ttlMs) {
        if (!times.isEmpty() && nowMs - oldestMs > ttlMs) {
            forgetUntil(nowMs - ttlMs);
        }
        return times.size();
    }

    private void forgetUntil(long earliestMs) {
        oldestMs = Long.MAX_VALUE;
        Object2LongHashMap<ClusterNode>.ValueIterator at = times.values().iterator();
        while (at.hasNext()) {
            long reportedMs = at.nextLong();
            if (reportedMs < earliestMs) {
                at.remove();
            } else {
                oldestMs = Math.min(oldestMs, reportedMs);
            }
        }
    }
}
