package io.clusterjar.launch;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The last things that happened in a deployment's nodes: role changes, suspicions, elections, starts and ends. Bounded: the
 * oldest are forgotten. Any thread may add and read.
 */
public final class NodeEvents {
    /** How many are kept. */
    public static final int LIMIT = 64;

    private final ArrayDeque<String> lines = new ArrayDeque<>();

    /** Adds what happened to {@code node} at {@code nowMs}, wall time of the deployment. */
    public synchronized void add(long nowMs, String node, String what) {
        if (lines.size() == LIMIT) {
            lines.removeFirst();
        }
        lines.addLast(Instant.ofEpochMilli(nowMs).toString().substring(11, 23) + " " + node + ": " + what);
    }

    /** All that are kept, oldest first. */
    public synchronized List<String> lines() {
        return new ArrayList<>(lines);
    }
}
