package io.clusterjar.gossip;

/** Hears what membership found, for logs and time lines. */
public interface MembershipTrace {
    /** A node became suspected by this node. */
    default void onSuspected(ClusterNode node) {}

    /** A node is failed. {@code byQuorum} when this node found the majority, else it was told. */
    default void onFailed(ClusterNode node, boolean byQuorum) {}

    /** A node is neither suspected nor failed any more. */
    default void onRecovered(ClusterNode node) {}

    /** The cluster came up or went down in this node's view. */
    default void onState(boolean ok) {}

    /** This node became a replica of {@code master}. */
    default void onReplicaOf(ClusterNode master) {}

    /** Slots went to {@code owner} with {@code epoch}. */
    default void onSlots(ClusterNode owner, int count, long epoch) {}

    /** A line for the node's log. */
    default void log(String text) {}
}
