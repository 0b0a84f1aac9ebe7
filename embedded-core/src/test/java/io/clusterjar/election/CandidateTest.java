package io.clusterjar.election;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.time.RandomSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandidateTest {
    private static final long START_MS = 1_000_000;
    private static final int CHANCE_MS = 123;

    private final FakeElectorate cluster = new FakeElectorate();
    private final List<String> barred = new ArrayList<>();
    private final ElectionTrace trace = new ElectionTrace() {
        @Override
        public void onElectionBarred(String reason) {
            barred.add(reason);
        }
    };
    private final ManualFailover manual = new ManualFailover(cluster, trace);
    private final Candidate candidate = new Candidate(cluster, manual, trace, new FixedChance());

    private static final class FixedChance implements RandomSource {
        @Override
        public long nextLong() {
            return CHANCE_MS;
        }

        @Override
        public int nextInt(int bound) {
            return CHANCE_MS;
        }

        @Override
        public double nextDouble() {
            return 0.5;
        }

        @Override
        public RandomSource fork(String purpose) {
            return this;
        }
    }

    @Test
    void shouldAskAfterItsDelayAndWinWithAMajority() {
        candidate.advance(START_MS);
        assertThat(cluster.done).containsExactly("announce");
        candidate.advance(START_MS + 500 + CHANCE_MS - 1);
        assertThat(cluster.done).containsExactly("announce");
        candidate.advance(START_MS + 500 + CHANCE_MS);
        assertThat(cluster.done).containsExactly("announce", "save 0", "ask");
        candidate.onVote("a", 6);
        candidate.onVote("b", 5);
        candidate.advance(START_MS + 700);
        assertThat(cluster.done).doesNotContain("promote 6");
        candidate.onVote("c", 6);
        candidate.advance(START_MS + 700);
        assertThat(cluster.done).containsExactly("announce", "save 0", "ask", "promote 6");
    }

    @Test
    void shouldWinOnceWithTheSameVotesWhenAWinnerBecomesAReplicaAgain() {
        candidate.advance(START_MS);
        candidate.advance(START_MS + 500 + CHANCE_MS);
        candidate.onVote("a", 6);
        candidate.onVote("b", 6);
        candidate.advance(START_MS + 700);
        assertThat(cluster.done).endsWith("promote 6");

        candidate.advance(START_MS + 800); // the electorate still calls it a replica of a failed master
        candidate.onVote("c", 6);
        candidate.advance(START_MS + 900);

        assertThat(cluster.done).containsOnlyOnce("promote 6").endsWith("announce");
    }

    @Test
    void shouldWaitASecondForEachSiblingThatHasMore() {
        cluster.rank = 1;
        candidate.advance(START_MS);
        cluster.rank = 2;
        candidate.advance(START_MS + 1500 + CHANCE_MS);
        assertThat(cluster.done).containsExactly("announce");
        cluster.rank = 0;
        candidate.advance(START_MS + 2500 + CHANCE_MS);
        assertThat(cluster.done).contains("ask");
    }

    @Test
    void shouldTryAgainAfterTwiceTheTimeoutWhenNobodyVoted() {
        candidate.advance(START_MS);
        long askedMs = START_MS + 500 + CHANCE_MS;
        candidate.advance(askedMs);
        candidate.advance(askedMs + 4001);
        assertThat(barred).containsExactly("election expired");
        candidate.advance(askedMs + 8000);
        assertThat(cluster.done).containsOnlyOnce("announce");
        candidate.advance(askedMs + 8001);
        assertThat(cluster.done).containsExactly("announce", "save 0", "ask", "announce");
    }

    @Test
    void shouldNotStandWhenItMayNot() {
        cluster.dataAgeMs = 2000 + 10_000 + 20_000 + 1;
        candidate.advance(START_MS);
        candidate.advance(START_MS + 100);
        assertThat(barred).containsExactly("data is too old");
        cluster.dataAgeMs--;
        cluster.noFailover = true;
        candidate.advance(START_MS + 200);
        cluster.noFailover = false;
        cluster.masterOwnsSlots = false;
        candidate.advance(START_MS + 300);
        cluster.masterOwnsSlots = true;
        cluster.masterFailed = false;
        candidate.advance(START_MS + 400);
        assertThat(cluster.done).isEmpty();
        cluster.masterFailed = true;
        candidate.advance(START_MS + 500);
        assertThat(cluster.done).containsExactly("announce");
    }

    @Test
    void shouldAskAtOnceAndByForceWhenAnOperatorWantsIt() {
        cluster.masterFailed = false;
        cluster.noFailover = true;
        cluster.dataAgeMs = 1_000_000;
        manual.onCommand(false, START_MS);
        assertThat(cluster.done).containsExactly("request pause");
        candidate.advance(START_MS);
        manual.onMasterOffset(101);
        manual.check();
        candidate.advance(START_MS + 1);
        assertThat(cluster.done).containsExactly("request pause");
        cluster.offset = 101;
        manual.check();
        candidate.advance(START_MS + 2);
        candidate.advance(START_MS + 2);
        assertThat(cluster.done).containsExactly("request pause", "announce", "save 0", "ask by force");
    }

    @Test
    void shouldPauseWritersWhenItsReplicaAsksAndResumeWhenTimeIsOver() {
        manual.onRequest("replica", START_MS);
        assertThat(manual.replica()).isEqualTo("replica");
        manual.onCron(START_MS + 5000);
        assertThat(manual.active()).isTrue();
        manual.onCron(START_MS + 5001);
        assertThat(manual.active()).isFalse();
        assertThat(cluster.done).containsExactly("pause until " + (START_MS + 10_000), "resume");
    }
}
