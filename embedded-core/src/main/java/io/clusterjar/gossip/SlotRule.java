package io.clusterjar.gossip;

import io.clusterjar.config.Flaw;
import io.clusterjar.slot.SlotSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settles who owns a slot when nodes disagree: the claim with the greater configEpoch wins. Whoever loses its last slot
 * that way was replaced, and becomes a replica of the winner.
 */
final class SlotRule {
    private final ClusterState state;
    private final GossipSettings settings;
    private final LocalFacts facts;
    private final GossipActions actions;
    private final MembershipTrace trace;

    SlotRule(
            ClusterState state,
            GossipSettings settings,
            LocalFacts facts,
            GossipActions actions,
            MembershipTrace trace) {
        this.state = state;
        this.settings = settings;
        this.facts = facts;
        this.actions = actions;
        this.trace = trace;
    }

    /** {@code claimant}, a master, claims exactly {@code claimed} with {@code epoch}. */
    void claim(ClusterNode claimant, long epoch, SlotSet claimed) {
        ClusterNode myself = state.myself();
        if (claimant == myself) {
            return;
        }
        @Nullable ClusterNode current = myself.isMaster() ? myself : myself.master;
        boolean replaced = false;
        int takenFromUs = 0;
        int taken = 0;
        List<Integer> dirty = new ArrayList<>(0);
        SlotSet concerned = concerned(claimant, epoch, claimed);
        for (int slot = concerned.next(0); slot >= 0; slot = concerned.next(slot + 1)) {
            @Nullable ClusterNode owner = state.owner(slot);
            if (!claimed.get(slot)) {
                if (owner == claimant) {
                    state.claimed(slot, false); // still served there, but not to be told to others
                }
                continue;
            }
            if (owner == claimant) {
                state.claimed(slot, true);
                continue;
            }
            if (state.importingFrom(slot) != null || (owner == myself && settings.has(Flaw.KEEPS_ITS_SLOTS))) {
                continue;
            }
            if (!state.unclaimed(slot) && owner != null && owner.configEpoch >= epoch) {
                continue;
            }
            if (owner == myself && facts.keysInSlot(slot) > 0) {
                dirty.add(slot);
            }
            if (owner != null && owner == current) {
                replaced = true;
                takenFromUs++;
            }
            state.unbind(slot);
            state.bind(slot, claimant);
            taken++;
        }
        if (taken > 0) {
            state.todo(Todo.SAVE | Todo.STATE | Todo.FSYNC);
            trace.onSlots(claimant, taken, epoch);
        }
        follow(claimant, epoch, claimed, current, replaced, takenFromUs, dirty);
    }

    /** All but slots that surely stay as they are: claims are repeated with every packet, until they are settled. */
    private SlotSet concerned(ClusterNode claimant, long epoch, SlotSet claimed) {
        SlotSet concerned = new SlotSet(claimed);
        if (!state.allAreClaimed()) {
            concerned.addAll(claimant.slots);
            return concerned;
        }
        concerned.removeAll(claimant.slots);
        SlotSet given = new SlotSet(claimant.slots);
        given.removeAll(claimed);
        concerned.addAll(given);
        for (ClusterNode owner : state.nodes()) {
            if (owner != claimant && owner.configEpoch >= epoch) {
                concerned.removeAll(owner.slots);
            }
        }
        return concerned;
    }

    private void follow(
            ClusterNode claimant,
            long epoch,
            SlotSet claimed,
            @Nullable ClusterNode current,
            boolean replacedBySlots,
            int takenFromUs,
            List<Integer> dirty) {
        ClusterNode myself = state.myself();
        boolean replaced = replacedBySlots
                || myself.master != claimant
                        && claimed.count() == 0
                        && myself.slots.count() == 0
                        && myself.effectiveEpoch() < epoch
                        && claimant.shardId.equals(myself.shardId);
        if (replaced
                && current != null
                && current.slots.count() == 0
                && (settings.allowReplicaMigration() || claimed.count() == takenFromUs)) {
            trace.log("Configuration change detected. Reconfiguring myself as a replica of " + claimant.id);
            replicate(claimant);
            return;
        }
        ClusterNode master = myself.master;
        if (master != null && master.master != null && master.master != myself) {
            trace.log("I'm a sub-replica! Reconfiguring myself from " + master.id + " to " + master.master.id);
            replicate(master.master);
            return;
        }
        for (int slot : dirty) {
            actions.deleteKeysInSlot(slot);
        }
    }

    /** Makes this node, which owns no slots, a replica of {@code master}. */
    void replicate(ClusterNode master) {
        state.makeReplica(master);
        actions.replicate(master);
        actions.dropForeignShardChannels();
        actions.endManualFailover();
        state.todo(Todo.SAVE | Todo.STATE | Todo.FSYNC);
        trace.onReplicaOf(master);
    }
}
