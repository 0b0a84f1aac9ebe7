package io.clusterjar.config;

/**
 * Mistakes that a cluster's author could have made, planted on purpose so that tests can show that invariants and checkers find them. A
 * node has none unless a test of this project plants it; no parameter of a deployment reaches them.
 */
public enum Flaw {
    /** A master votes for everybody who asks in an epoch. */
    VOTES_TWICE,
    /** A master's vote is not in its nodes.conf. */
    FORGETS_ITS_VOTE,
    /** One vote is enough to be elected. */
    NEEDS_NO_MAJORITY,
    /** Nobody tells a node that claims slots of an older epoch that it was replaced. */
    SENDS_NO_UPDATE,
    /** A partial resynchronisation begins a byte too early. */
    SENDS_A_BYTE_TWICE,
    /** A master that cannot see the majority goes on serving. */
    SERVES_IN_A_MINORITY,
    /** A replica deletes keys whose time has come by itself. */
    EXPIRES_ON_REPLICAS,
    /** A replaced master holds on to its slots. */
    KEEPS_ITS_SLOTS,
    /** A replica stands for election without giving way to siblings that have more data. */
    IGNORES_ITS_RANK,
    /** A write is acknowledged before it left for the replicas. */
    FEEDS_REPLICAS_LATE,
    /** A promoted replica claims its slots with the epoch of the master that it replaces. */
    KEEPS_THE_OLD_EPOCH,
    /** A node takes the epoch of whoever it hears last for the present one. */
    BELIEVES_EVERY_EPOCH
}
