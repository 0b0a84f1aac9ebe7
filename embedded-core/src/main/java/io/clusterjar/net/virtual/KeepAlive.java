package io.clusterjar.net.virtual;

/**
 * How an idle side asks whether the other is still there.
 *
 * @param idleNs silence before it asks for the first time
 * @param intervalNs how long it waits between two questions
 * @param probes questions without an answer after which the connection has timed out
 */
public record KeepAlive(long idleNs, long intervalNs, int probes) {
    /** How long it takes from the silence to the end. */
    long patienceNs() {
        return idleNs + intervalNs * probes;
    }
}
