package io.clusterjar.node;

import io.clusterjar.cluster.ClusterAgent;
import io.clusterjar.engine.Engine;
import io.clusterjar.engine.server.Digest;
import io.clusterjar.gossip.ClusterNode;
import io.clusterjar.gossip.NodeFlag;
import io.clusterjar.replication.Replication;
import org.jspecify.annotations.Nullable;

/**
 * What only those ask who watch a node of a cluster for mistakes. Used while the node stands still.
 */
public final class NodeInside {
    private final Engine engine;
    private final Replication replication;
    private final @Nullable ClusterAgent cluster;

    NodeInside(Engine engine, Replication replication, @Nullable ClusterAgent cluster) {
        this.engine = engine;
        this.replication = replication;
        this.cluster = cluster;
    }

    /** The digest of its data, as {@code DEBUG DIGEST} tells it. */
    public String digest() {
        return new Digest().of(engine);
    }

    /** The id of the history of its data: the same for nodes whose data are the same at the same offset. */
    public String historyId() {
        return replication.historyId();
    }

    /** How many bytes of its stream were written in turns that have ended, and have not left for its replicas; 0 in a sound node. */
    public int unfedBytes() {
        return replication.unfedBytes();
    }

    /** How many keys it has removed because their time had come. */
    public long expiredKeys() {
        return engine.stats().expiredKeys;
    }

    /** Whether it says {@code cluster_state:ok}. */
    public boolean clusterOk() {
        return cluster == null || cluster.state().ok();
    }

    /** The epoch of its last vote. */
    public long lastVoteEpoch() {
        return cluster == null ? 0 : cluster.state().lastVoteEpoch();
    }

    /** How many masters own slots, as far as it knows. */
    public int slotOwners() {
        return count(0);
    }

    /** How many masters own slots and are neither suspected nor failed, as far as it knows. */
    public int reachableSlotOwners() {
        return count(NodeFlag.PFAIL | NodeFlag.FAIL);
    }

    private int count(int butFlagged) {
        int count = 0;
        if (cluster != null) {
            for (ClusterNode node : cluster.state().nodes()) {
                if (node.isMaster() && !node.slots().isEmpty() && (butFlagged == 0 || !node.is(butFlagged))) {
                    count++;
                }
            }
        }
        return count;
    }

    /** On a replica: how many siblings that may stand for election have told it of a greater offset than its own. */
    public int siblingsAhead() {
        ClusterNode master = cluster == null ? null : cluster.state().myself().master();
        int ahead = 0;
        if (master != null && cluster != null) {
            for (ClusterNode sibling : master.replicas()) {
                boolean stands = !sibling.isMyself() && !sibling.is(NodeFlag.NOFAILOVER);
                if (stands && sibling.offset() > replication.offset()) {
                    ahead++;
                }
            }
        }
        return ahead;
    }
}
