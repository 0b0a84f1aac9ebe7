package io.clusterjar.check;

import java.time.Duration;

/**
 * That a node's data gave way to another's, at a time on the clock of the history: a replica was promoted in a master's place, or a master came
 * back without its data before anybody replaced it.
 *
 * @param atNs when
 * @param master the master that was replaced
 * @param successor who stands in its place: a replica, or the same node when it came back empty
 * @param offsetBytes how far the successor's data were; 0 when they were gone
 * @param stoodStill for how long the master's process had been paused: time in which it could not find out that it was alone
 */
public record Succession(long atNs, String master, String successor, long offsetBytes, Duration stoodStill) {
    /** A replica was promoted. */
    public static Succession promotion(long atNs, String master, String replica, long offsetBytes) {
        return new Succession(atNs, master, replica, offsetBytes, Duration.ZERO);
    }

    /** A master came back without its data. */
    public static Succession emptyRestart(long atNs, String master) {
        return new Succession(atNs, master, master, 0, Duration.ZERO);
    }

    /** Whether the master came back empty. */
    public boolean isEmptyRestart() {
        return master.equals(successor);
    }
}
