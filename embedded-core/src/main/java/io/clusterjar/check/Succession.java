package io.clusterjar.check;

import java.time.Duration;

/**
 * That a node's data gave way to another's, at a time on the clock of the history: a replica was promoted in a master's place, or a
 * master came back without its data before anybody replaced it.
 *
 * @param atNs when
 * @param master the master that was replaced
 * @param successor who stands in its place: a replica, or the same node when it came back empty
 * @param offsetBytes how far the successor's data were; 0 when they were gone
 * @param history the replication id of the successor's data, before it branched; empty when it is not known
 * @param stoodStill for how long the master's process had been paused: time in which it could not find out that it was alone
 */
public record Succession(
        long atNs, String master, String successor, long offsetBytes, String history, Duration stoodStill) {
    /** A replica was promoted. */
    public static Succession promotion(long atNs, String master, String replica, long offsetBytes) {
        return new Succession(atNs, master, replica, offsetBytes, "", Duration.ZERO);
    }

    /** A master came back without its data. */
    public static Succession emptyRestart(long atNs, String master) {
        return new Succession(atNs, master, master, 0, "", Duration.ZERO);
    }

    /** The same, where the master's process had been paused for so long. */
    public Succession withPause(Duration pause) {
        return new Succession(atNs, master, successor, offsetBytes, history, pause);
    }

    /** The same, where the successor's data were of this history. */
    public Succession withHistory(String id) {
        return new Succession(atNs, master, successor, offsetBytes, id, stoodStill);
    }

    /** Whether the successor has what is at {@code offset} of the history {@code id}, as far as one can tell. */
    boolean has(long offset, String id) {
        boolean other = !id.isEmpty() && !history.isEmpty() && !id.equals(history);
        return !isEmptyRestart() && !other && offset <= offsetBytes;
    }

    /** Whether the master came back empty. */
    public boolean isEmptyRestart() {
        return master.equals(successor);
    }
}
