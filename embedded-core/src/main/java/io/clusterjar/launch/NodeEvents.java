package io.clusterjar.launch;

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

    private static final long MILLIS_PER_DAY = 24L * 60 * 60 * 1000;

    private final ArrayDeque<Event> events = new ArrayDeque<>();

    /** Written out only when somebody asks: starting a cluster must not wait for that. */
    private record Event(long atMs, String node, String what) {
        String line() {
            long ms = Math.floorMod(atMs, MILLIS_PER_DAY);
            StringBuilder text = new StringBuilder(64);
            digits(text, ms / 3_600_000, 2).append(':');
            digits(text, ms / 60_000 % 60, 2).append(':');
            digits(text, ms / 1000 % 60, 2).append('.');
            digits(text, ms % 1000, 3);
            return text.append(' ').append(node).append(": ").append(what).toString();
        }

        private static StringBuilder digits(StringBuilder text, long number, int width) {
            String digits = Long.toString(number);
            for (int i = digits.length(); i < width; i++) {
                text.append('0');
            }
            return text.append(digits);
        }
    }

    /** Adds what happened to {@code node} at {@code nowMs}, wall time of the deployment. */
    public synchronized void add(long nowMs, String node, String what) {
        if (events.size() == LIMIT) {
            events.removeFirst();
        }
        events.addLast(new Event(nowMs, node, what));
    }

    /** Forgets everything: what comes is another story. */
    public synchronized void clear() {
        events.clear();
    }

    /** All that are kept, oldest first: UTC time of day to the millisecond, node, and what happened. */
    public synchronized List<String> lines() {
        List<String> lines = new ArrayList<>(events.size());
        for (Event event : events) {
            lines.add(event.line());
        }
        return lines;
    }
}
