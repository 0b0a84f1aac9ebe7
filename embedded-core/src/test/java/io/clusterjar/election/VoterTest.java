package io.clusterjar.election;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VoterTest {
    private static final long NOW_MS = 1_000_000;

    private final FakeElectorate cluster = new FakeElectorate();
    private final Voter voter = new Voter(cluster, new ElectionTrace() {});
    private boolean replica = true;
    private boolean masterFailed = true;
    private long masterVotedMs = NOW_MS - 4000;
    private long currentEpoch = 5;
    private long configEpoch = 3;
    private boolean force;

    @BeforeEach
    void beVoter() {
        cluster.master = true;
        cluster.ownsSlots = true;
    }

    private Ballot ask() {
        return voter.onRequest(
                new VoteRequest(
                        "a", replica, masterFailed, masterVotedMs, currentEpoch, configEpoch, slot -> slot == 7, force),
                NOW_MS);
    }

    @Test
    void shouldVoteOnceWhenAllIsRight() {
        assertThat(ask()).isEqualTo(Ballot.GRANTED);
        assertThat(cluster.done).containsExactly("save 5");
        assertThat(ask()).isEqualTo(Ballot.ALREADY_VOTED);
        currentEpoch = 6;
        cluster.currentEpoch = 6;
        assertThat(ask()).isEqualTo(Ballot.GRANTED);
    }

    @Test
    void shouldNotVoteWhenItOwnsNoSlots() {
        cluster.ownsSlots = false;
        assertThat(ask()).isEqualTo(Ballot.NOT_A_VOTER);
        cluster.ownsSlots = true;
        cluster.master = false;
        assertThat(ask()).isEqualTo(Ballot.NOT_A_VOTER);
        assertThat(cluster.done).isEmpty();
    }

    @Test
    void shouldNotVoteWhenTheRequestIsOld() {
        currentEpoch = 4;
        assertThat(ask()).isEqualTo(Ballot.STALE_EPOCH);
    }

    @Test
    void shouldNotVoteWhenTheMasterIsUpUnlessForced() {
        masterFailed = false;
        assertThat(ask()).isEqualTo(Ballot.MASTER_UP);
        force = true;
        assertThat(ask()).isEqualTo(Ballot.GRANTED);
    }

    @Test
    void shouldNotVoteWhenTheAskerIsNoReplica() {
        replica = false;
        assertThat(ask()).isEqualTo(Ballot.NO_CANDIDATE);
    }

    @Test
    void shouldNotVoteWhenItVotedForASiblingWithinTwiceTheTimeout() {
        masterVotedMs = NOW_MS - 3999;
        assertThat(ask()).isEqualTo(Ballot.TOO_SOON);
    }

    @Test
    void shouldNotVoteWhenASlotHasANewerOwner() {
        cluster.slotEpoch = 4;
        assertThat(ask()).isEqualTo(Ballot.STALE_SLOTS);
        cluster.slotEpoch = -1;
        assertThat(ask()).isEqualTo(Ballot.GRANTED);
    }
}
