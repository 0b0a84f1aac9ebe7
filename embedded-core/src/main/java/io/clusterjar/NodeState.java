package io.clusterjar;

/** What became of a node's process. */
public enum NodeState {
    /** It runs. */
    RUNNING,
    /** It stands still, as after SIGSTOP: its sockets accept, nobody answers. */
    PAUSED,
    /** It ended: crashed, shut down, or not started yet. Its ports are kept for {@link ClusterNode#restart()}. */
    DOWN
}
