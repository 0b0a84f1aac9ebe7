package io.clusterjar.gossip;

import java.util.List;

/** Types of bus packets, in the order of their numbers on the wire. */
public enum BusType {
    /** Asks for a {@link #PONG}; carries gossip. */
    PING("ping"),
    /** Answers a ping, or announces a change to all; carries gossip. */
    PONG("pong"),
    /** A ping that asks to be let into the receiver's table. */
    MEET("meet"),
    /** A node is failed. */
    FAIL("fail"),
    /** A message for a channel. */
    PUBLISH("publish"),
    /** A replica asks for a vote. */
    AUTH_REQUEST("auth-req"),
    /** The vote. */
    AUTH_ACK("auth-ack"),
    /** Newer slots of some node. */
    UPDATE("update"),
    /** A replica asks its master to pause for a manual failover. */
    MFSTART("mfstart"),
    /** A module's message. */
    MODULE("module"),
    /** A message for a shard channel. */
    PUBLISHSHARD("publishshard");

    /** All types by number. */
    public static final List<BusType> ALL = List.of(values());

    private final String label;

    BusType(String label) {
        this.label = label;
    }

    /** As {@code CLUSTER INFO} names it. */
    public String label() {
        return label;
    }

    /** Whether it carries gossip and extensions. */
    public boolean isPing() {
        return this == PING || this == PONG || this == MEET;
    }
}
