package io.clusterjar.cluster;

import io.clusterjar.gossip.GossipSettings;

/** The parameters of the brains; they may change at any time. */
public interface ClusterSettings extends GossipSettings {
    /** {@code cluster-replica-validity-factor}; 0 is no limit. */
    int validityFactor();

    /** {@code repl-ping-replica-period} in milliseconds. */
    long replicaPingPeriodMs();
}
