package io.clusterjar.cluster;

import io.clusterjar.election.ElectionTrace;
import io.clusterjar.gossip.MembershipTrace;

/** Hears what happens to a node as a member of its cluster: suspicions, roles, elections, for logs and time lines. */
public interface ClusterTrace extends MembershipTrace, ElectionTrace {
    /** Hears nothing. */
    ClusterTrace NONE = new ClusterTrace() {};

    /** The node's state as a member has changed, and is in {@code nodes.conf}: a role, an epoch, a slot, a vote or a flag. */
    default void onSaved() {}
}
