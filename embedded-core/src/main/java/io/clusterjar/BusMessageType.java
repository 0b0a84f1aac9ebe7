package io.clusterjar;

/** The messages of the cluster bus, in the order of their numbers on the wire. */
public enum BusMessageType {
    /** Are you there? With gossip. */
    PING,
    /** I am here. With gossip. */
    PONG,
    /** Let me join. */
    MEET,
    /** A node has failed, as most masters say. */
    FAIL,
    /** A message for subscribers. */
    PUBLISH,
    /** A replica asks for votes. */
    FAILOVER_AUTH_REQUEST,
    /** A master votes. */
    FAILOVER_AUTH_ACK,
    /** Your view of somebody's slots is old. */
    UPDATE,
    /** A replica asks its master to pause for a manual failover. */
    MFSTART,
    /** A module's message. */
    MODULE,
    /** A message for subscribers of a shard channel. */
    PUBLISHSHARD
}
