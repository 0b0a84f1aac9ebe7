package io.clusterjar.election;

import io.clusterjar.config.Flaw;

/** What an election must know of the cluster, and what it does to it. */
public interface Electorate {
    /** Whether this node is a master. */
    boolean isMaster();

    /** Whether this node owns slots. */
    boolean ownsSlots();

    /** Whether this node is a replica whose master is known. */
    boolean hasMaster();

    /** Whether the master is failed. */
    boolean masterFailed();

    /** Whether the master owns slots. */
    boolean masterOwnsSlots();

    /** A majority of the masters that own slots. */
    int quorum();

    /** Siblings that may stand for election and have a greater offset. */
    int rank();

    /** This node's replication offset in bytes. */
    long offset();

    /** For how long this node has not heard its master, in milliseconds. */
    long dataAgeMs();

    /** The highest epoch seen. */
    long currentEpoch();

    /** Raises the current epoch by one and returns it. */
    long nextEpoch();

    /** The epoch of this node's last vote. */
    long lastVoteEpoch();

    /** Remembers the epoch of this node's vote, to be saved by {@link #saveConfig}. */
    void lastVoteEpoch(long epoch);

    /** The epoch of the slot's owner; -1 when nobody claims the slot. */
    long epochOfSlot(int slot);

    /** {@code cluster-node-timeout} in milliseconds. */
    long nodeTimeoutMs();

    /** {@code cluster-replica-validity-factor}; 0 is no limit. */
    int validityFactor();

    /** {@code repl-ping-replica-period} in milliseconds. */
    long pingPeriodMs();

    /** {@code cluster-replica-no-failover}. */
    boolean noFailover();

    /** Writes what must not be forgotten, with fsync, before this returns. */
    void saveConfig();

    /** Asks all nodes for their vote; {@code force} asks for it although the master is not failed. */
    void requestVotes(boolean force);

    /** Tells the siblings this node's offset. */
    void announceToSiblings();

    /** Makes this node a master that owns its master's slots with {@code epoch}. */
    void promote(long epoch);

    /** A replica's master: asks it to pause. */
    void requestPause();

    /** On a master: holds back writers. */
    void pauseWriters(long untilMs);

    /** On a master: lets writers go on. */
    void resumeWriters();

    /** Asks for a call at the end of the turn. */
    void lookAgain();

    /** Whether a test planted this mistake. */
    default boolean has(Flaw flaw) {
        return false;
    }
}
