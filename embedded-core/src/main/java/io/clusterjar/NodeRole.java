package io.clusterjar;

/** What a node is in its shard. */
public enum NodeRole {
    /** Takes writes and owns slots, if it has any. */
    MASTER,
    /** Follows a master. */
    REPLICA
}
