package io.clusterjar.gossip;

import org.jspecify.annotations.Nullable;

/** What membership must know of the node that it does not hold itself. */
public interface LocalFacts {
    /** The node's replication offset in bytes. */
    long replicationOffset();

    /** How many keys {@code slot} holds here. */
    int keysInSlot(int slot);

    /** Whether replication follows some master. */
    boolean replicating();

    /** Whether a manual failover is under way here, as master or as replica. */
    boolean manualFailover();

    /** On a master: the id of the replica that asked for the manual failover, or null. */
    @Nullable
    String manualFailoverReplica();
}
