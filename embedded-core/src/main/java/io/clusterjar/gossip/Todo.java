package io.clusterjar.gossip;

/** What a node must do at the end of its turn, as bits. */
public final class Todo {
    /** See whether the election can go on. */
    public static final int FAILOVER = 1;
    /** Compute the state of the cluster anew. */
    public static final int STATE = 2;
    /** Write nodes.conf. */
    public static final int SAVE = 4;
    /** Make it survive a loss of power. */
    public static final int FSYNC = 8;
    /** See whether the manual failover can go on. */
    public static final int MANUAL_FAILOVER = 16;
    /** Announce a change to all nodes. */
    public static final int BROADCAST = 32;

    private Todo() {}
}
