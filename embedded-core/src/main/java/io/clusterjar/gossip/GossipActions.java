package io.clusterjar.gossip;

/** What membership wants done. Called on the node's thread, in the order in which it shall happen. */
public interface GossipActions {
    /** Opens a link to {@code ip}:{@code busPort}; the outcome is told to {@link Membership}. */
    Link connect(ClusterNode node, String ip, int busPort, long nowMs);

    /** Writes nodes.conf now. */
    void saveConfig(boolean fsync);

    /** Makes replication follow {@code master}, whose address may have changed. */
    void replicate(ClusterNode master);

    /** Deletes the keys of a slot that was lost. */
    void deleteKeysInSlot(int slot);

    /** Ends the shard subscriptions of all slots that the node and its master do not own. */
    void dropForeignShardChannels();

    /** Gives a message that came by the bus to local subscribers. */
    void deliver(byte[] channel, byte[] message, boolean shard);

    /** A replica asks for a vote. */
    void onVoteRequest(ClusterNode candidate, BusPacket request);

    /** A master gave its vote. */
    void onVote(ClusterNode voter, long voterEpoch);

    /** A replica of this node asks it to pause for a manual failover. */
    void onManualFailoverStart(ClusterNode replica);

    /** The paused master says its offset. */
    void onPausedMasterOffset(long offset);

    /** Ends a manual failover, whatever became of it. */
    void endManualFailover();
}
