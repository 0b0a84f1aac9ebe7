package io.clusterjar.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReshardingTest {
    @Test
    void shouldLoseNothingAndTroubleNobodyWhenSlotsMoveUnderWrites() {
        Printed printed = new Printed();

        Resharding.Outcome outcome = Resharding.play(printed.stream());

        assertThat(outcome.allSlotsAtTarget()).isTrue();
        assertThat(outcome.keysMoved()).isPositive();
        assertThat(outcome.moved())
                .as("MOVED redirects: the client had to learn")
                .isPositive();
        ConsistencyChecker.Findings found = outcome.findings();
        assertThat(found.acknowledged()).isPositive();
        assertThat(found).isEqualTo(new ConsistencyChecker.Findings(found.acknowledged(), 0, 0, 0));
        assertThat(printed.text()).contains("1000 slots with " + outcome.keysMoved() + " keys have moved");
    }
}
