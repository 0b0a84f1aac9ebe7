package io.clusterjar.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.EmbeddedCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeedsTest {
    private final List<Long> ran = new ArrayList<>();
    private String before;

    @BeforeEach
    void remember() {
        before = System.clearProperty(Seeds.PROPERTY);
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(Seeds.PROPERTY);
        } else {
            System.setProperty(Seeds.PROPERTY, before);
        }
    }

    private Simulation simulation() {
        return Simulation.of(EmbeddedCluster.builder().masters(1))
                .workload(run -> ran.add(run.seed()))
                .duration(Duration.ofMillis(1));
    }

    @Test
    void shouldRunEachSeedOnceWhenATextNamesThem() {
        assertThat(simulation().seeds("7, 3..5, 4").run().runs()).isEqualTo(4);

        assertThat(ran).containsExactly(7L, 3L, 4L, 5L);
    }

    @Test
    void shouldRunTheSeedOfThePropertyAloneWhenThereIsOne() {
        System.setProperty(Seeds.PROPERTY, "17");

        SimulationResult result =
                simulation().seeds(1, 5).probes(Probe.reached("never")).run();

        assertThat(ran).containsExactly(17L);
        assertThat(result.passed()).isTrue();
    }

    @Test
    void shouldRunWhatItIsToldWhenThePropertyIsEmpty() {
        System.setProperty(Seeds.PROPERTY, "");

        simulation().seeds(1, 2).run();

        assertThat(ran).containsExactly(1L, 2L);
    }

    @Test
    void shouldRefuseWhenThePropertyNamesNoSeeds() {
        System.setProperty(Seeds.PROPERTY, "1-3");

        assertThatThrownBy(() -> simulation().run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-Dclusterjar.seed=\"1-3\" is not made of numbers and ranges");
    }

    @Test
    void shouldTakeWhatAFailureSaysWhenTheSeedIsTheGreatestOrTheLeast() {
        simulation()
                .seeds(Long.MAX_VALUE - 1 + ".." + Long.MAX_VALUE + ", " + Long.MIN_VALUE)
                .run();

        assertThat(ran).containsExactly(Long.MAX_VALUE - 1, Long.MAX_VALUE, Long.MIN_VALUE);
        assertThatThrownBy(() -> simulation().seeds("9223372036854775808"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("9223372036854775808 is not within -9223372036854775808 to 9223372036854775807");
        assertThatThrownBy(() -> simulation().seeds(Long.MIN_VALUE + ".." + Long.MAX_VALUE))
                .hasMessageContaining("is not within 1 to 10000 seeds");
    }

    @Test
    void shouldRefuseWhenATextNamesNothing() {
        assertThatThrownBy(() -> simulation().seeds(",")).hasMessageContaining("is not made of numbers and ranges");
        assertThatThrownBy(() -> simulation().seeds("")).hasMessageContaining("is not made of numbers and ranges");
    }

    @Test
    void shouldRefuseWhenThereIsNoNumberForTheLastSeed() {
        assertThat(Seeds.range(Long.MAX_VALUE, 1).seed(0)).isEqualTo(Long.MAX_VALUE);
        assertThat(Seeds.range(Long.MIN_VALUE, Long.MAX_VALUE).seed(1)).isEqualTo(Long.MIN_VALUE + 1);
        assertThatThrownBy(() -> simulation().seeds(Long.MAX_VALUE, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("goes beyond the greatest seed");
        assertThatThrownBy(() -> simulation().seeds(1, 0)).hasMessage("count=0 is not 1 or more");
    }
}
