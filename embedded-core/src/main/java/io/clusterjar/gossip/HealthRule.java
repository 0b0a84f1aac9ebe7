package io.clusterjar.gossip;

import io.clusterjar.config.Flaw;
import io.clusterjar.slot.Slots;

/** Decides whether the cluster serves: enough slots covered, and this node on the side of the majority. */
final class HealthRule {
    static final long WRITABLE_DELAY_MS = 2000;
    private static final long MIN_REJOIN_DELAY_MS = 500;
    private static final long MAX_REJOIN_DELAY_MS = 5000;
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final ClusterState state;
    private final GossipSettings settings;
    private final MembershipTrace trace;
    private long firstCallMs = NEVER;
    private long minorityMs = NEVER;

    HealthRule(ClusterState state, GossipSettings settings, MembershipTrace trace) {
        this.state = state;
        this.settings = settings;
        this.trace = trace;
    }

    /** Lets a master come up at once, as if the delay after a start had passed. */
    void skipStartDelay() {
        firstCallMs = NEVER + 1;
    }

    void update(long nowMs) {
        if (firstCallMs == NEVER) {
            firstCallMs = nowMs;
        }
        boolean master = state.myself().isMaster();
        if (master && !state.ok && nowMs - firstCallMs < WRITABLE_DELAY_MS) {
            return; // a restarted master must first hear whether it was replaced
        }
        boolean ok = !settings.requireFullCoverage() || covered();
        int size = 0;
        int reachable = 0;
        for (ClusterNode node : state.nodes()) {
            if (node.isMaster() && node.slots.count() > 0) {
                size++;
                if (!node.is(NodeFlag.FAIL | NodeFlag.PFAIL)) {
                    reachable++;
                }
            }
        }
        state.size = size;
        if (reachable < size / 2 + 1 && !settings.has(Flaw.SERVES_IN_A_MINORITY)) {
            ok = false;
            minorityMs = nowMs;
        }
        if (ok == state.ok) {
            return;
        }
        long delayMs = Math.max(MIN_REJOIN_DELAY_MS, Math.min(settings.nodeTimeoutMs(), MAX_REJOIN_DELAY_MS));
        if (ok && master && nowMs - minorityMs < delayMs) {
            return; // after a partition healed, a newer configuration may still be on its way
        }
        state.ok = ok;
        trace.onState(ok);
        trace.log("Cluster state changed: " + (ok ? "ok" : "fail"));
    }

    private boolean covered() {
        int count = 0;
        for (ClusterNode node : state.nodes()) {
            if (!node.isFailed()) {
                count += node.slots.count();
            }
        }
        return count == Slots.COUNT;
    }
}
