package io.clusterjar.engine;

import io.clusterjar.protocol.Args;

/** What the engine asks of replication, and what it tells it. */
public interface Replicator {
    /** Whether this node is a replica. */
    boolean isReplica();

    /** On a replica: whether the link to the master is up and in sync. */
    boolean masterLinkUp();

    /** On a replica: whether a full synchronisation is being loaded. */
    boolean loading();

    /** On a master: replicas whose last acknowledgement is recent enough for {@code min-replicas-max-lag}. */
    int goodReplicas();

    /**
     * A command that changed the key space of {@code db}, in the form that replicas get it. Not called on a replica, whose
     * stream is its master's. The words are valid during the call only.
     *
     * @param db the database that must be selected before; -1 when none need be, for the MULTI and EXEC around several
     */
    void feed(int db, Args words);

    /** Bytes of the replication stream so far. */
    long offset();

    /** The end of a turn, after all commands of the turn and before the replies leave. */
    void endOfTurn();
}
