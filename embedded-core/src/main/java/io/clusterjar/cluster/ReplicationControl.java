package io.clusterjar.cluster;

import io.clusterjar.net.Address;
import io.clusterjar.replication.Replication;
import org.jspecify.annotations.Nullable;

/** What the cluster asks of replication. */
public interface ReplicationControl {
    /** Becomes a replica of {@code master}, or changes to it. */
    void replicateFrom(Address master);

    /** Becomes a master; without effect when it is one. */
    void becomeMaster();

    /** The master that is followed, or null. */
    @Nullable
    Address master();

    /** Whether the link to the master is up and in sync. */
    boolean masterLinkUp();

    /** The replication offset in bytes: produced as a master, processed as a replica. */
    long offset();

    /** When the master was last heard while the link is up, else when the link went down; 0 when it never was up. */
    long lastMasterInteractionMs();

    /** The replication of this node. */
    static ReplicationControl of(Replication replication) {
        return new ReplicationControl() {
            @Override
            public void replicateFrom(Address master) {
                replication.replicateFrom(master);
            }

            @Override
            public void becomeMaster() {
                replication.becomeMaster();
            }

            @Override
            public @Nullable Address master() {
                return replication.master();
            }

            @Override
            public boolean masterLinkUp() {
                return replication.masterLinkUp();
            }

            @Override
            public long offset() {
                return replication.offset();
            }

            @Override
            public long lastMasterInteractionMs() {
                return replication.lastMasterInteractionMs();
            }
        };
    }
}
