package io.clusterjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.cluster.BusWorld.Member;
import io.clusterjar.gossip.ClusterNode;
import io.clusterjar.gossip.NodeFlag;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterBrainTest {
    private final BusWorld world = new BusWorld();

    private Member member(int i) {
        return world.members.get(i);
    }

    private void converge(int count) {
        assertThat(world.runUntil(30_000, () -> world.members.stream()
                        .filter(m -> m.up)
                        .allMatch(m -> m.brain.state().ok())))
                .isTrue();
        assertThat(world.members).hasSizeGreaterThanOrEqualTo(count);
    }

    @Test
    void shouldFormAFullMeshWhenAllMeetOneNode() {
        world.cluster(3, 1);

        for (Member m : world.members) {
            assertThat(m.brain.state().nodes()).hasSize(6);
            assertThat(m.brain.state().size()).isEqualTo(3);
            assertThat(m.self().ip()).isEqualTo(m.ip);
            assertThat(m.brain.state().currentEpoch()).isEqualTo(6);
            for (Member other : world.members) {
                assertThat(m.lookup(other).shardId()).isEqualTo(other.self().shardId());
                assertThat(m.lookup(other).ip()).isEqualTo(other.ip);
            }
        }
        assertThat(member(3).masterAddress).isEqualTo("10.0.0.1:7000");
        assertThat(member(3).self().shardId()).isEqualTo(member(0).self().shardId());
    }

    @Test
    void shouldElectTheReplicaWhenItsMasterCrashes() {
        world.cluster(3, 1);
        long crashed = world.nowMs;
        member(0).crash();

        assertThat(world.runUntil(10_000, () -> member(3).self().isMaster())).isTrue();
        // pinged again and silent for the node timeout, gossip to the majority, then 500 to 1000 ms of delay
        assertThat(world.nowMs - crashed).isBetween(2500L, 6000L);
        assertThat(member(3).self().slots().count()).isEqualTo(5461);
        assertThat(member(3).self().configEpoch()).isEqualTo(7);
        assertThat(member(3).masterAddress).isNull();
        world.run(500);
        for (int i : List.of(1, 2, 4, 5)) {
            assertThat(member(i).brain.state().ok()).isTrue();
            assertThat(member(i).brain.state().owner(0)).isEqualTo(member(i).lookup(member(3)));
        }
    }

    @Test
    void shouldPreferTheReplicaWithMoreDataWhenSeveralStand() {
        world.cluster(3, 2);
        member(3).offset = 100;
        member(6).offset = 900;
        world.run(5000);
        member(0).crash();

        assertThat(world.runUntil(
                        10_000,
                        () -> member(3).self().isMaster() || member(6).self().isMaster()))
                .isTrue();
        assertThat(member(6).self().isMaster()).isTrue();
        world.run(2000);
        assertThat(member(3).self().master()).isEqualTo(member(3).lookup(member(6)));
        assertThat(member(3).masterAddress).isEqualTo("10.0.0.7:7000");
    }

    @Test
    void shouldMakeTheOldMasterAReplicaWhenItComesBack() {
        world.cluster(3, 1);
        member(0).crash();
        assertThat(world.runUntil(10_000, () -> member(3).self().isMaster())).isTrue();
        member(0).restart();
        assertThat(member(0).brain.state().ok()).isFalse();

        assertThat(world.runUntil(10_000, () -> member(0).self().isReplica())).isTrue();
        assertThat(member(0).masterAddress).isEqualTo("10.0.0.4:7000");
        converge(6);
        world.run(5000);
        assertThat(member(3).lookup(member(0)).isReplica()).isTrue();
    }

    @Test
    void shouldStopServingWhenCutOffWithAMinority() {
        world.cluster(3, 1);
        Member lonely = member(0);
        for (Member other : world.members) {
            if (other != lonely) {
                lonely.cutFrom(other);
            }
        }
        assertThat(world.runUntil(10_000, () -> !lonely.brain.state().ok())).isTrue();
        assertThat(world.runUntil(10_000, () -> member(3).self().isMaster())).isTrue();
        lonely.keys.put(1, 5);

        lonely.heal();
        assertThat(world.runUntil(20_000, () -> lonely.self().isReplica())).isTrue();
        assertThat(lonely.self().master()).isEqualTo(lonely.lookup(member(3)));
        converge(6);
    }

    @Test
    void shouldNotElectWhenTheMajorityOfMastersIsGone() {
        world.cluster(3, 1);
        member(0).crash();
        member(1).crash();
        world.run(30_000);

        assertThat(member(3).self().isReplica()).isTrue();
        assertThat(member(4).self().isReplica()).isTrue();
        assertThat(member(2).brain.state().ok()).isFalse();
    }

    @Test
    void shouldNotVoteTwiceInAnEpochWhenRestartedAfterTheVote() {
        world.cluster(3, 2);
        member(0).crash();
        assertThat(world.runUntil(10_000, () -> member(1).story.stream().anyMatch(s -> s.startsWith("voted"))))
                .isTrue();
        long epoch = member(1).brain.state().lastVoteEpoch();
        member(1).crash();
        member(1).restart();

        assertThat(member(1).brain.state().lastVoteEpoch()).isEqualTo(epoch).isEqualTo(10);
    }

    @Test
    void shouldBarTheReplicaWhenItsDataIsTooOld() {
        world.cluster(3, 1);
        member(3).silenceMs = 10_000 + 2000 * 10 + 2000 + 1;
        member(0).crash();
        world.run(15_000);

        assertThat(member(3).self().isReplica()).isTrue();
        assertThat(member(3).story).contains("barred data is too old");
        world.validityFactor = 0;
        assertThat(world.runUntil(10_000, () -> member(3).self().isMaster())).isTrue();
    }

    @Test
    void shouldSwapRolesWhenAnOperatorFailsOver() {
        world.cluster(3, 1);
        member(0).offset = 500;
        member(3).offset = 400;
        member(3).brain.failOver(false, world.nowMs);
        world.run(300);
        assertThat(member(0).pausedUntilMs).isGreaterThan(world.nowMs);
        assertThat(member(3).self().isReplica()).isTrue();

        member(3).offset = 500;
        assertThat(world.runUntil(2000, () -> member(0).self().isReplica())).isTrue();
        assertThat(member(3).self().isMaster()).isTrue();
        assertThat(member(0).pausedUntilMs).isZero();
        assertThat(member(0).self().master()).isEqualTo(member(0).lookup(member(3)));
        assertThat(member(3).brain.manualFailover().active()).isFalse();
    }

    @Test
    void shouldGiveUpTheManualFailoverWhenItsTimeIsOver() {
        world.cluster(3, 1);
        member(0).offset = 500;
        member(3).brain.failOver(false, world.nowMs);
        world.run(300);
        assertThat(member(0).brain.manualFailover().active()).isTrue();
        world.run(6000);

        assertThat(member(0).brain.manualFailover().active()).isFalse();
        assertThat(member(0).pausedUntilMs).isZero();
        assertThat(member(3).self().isReplica()).isTrue();
    }

    @Test
    void shouldTakeOverWithoutVotesWhenOrdered() {
        world.cluster(3, 1);
        member(0).crash();
        member(1).crash();
        world.run(5000);
        member(3).brain.takeOver(world.nowMs);
        member(4).brain.takeOver(world.nowMs);
        world.run(8000);

        assertThat(member(2).brain.state().owner(0)).isEqualTo(member(2).lookup(member(3)));
        assertThat(member(2).brain.state().ok()).isTrue();
        assertThat(member(3).self().configEpoch()).isNotEqualTo(member(4).self().configEpoch());
    }

    @Test
    void shouldResolveACollisionWhenTwoMastersHaveTheSameEpoch() {
        world.cluster(3, 0);
        for (Member m : world.members) {
            m.brain.state().configEpoch(m.self(), 50);
            m.brain.state().currentEpoch(50);
        }
        world.run(30_000);

        assertThat(world.members.stream().map(m -> m.self().configEpoch()).distinct())
                .hasSize(3);
    }

    @Test
    void shouldForgetEverywhereWhenOneNodeIsToldTo() {
        world.cluster(3, 1);
        Member gone = member(5);
        gone.crash();
        world.run(100);
        member(0).brain.membership().forget(member(0).lookup(gone), world.nowMs);
        world.run(20_000);

        for (int i = 0; i < 5; i++) {
            assertThat(member(i).brain.state().lookup(gone.id())).isNull();
        }
    }

    @Test
    void shouldMoveAReplicaWhenAnotherMasterLostItsLast() {
        world.cluster(3, 1);
        Member spare = world.member();
        spare.brain.membership().meet("10.0.0.1", 7000, 17000, world.nowMs);
        assertThat(world.runUntil(10_000, () -> spare.settled(7))).isTrue();
        spare.brain.membership().replicate(spare.lookup(member(0)));
        world.run(5000);
        member(4).crash();

        assertThat(world.runUntil(
                        30_000,
                        () -> member(3).self().master() == member(3).lookup(member(1))
                                || spare.self().master() == spare.lookup(member(1))))
                .isTrue();
    }

    @Test
    void shouldDeleteKeysOfALostSlotWhenAnotherClaimsItWithAGreaterEpoch() {
        world.cluster(3, 0);
        Member thief = member(2);
        member(0).keys.put(0, 3);
        thief.brain.state().unbind(0);
        thief.brain.state().bind(0, thief.self());
        thief.brain.state().bumpEpochWithoutConsensus();
        thief.brain.state().configEpoch(thief.self(), thief.brain.state().nextEpoch());
        world.run(5000);

        assertThat(member(0).brain.state().owner(0)).isEqualTo(member(0).lookup(thief));
        assertThat(member(0).keys).doesNotContainKey(0);
    }

    @Test
    void shouldCorrectAStaleClaimWhenItsOwnerHasASmallerEpoch() {
        world.cluster(3, 0);
        Member stale = member(0);
        Member newer = member(2);
        stale.brain.state().unbind(10_000);
        ClusterNode owner = stale.lookup(member(1));
        assertThat(owner.is(NodeFlag.MASTER)).isTrue();
        stale.brain.state().bind(10_000, stale.self());
        world.run(10_000);

        assertThat(newer.brain.state().owner(10_000)).isEqualTo(newer.lookup(member(1)));
        assertThat(stale.brain.state().owner(10_000)).isEqualTo(owner);
    }

    @Test
    void shouldCarryMessagesWhenPublished() {
        world.cluster(3, 1);
        member(0).brain.membership().publish("news".getBytes(), "hi".getBytes(), false);
        member(0).brain.membership().publish("own".getBytes(), "x".getBytes(), true);
        world.run(100);

        assertThat(member(1).story).contains("news=hi").doesNotContain("shard own=x");
        assertThat(member(3).story).contains("news=hi", "shard own=x");
    }

    @Test
    void shouldGiveUpAHandshakeWhenNobodyAnswers() {
        Member lonely = world.member();
        assertThat(lonely.brain.membership().meet("10.0.0.200", 7000, 17000, world.nowMs))
                .isTrue();
        assertThat(lonely.brain.membership().meet("10.0.0.200", 7000, 17000, world.nowMs))
                .isFalse();
        world.run(1000);
        assertThat(lonely.brain.state().nodes()).hasSize(2);
        world.run(1500);
        assertThat(lonely.brain.state().nodes()).hasSize(1);
    }

    @Test
    void shouldLetNobodyInWhenOnlyOneSideKnowsTheOther() {
        Member known = world.member();
        Member stranger = world.member();
        stranger.brain.membership().meet(known.ip, 7000, 17000, world.nowMs);
        world.run(1000);
        assertThat(known.brain.state().nodes()).hasSize(2);
        known.brain.membership().forget(known.lookup(stranger), world.nowMs);
        world.run(30_000);

        assertThat(known.brain.state().nodes()).hasSize(1);
    }

    @Test
    void shouldLoseTheAddressWhenAnotherNodeAnswersThere() {
        world.cluster(3, 0);
        Member gone = member(2);
        String id = gone.id();
        gone.crash();
        gone.disk = null;
        gone.brain = ClusterBrain.fresh(gone, gone, gone, BusWorld.random(99), world.nowMs);
        gone.start();
        world.run(500);

        ClusterNode seen = member(0).brain.state().lookup(id);
        assertThat(seen.is(NodeFlag.NOADDR)).isTrue();
        assertThat(seen.ip()).isEmpty();
        assertThat(gone.brain.state().nodes()).hasSize(1);
    }

    @Test
    void shouldFollowANodeToItsNewAddressWhenItRestartsElsewhere() {
        world.cluster(3, 1);
        Member moved = member(0);
        moved.crash();
        moved.ip = "10.0.0.77";
        moved.restart();
        world.run(1000);

        for (int i : List.of(1, 2, 3, 4, 5)) {
            assertThat(member(i).lookup(moved).ip()).isEqualTo("10.0.0.77");
        }
        assertThat(member(3).masterAddress).isEqualTo("10.0.0.77:7000");
    }

    @Test
    void shouldCloseALinkWhenTooMuchIsQueuedOnIt() {
        world.cluster(3, 0);
        Member slow = member(0);
        slow.queuedBytes = 2000;
        world.run(1000);
        assertThat(slow.brain.membership().counters().bufferLimitExceeded()).isZero();
        slow.sendBufferLimitBytes = 1999;
        world.run(100);

        assertThat(slow.brain.membership().counters().bufferLimitExceeded()).isGreaterThanOrEqualTo(2);
        slow.queuedBytes = 0;
        world.run(1000);
        assertThat(slow.lookup(member(1)).link()).isNotNull();
    }

    @Test
    void shouldTellASecondVoteWhenAskedTwiceInAnEpoch() {
        world.cluster(3, 2);
        for (int round = 0; round < 3; round++) {
            world.run(10_000);
        }
        member(0).crash();
        world.runUntil(
                10_000, () -> member(3).self().isMaster() || member(6).self().isMaster());
        world.run(1000);

        for (int i : List.of(1, 2)) {
            List<String> votes =
                    member(i).story.stream().filter(s -> s.startsWith("voted")).toList();
            assertThat(votes).doesNotHaveDuplicates();
        }
        assertThat(member(3).self().isMaster() && member(6).self().isMaster()).isFalse();
    }

    @Test
    void shouldSaveTheVoteBeforeItLeavesWhenItVotes() {
        world.cluster(3, 1);
        member(0).crash();
        assertThat(world.runUntil(10_000, () -> member(1).story.contains("voted 7")))
                .isTrue();
        assertThat(new String(member(1).disk)).endsWith("lastVoteEpoch 7\n");
        assertThat(member(3).self().isReplica()).isTrue(); // the vote is still on its way
    }
}
