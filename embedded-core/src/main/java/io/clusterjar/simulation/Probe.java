package io.clusterjar.simulation;

/**
 * Something that a sweep over many seeds should come by at least once: a sweep that never does has not tested what it seems to test, and
 * fails.
 *
 * <p>Nodes report: {@code started}, {@code crashed}, {@code stopped}, {@code failed}, {@code paused}, {@code resumed}, {@code suspected},
 * {@code failed-by-quorum}, {@code failed-as-told}, {@code recovered}, {@code cluster-ok}, {@code cluster-fail}, {@code became-replica},
 * {@code slots-moved}, {@code election-scheduled}, {@code election-started}, {@code election-barred}, {@code elected}, {@code
 * vote-granted}, {@code vote-denied-<reason>} with the reason as in {@code stale-epoch}, {@code manual-failover}. Plans report each fault
 * as {@code fault-<verb>}. Workloads report what they like through {@link Run#reached}.
 *
 * @param name in lower case with hyphens
 */
public record Probe(String name) {
    /** Checks the name. */
    public Probe {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("name=" + name + " is not lower case with hyphens");
        }
    }

    /** The probe that fires when {@code name} is reported. */
    public static Probe reached(String name) {
        return new Probe(name);
    }
}
