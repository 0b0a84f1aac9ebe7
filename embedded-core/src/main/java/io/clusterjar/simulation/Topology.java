package io.clusterjar.simulation;

/**
 * What a plan of faults must know of a cluster before there is one. Masters are the first nodes; the replicas of master {@code m} are
 * not told, since they change.
 *
 * @param masters how many masters
 * @param replicasPerMaster how many replicas of each
 * @param nodeTimeoutMs {@code cluster-node-timeout}
 */
public record Topology(int masters, int replicasPerMaster, long nodeTimeoutMs) {
    /** How many nodes. */
    public int nodes() {
        return masters * (1 + replicasPerMaster);
    }
}
