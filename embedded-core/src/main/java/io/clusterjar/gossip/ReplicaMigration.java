package io.clusterjar.gossip;

import org.jspecify.annotations.Nullable;

/**
 * Moves a replica to a master that lost its last one. All replicas decide alike without talking: the one with the smallest
 * id among the replicas of the masters that have most goes.
 */
final class ReplicaMigration {
    static final long DELAY_MS = 5000;

    private final ClusterState state;
    private final GossipSettings settings;
    private final SlotRule slots;
    /** What {@link ClusterState#changes} was when no master was without replicas; nothing need be looked at until it is another. */
    private long calmAt = -1;

    ReplicaMigration(ClusterState state, GossipSettings settings, SlotRule slots) {
        this.state = state;
        this.settings = settings;
        this.slots = slots;
    }

    /** Called on a replica ten times a second. */
    void cron(long nowMs) {
        if (state.changes() == calmAt) {
            return;
        }
        ClusterNode myself = state.myself();
        int orphans = 0;
        int most = 0;
        int ours = 0;
        for (ClusterNode node : state.nodes()) {
            if (node.is(NodeFlag.NOADDR | NodeFlag.HANDSHAKE | NodeFlag.MYSELF)
                    || !node.isMaster()
                    || node.isFailed()) {
                continue;
            }
            int ok = node.okReplicas();
            if (ok == 0 && node.slots.count() > 0 && node.is(NodeFlag.MIGRATE_TO)) {
                orphans++;
            }
            most = Math.max(most, ok);
            if (myself.master == node) {
                ours = ok;
            }
        }
        calmAt = orphans == 0 ? state.changes() : -1;
        if (orphans > 0 && most >= 2 && ours == most && settings.allowReplicaMigration()) {
            consider(most, nowMs);
        }
    }

    private void consider(int most, long nowMs) {
        ClusterNode myself = state.myself();
        ClusterNode master = myself.master;
        if (!state.ok || master == null) {
            return;
        }
        int reachable = 0;
        for (ClusterNode replica : master.replicas) {
            if (!replica.is(NodeFlag.FAIL | NodeFlag.PFAIL)) {
                reachable++;
            }
        }
        if (reachable <= settings.migrationBarrier()) {
            return;
        }
        @Nullable ClusterNode target = null;
        ClusterNode candidate = myself;
        for (ClusterNode node : state.nodes()) {
            int ok = node.isMaster() ? node.okReplicas() : 0;
            boolean orphan = !node.isReplica() && !node.isFailed() && node.is(NodeFlag.MIGRATE_TO) && ok == 0;
            if (!orphan) {
                node.orphanedMs = 0;
            } else {
                if (target == null && node.slots.count() > 0) {
                    target = node;
                }
                if (node.orphanedMs == 0) {
                    node.orphanedMs = nowMs;
                }
            }
            if (ok == most) {
                for (ClusterNode replica : node.replicas) {
                    if (replica.id.compareTo(candidate.id) < 0) {
                        candidate = replica;
                    }
                }
            }
        }
        if (target != null && candidate == myself && nowMs - target.orphanedMs > DELAY_MS) {
            slots.replicate(target);
        }
    }
}
