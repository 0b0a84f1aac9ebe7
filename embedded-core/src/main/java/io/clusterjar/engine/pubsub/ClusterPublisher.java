package io.clusterjar.engine.pubsub;

/** Carries messages to the other nodes of a cluster. The cluster implements it. */
public interface ClusterPublisher {
    /** Sends a message of {@code PUBLISH} to every node that there is a link to. */
    void broadcast(byte[] channel, byte[] message);

    /** Sends a message of {@code SPUBLISH} to the other nodes of this node's shard. */
    void broadcastToShard(byte[] channel, byte[] message);
}
