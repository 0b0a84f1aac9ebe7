package io.clusterjar;

/** How a node dies. */
public enum CrashMode {
    /**
     * As {@code kill -9}: its memory is gone; what it had written to its disk stays. Its machine lives: the kernel ends the connections at
     * once, with a reset where the process had left bytes unread, and refuses new ones. What the process had given to the kernel is still
     * sent, also when a cut heals within 102 s of cluster time: an acknowledged write may reach a replica after its master has died.
     */
    PROCESS,
    /**
     * As if the machine lost its power: memory is gone, and on the disk what was not made to last by an fsync. Needs nodes that keep their
     * files in memory. Others hear nothing: what they write is sent again and again, and times out after 924.6 s of cluster time; new
     * connections time out too (over real sockets they are made and never answered). Nothing is sent any more, also not what a cut had
     * held up. Once the node is started again, its machine answers with a reset what belongs to a connection from before.
     */
    POWER_LOSS
}
