package io.clusterjar.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class SplitBrainTest {
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    @Test
    void shouldLoseExactlyWhatWasWrittenToTheMinorityWhenItHeals() {
        SplitBrain.Outcome outcome = SplitBrain.play(0, NOWHERE);

        assertThat(outcome.refusal()).isEqualTo("CLUSTERDOWN The cluster is down");
        assertThat(outcome.acceptedAfterCut()).isPositive();
        assertThat(outcome.lost()).isEqualTo(outcome.acceptedAfterCut());
        assertThat(outcome.onlyThoseAfterCut()).isTrue();
        assertThat(outcome.stoppedAfter()).isBetween(java.time.Duration.ofSeconds(15), java.time.Duration.ofSeconds(23));
        assertThat(outcome.oldMasterFollows()).isTrue();
    }
}
