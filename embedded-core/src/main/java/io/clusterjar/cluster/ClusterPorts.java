package io.clusterjar.cluster;

import io.clusterjar.gossip.ClusterNode;
import io.clusterjar.gossip.Link;

/** All that the brain of a node sees of the node, and all that it does to it. */
public interface ClusterPorts {
    /** Opens a link; the outcome is told to the brain. */
    Link connect(ClusterNode node, String ip, int busPort, long nowMs);

    /** Replaces nodes.conf. With {@code fsync} it must survive a loss of power when this returns. */
    void saveNodes(byte[] content, boolean fsync);

    /** Makes replication follow the master at that address. */
    void replicate(String ip, int port);

    /** Makes this node a master: replication follows nobody. */
    void stopReplicating();

    /** Whether replication follows somebody. */
    boolean replicating();

    /** The replication offset in bytes: of the stream produced as a master, or processed as a replica. */
    long replicationOffset();

    /** For how long this replica has not heard its master, in milliseconds. */
    long masterSilenceMs();

    /** How many keys a slot holds here. */
    int keysInSlot(int slot);

    /** Deletes the keys of a slot that was lost, and propagates that. */
    void deleteKeysInSlot(int slot);

    /** Deletes all data without propagating it. */
    void deleteAllData();

    /** Ends all shard subscriptions of a slot. */
    void dropShardChannels(int slot);

    /** Gives a message that came by the bus to local subscribers. */
    void deliver(byte[] channel, byte[] message, boolean shard);

    /** Holds back writing clients, expiry and eviction. */
    void pauseWriters(long untilMs);

    /** Lets them go on. */
    void resumeWriters();
}
