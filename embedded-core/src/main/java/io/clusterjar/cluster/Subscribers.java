package io.clusterjar.cluster;

import java.util.function.IntPredicate;

/** The node's own subscribers, as the cluster sees them. */
public interface Subscribers {
    /** Delivers a message that came from another node; {@code shard} when it was published to a shard channel. */
    void deliver(byte[] channel, byte[] message, boolean shard);

    /** Ends the subscriptions to shard channels of slots that {@code lost} accepts, and tells the clients so. */
    void dropShardChannels(IntPredicate lost);
}
