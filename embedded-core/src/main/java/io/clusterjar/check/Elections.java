package io.clusterjar.check;

import io.clusterjar.launch.DeploymentListener;
import io.clusterjar.net.Address;
import io.clusterjar.node.NodeInside;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What must hold of votes and elections. */
final class Elections {
    /** How long after its last step a manual failover may still ask for votes out of turn. */
    private static final long MANUAL_FAILOVER_MS = 10_000;

    private Elections() {}

    /** An invariant whose watch is made from the scene. */
    record Simple(String name, Function<Scene, Invariant.Watch> watch) implements Invariant {
        @Override
        public Watch begin(Scene scene) {
            return watch.apply(scene);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private record Ballot(String node, long epoch) {}

    /** One vote for each voter and epoch, and none is forgotten by a restart. Voters are known by their ids. */
    static final class OneVote implements Invariant.Watch, DeploymentListener {
        static final String NAME = "one-vote-per-epoch";

        private final Scene scene;
        private final Map<Ballot, String> votes = new LinkedHashMap<>();
        private final Map<String, Long> last = new LinkedHashMap<>();

        OneVote(Scene scene) {
            this.scene = scene;
            scene.listen(this);
        }

        @Override
        public void onVote(String voter, String candidateId, long epoch) {
            Living living = Living.named(scene, voter);
            if (living == null) {
                return;
            }
            String id = living.node().id();
            String former = votes.put(new Ballot(id, epoch), candidateId);
            if (former != null) {
                throw new InvariantViolation(
                        NAME,
                        voter + " voted twice in epoch " + epoch + ": for " + Living.nameOf(scene, former) + " and for "
                                + Living.nameOf(scene, candidateId));
            }
            last.merge(id, epoch, Math::max);
        }

        @Override
        public void onChange() {
            if (last.isEmpty()) {
                return;
            }
            for (Living living : Living.of(scene)) {
                Long voted = last.get(living.node().id());
                long known = living.node().inside().lastVoteEpoch();
                if (voted != null && known < voted) {
                    throw new InvariantViolation(
                            NAME,
                            living.name() + " forgot that it voted in epoch " + voted + "; it knows of epoch " + known);
                }
            }
        }
    }

    /**
     * One elected node for each epoch. Redis leaves two gaps, which are allowed. For a while both a replaced master and its successor vote,
     * so that there are more voters than shards, and candidates of different masters may both find a majority in one epoch; each claims
     * other slots, and the collision of epochs is resolved afterwards. And a winner that is replaced at once, by a master that it holds for
     * failed, counts its old votes again.
     */
    static final class OneWinner implements Invariant.Watch, DeploymentListener {
        static final String NAME = "one-winner-per-epoch";

        private final Scene scene;
        private final Map<Long, Set<String>> voters = new LinkedHashMap<>();
        private final Map<Long, Map<String, @Nullable Address>> winners = new LinkedHashMap<>();

        OneWinner(Scene scene) {
            this.scene = scene;
            scene.listen(this);
        }

        @Override
        public void onVote(String voter, String candidateId, long epoch) {
            voters.computeIfAbsent(epoch, key -> new LinkedHashSet<>()).add(voter);
        }

        @Override
        public void onElected(String node, long epoch, int votes) {
            Living winner = Living.named(scene, node);
            if (winner == null) {
                return;
            }
            Address master = winner.node().master();
            Map<String, @Nullable Address> former = winners.computeIfAbsent(epoch, key -> new LinkedHashMap<>());
            int shards = winner.node().inside().slotOwners();
            boolean moreVotersThanShards = voters.getOrDefault(epoch, Set.of()).size() > shards;
            if (former.containsKey(node)) {
                return;
            }
            if (!former.isEmpty() && (!moreVotersThanShards || former.containsValue(master))) {
                throw new InvariantViolation(NAME, "epoch " + epoch + " elected " + former.keySet() + " and " + node);
            }
            former.put(node, master);
        }
    }

    /**
     * Whoever is elected has the votes of a majority of the masters that own slots, given in that epoch. Redis leaves a gap here, too, which is
     * allowed: a candidate sets its count to zero when it decides to stand and takes its new epoch half a second later, when it asks; votes of
     * its former election that come in between count in the new one.
     */
    static final class Majority implements Invariant.Watch, DeploymentListener {
        static final String NAME = "majority-elects";

        private final Scene scene;
        private final Map<Ballot, Set<String>> voters = new LinkedHashMap<>();

        Majority(Scene scene) {
            this.scene = scene;
            scene.listen(this);
        }

        @Override
        public void onVote(String voter, String candidateId, long epoch) {
            Living living = Living.named(scene, voter);
            if (living == null) {
                return;
            }
            if (!living.node().isMaster() || living.node().ownSlots().isEmpty()) {
                throw new InvariantViolation(
                        NAME, voter + " voted in epoch " + epoch + ", but is no master that owns slots");
            }
            voters.computeIfAbsent(new Ballot(candidateId, epoch), key -> new LinkedHashSet<>())
                    .add(living.node().id());
        }

        @Override
        public void onElected(String node, long epoch, int votes) {
            Living winner = Living.named(scene, node);
            if (winner == null) {
                return;
            }
            int owners = winner.node().inside().slotOwners();
            int given = given(winner.node().id(), epoch);
            int needed = owners / 2 + 1;
            if (Math.min(given, votes) < needed) {
                throw new InvariantViolation(
                        NAME,
                        node + " is elected in epoch " + epoch + " with " + votes + " votes counted and " + given
                                + " given; " + owners + " masters own slots, so it takes " + needed);
            }
        }

        /** Votes for a candidate in an epoch, and in the last one before in which it got any. */
        private int given(String candidateId, long epoch) {
            long former = -1;
            for (Ballot ballot : voters.keySet()) {
                if (ballot.node().equals(candidateId) && ballot.epoch() < epoch) {
                    former = Math.max(former, ballot.epoch());
                }
            }
            return voters.getOrDefault(new Ballot(candidateId, epoch), Set.of()).size()
                    + voters.getOrDefault(new Ballot(candidateId, former), Set.of())
                            .size();
        }
    }

    /** A replica lets siblings go first that it knows to have more data. Failovers that an operator orders are aside. */
    static final class Rank implements Invariant.Watch, DeploymentListener {
        static final String NAME = "freshest-stands-first";

        private final Scene scene;
        private final Map<String, Long> byHand = new LinkedHashMap<>();

        Rank(Scene scene) {
            this.scene = scene;
            scene.listen(this);
        }

        @Override
        public void onEvent(String node, String event) {
            if (event.equals("manual-failover")) {
                byHand.put(node, scene.nowMs());
            }
        }

        @Override
        public void onElectionStarted(String node, long epoch, int rank) {
            Living candidate = Living.named(scene, node);
            Long manualMs = byHand.get(node);
            if (candidate == null || (manualMs != null && scene.nowMs() - manualMs < MANUAL_FAILOVER_MS)) {
                return;
            }
            NodeInside inside = candidate.node().inside();
            if (inside.siblingsAhead() > rank) {
                throw new InvariantViolation(
                        NAME,
                        node + " stands for election in epoch " + epoch + " at offset "
                                + candidate.node().offset() + " with rank " + rank + ", but knows "
                                + inside.siblingsAhead()
                                + " siblings that have more");
            }
        }
    }
}
