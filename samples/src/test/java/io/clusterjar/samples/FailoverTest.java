package io.clusterjar.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailoverTest {
    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(15);

    /**
     * Asked every half node timeout, reported to the others as often, elected within a second, and two turns of a
     * tenth.
     */
    private static final Duration ELECTED_AT_MOST = NODE_TIMEOUT.multipliedBy(2).plusMillis(1200);

    @Test
    void shouldLoseNothingWhenTheReplicaHadEverything() {
        Failover.Outcome outcome = Failover.play(false, Printed.nowhere());

        assertThat(outcome.elected()).isTrue();
        assertThat(outcome.outage()).isBetween(NODE_TIMEOUT, ELECTED_AT_MOST);
        assertThat(outcome.findings().acknowledged()).isPositive();
        assertThat(outcome.findings().failed())
                .as("what failed during the outage")
                .isPositive();
        assertThat(outcome.findings().lost()).isZero();
        assertThat(outcome.findings().notAcknowledged()).isZero();
    }

    @Test
    void shouldLoseWhatWasAcknowledgedButNotReplicatedWhenReplicationWasCut() {
        Printed printed = new Printed();

        Failover.Outcome outcome = Failover.play(true, printed.stream());

        assertThat(outcome.elected()).isTrue();
        assertThat(outcome.outage()).isBetween(NODE_TIMEOUT, ELECTED_AT_MOST);
        // In 20 steps of 20 increments each without replication, a part goes to the slots of the one master in three.
        assertThat(outcome.findings().lost()).isBetween(1L, 400L);
        assertThat(outcome.findings().notAcknowledged()).isZero();
        assertThat(printed.text())
                .contains("Replication from node-1 to node-4 is cut", "node-1 is back, and follows node-4");
    }
}
