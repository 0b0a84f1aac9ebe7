package io.clusterjar.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SplitBrainTest {
    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(15);

    /**
     * Every node is asked at least once in half the node timeout, and may not have been asked since just before the
     * cut.
     */
    private static final Duration ASKED_EVERY = NODE_TIMEOUT.dividedBy(2);

    private static final Duration SUSPECTED_AFTER_AT_MOST = NODE_TIMEOUT.plus(ASKED_EVERY);

    /** Nodes look around ten times a second, and the story does as well: each may be late by one turn. */
    private static final Duration TURNS = Duration.ofMillis(200);

    /** A replica stands for election 500 ms to 1 s after its master is marked as failed. */
    private static final Duration CANDIDATE_AFTER_AT_MOST = Duration.ofSeconds(1);

    private static final Duration MAX_LAG = Duration.ofSeconds(10);

    /** Replicas acknowledge each second, masters judge each second, and both count whole seconds. */
    private static final Duration SECOND = Duration.ofSeconds(1);

    private SplitBrain.Outcome byDefault;
    private SplitBrain.Outcome guarded;

    @BeforeAll
    void play() {
        byDefault = SplitBrain.play(0, Printed.nowhere());
        guarded = SplitBrain.play(1, Printed.nowhere());
    }

    @Test
    void shouldLoseExactlyWhatWasWrittenToTheMinorityWhenItHeals() {
        assertThat(byDefault.acceptedAfterCut()).isPositive();
        assertThat(byDefault.lost()).isEqualTo(byDefault.acceptedAfterCut());
        assertThat(byDefault.onlyThoseAfterCut()).isTrue();
        assertThat(byDefault.oldMasterFollows()).isTrue();
        assertThat(byDefault.asExpected()).isTrue();
    }

    @Test
    void shouldStopTakingWritesWhenTheMinorityHasMissedTheMajorityForTheNodeTimeout() {
        assertThat(byDefault.refusal()).isEqualTo("CLUSTERDOWN The cluster is down");
        assertThat(byDefault.stoppedAfter()).isBetween(NODE_TIMEOUT, SUSPECTED_AFTER_AT_MOST.plus(TURNS));
    }

    @Test
    void shouldElectTheReplicaWhenTheMajorityAgreesOnTheFailure() {
        Duration agreed = SUSPECTED_AFTER_AT_MOST.plus(ASKED_EVERY);
        Duration atMost = agreed.plus(CANDIDATE_AFTER_AT_MOST).plus(TURNS);

        assertThat(byDefault.electedAfter()).isBetween(NODE_TIMEOUT, atMost);
        assertThat(guarded.electedAfter()).isBetween(NODE_TIMEOUT, atMost);
    }

    @Test
    void shouldStopTakingWritesEarlierWhenReplicasAreAskedFor() {
        assertThat(guarded.refusal()).isEqualTo("NOREPLICAS Not enough good replicas to write.");
        assertThat(guarded.stoppedAfter())
                .isBetween(
                        MAX_LAG.minus(SECOND),
                        MAX_LAG.plus(SECOND.multipliedBy(3)).plus(TURNS));
        assertThat(guarded.stoppedAfter()).isLessThan(byDefault.stoppedAfter());
    }

    @Test
    void shouldLoseFewerWritesButStillSomeWhenReplicasAreAskedFor() {
        assertThat(guarded.lost()).isPositive().isLessThan(byDefault.lost()).isEqualTo(guarded.acceptedAfterCut());
        assertThat(guarded.onlyThoseAfterCut()).isTrue();
        assertThat(guarded.oldMasterFollows()).isTrue();
    }
}
