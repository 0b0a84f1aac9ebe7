package io.clusterjar.check;

import io.clusterjar.node.NodeInside;
import io.clusterjar.node.RedisNode;
import io.clusterjar.slot.SlotSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What must hold of slots and epochs. */
final class Ownership {
    private Ownership() {}

    /** No two nodes ever claimed the same slot with the same epoch. An operator's take-over asks nobody and may do that. */
    static final class OneOwner implements Invariant.Watch {
        static final String NAME = "one-owner-per-epoch";

        private final Scene scene;
        private final Map<Long, Map<String, SlotSet>> claims = new LinkedHashMap<>();
        private final Map<RedisNode, Seen> seen = new LinkedHashMap<>();

        private record Seen(long generation, long epoch) {}

        OneOwner(Scene scene) {
            this.scene = scene;
        }

        @Override
        public void onChange() {
            for (Living living : Living.of(scene)) {
                RedisNode node = living.node();
                Seen now = new Seen(node.slotGeneration(), node.isMaster() ? node.configEpoch() : -1);
                if (!now.equals(seen.put(node, now)) && node.isMaster()) {
                    claim(living.name(), node);
                }
            }
        }

        private void claim(String name, RedisNode node) {
            SlotSet own = node.ownSlots();
            Map<String, SlotSet> claimants = claims.computeIfAbsent(node.configEpoch(), epoch -> new LinkedHashMap<>());
            for (Map.Entry<String, SlotSet> other : claimants.entrySet()) {
                int shared = other.getKey().equals(node.id()) ? -1 : firstShared(own, other.getValue());
                if (shared >= 0) {
                    throw new InvariantViolation(
                            NAME,
                            "slot " + shared + " is claimed with epoch " + node.configEpoch() + " by " + name
                                    + " and by " + Living.nameOf(scene, other.getKey()));
                }
            }
            claimants.computeIfAbsent(node.id(), id -> new SlotSet()).addAll(own);
        }

        private static int firstShared(SlotSet a, SlotSet b) {
            for (int slot = a.next(0); slot >= 0; slot = a.next(slot + 1)) {
                if (b.get(slot)) {
                    return slot;
                }
            }
            return -1;
        }
    }

    /** Within a life no node forgets an epoch that it has seen, and no master, not even by a restart, its own. */
    static final class EpochsRise implements Invariant.Watch {
        static final String NAME = "epochs-never-step-back";

        private final Scene scene;
        private final Map<Life, Long> current = new LinkedHashMap<>();
        private final Map<String, Long> own = new LinkedHashMap<>();

        /** What forgets nothing: one process with one identity. A hard reset makes a node another one. */
        private record Life(RedisNode process, String id) {}

        EpochsRise(Scene scene) {
            this.scene = scene;
        }

        @Override
        public void onChange() {
            for (Living living : Living.of(scene)) {
                RedisNode node = living.node();
                rise(
                        living.name() + "'s currentEpoch",
                        current.put(new Life(node, node.id()), node.currentEpoch()),
                        node.currentEpoch());
                if (node.isMaster()) {
                    rise(living.name() + "'s configEpoch", own.put(node.id(), node.configEpoch()), node.configEpoch());
                }
            }
        }

        private static void rise(String what, @Nullable Long before, long now) {
            if (before != null && now < before) {
                throw new InvariantViolation(NAME, what + " went back from " + before + " to " + now);
            }
        }
    }

    /** A master that cannot see a majority of those that own slots does not serve. */
    static final class Minority implements Invariant.Watch {
        static final String NAME = "minority-does-not-serve";

        private final Scene scene;

        Minority(Scene scene) {
            this.scene = scene;
        }

        @Override
        public void onChange() {
            for (Living living : Living.of(scene)) {
                NodeInside inside = living.node().inside();
                if (!living.node().isMaster() || !inside.clusterOk()) {
                    continue;
                }
                int owners = inside.slotOwners();
                int reachable = inside.reachableSlotOwners();
                if (owners > 0 && reachable < owners / 2 + 1) {
                    throw new InvariantViolation(
                            NAME,
                            living.name() + " says cluster_state:ok, but reaches " + reachable + " of " + owners
                                    + " masters that own slots");
                }
            }
        }
    }

    /** After healing all nodes agree who owns what, masters have epochs of their own, and replicas hold what their masters hold. */
    static final class Agreement implements Invariant.Watch {
        static final String NAME = "all-agree-at-the-end";

        private final Scene scene;

        Agreement(Scene scene) {
            this.scene = scene;
        }

        @Override
        public void atEnd() {
            List<Living> all = Living.of(scene);
            Map<Long, String> epochs = new LinkedHashMap<>();
            Living first = null;
            for (Living living : all) {
                RedisNode node = living.node();
                if (first != null && node.slotMapDigest() != first.node().slotMapDigest()) {
                    throw new InvariantViolation(
                            NAME, living.name() + " and " + first.name() + " differ about the owners of slots");
                }
                first = first == null ? living : first;
                String other = node.isMaster() ? epochs.put(node.configEpoch(), living.name()) : null;
                if (other != null) {
                    throw new InvariantViolation(
                            NAME, other + " and " + living.name() + " both have epoch " + node.configEpoch());
                }
                Living master = Living.at(all, node.master());
                if (master != null
                        && !Objects.equals(
                                node.inside().digest(), master.node().inside().digest())) {
                    throw new InvariantViolation(
                            NAME, living.name() + " holds other data than its master " + master.name());
                }
            }
        }
    }
}
