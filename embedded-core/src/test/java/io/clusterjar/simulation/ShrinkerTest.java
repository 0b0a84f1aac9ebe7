package io.clusterjar.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.EmbeddedCluster;
import io.clusterjar.EmbeddedClusterBuilder;
import io.clusterjar.check.Invariant;
import io.clusterjar.check.InvariantViolation;
import io.clusterjar.check.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static EmbeddedClusterBuilder nodes(int masters, int replicasPerMaster) {
        return EmbeddedCluster.builder()
                .masters(masters)
                .replicasPerMaster(replicasPerMaster)
                .nodeTimeout(Duration.ofSeconds(2));
    }

    /** Two faults that meet, among thirty-two that do not matter. */
    private static FaultPlan manyFaults() {
        List<FaultStep> steps = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            String node = "node-" + (1 + i % 3);
            String harmless =
                    i % 2 == 0 ? " skew " + node + " by=500" : " slow " + node + " rest latency=800 jitter=400";
            steps.add(FaultStep.parse("@" + i * 900 + "+700" + harmless));
        }
        steps.add(FaultStep.parse("@9000+8000 pause node-1"));
        steps.add(FaultStep.parse("@12000+9000 crash node-2"));
        return FaultPlan.of(steps);
    }

    @Test
    void shouldLeaveTheFaultsThatMatterWhenAnInvariantBreaks() {
        Simulation simulation = Simulation.of(nodes(3, 1))
                .faults(manyFaults())
                .invariants(new NotBothDown())
                .load(4, 50)
                .duration(Duration.ofSeconds(40));
        SeedResult failure = simulation.runSeed(3);

        Shrunk shrunk = simulation.shrink(failure);

        assertThat(shrunk.after().plan().steps())
                .extracting(step -> step.fault().verb())
                .containsExactlyInAnyOrder("pause", "crash");
        assertThat(shrunk.after().violation())
                .hasValueSatisfying(found -> assertThat(found.invariant()).isEqualTo("not-both-down"));
        assertThat(shrunk.after().violatedAt()).isLessThan(Duration.ofSeconds(1));
        assertThat(shrunk.after().replayLine()).contains("size=2x0:1x1");
        assertThat(shrunk.report())
                .contains("34 faults to 2 faults")
                .contains("it alone: simulation.replay(line) with\n"
                        + shrunk.after().replayLine());
    }

    @Test
    void shouldReplayInTheFirstSimulationWhenItWasShrunk() {
        Simulation simulation = Simulation.of(nodes(3, 1))
                .faults(manyFaults())
                .invariants(new NotBothDown())
                .duration(Duration.ofSeconds(40));
        Shrunk shrunk = simulation.shrink(simulation.runSeed(3));

        SeedResult again = simulation.replay(shrunk.after().replayLine());

        assertThat(again.traceHash()).isEqualTo(shrunk.after().traceHash());
        assertThat(again.violatedAt()).isEqualTo(shrunk.after().violatedAt());
        assertThat(shrunk.simulation().run().failures())
                .extracting(SeedResult::traceHash)
                .containsExactly(shrunk.after().traceHash());
    }

    @Test
    void shouldMakeTheClusterSmallerWhenAFaultThatMattersNamesNodesThatDoNot() {
        Simulation simulation = Simulation.of(nodes(3, 1))
                .faults(FaultPlan.parse("@1000+8000 pause node-1,node-5; @2000+9000 crash node-2"))
                .invariants(new NotBothDown())
                .duration(Duration.ofSeconds(5));

        Shrunk shrunk = simulation.shrink(simulation.runSeed(3));

        assertThat(shrunk.after().replayLine()).contains("size=2x0:1x1").contains("pause node-1;");
        assertThat(simulation.replay(shrunk.after().replayLine()).traceHash())
                .isEqualTo(shrunk.after().traceHash());
    }

    @Test
    void shouldAskForFewerOperationsWhenTheWorkloadBreaks() {
        Simulation simulation = Simulation.of(nodes(1, 0))
                .load(8, 100)
                .workload(run -> run.schedule(Duration.ofSeconds(1), () -> {
                    if (run.clients() * run.operations() >= 10) {
                        run.fail("too-much", run.clients() + " times " + run.operations());
                    }
                }))
                .duration(Duration.ofSeconds(5));

        Shrunk shrunk = simulation.shrink(simulation.runSeed(1));

        assertThat(shrunk.after().violation())
                .hasValueSatisfying(found -> assertThat(found.getMessage()).isEqualTo("1 times 10"));
    }

    @Test
    void shouldSayWhyWhenThereIsNothingToShrink() {
        Simulation simulation = Simulation.of(nodes(1, 0)).duration(Duration.ofSeconds(1));
        SeedResult passed = simulation.runSeed(1);

        assertThatThrownBy(() -> simulation.shrink(passed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("seed=1 breaks nothing");
    }

    @Test
    void shouldStopWhenItHasNoRunsLeft() {
        Simulation simulation = Simulation.of(nodes(3, 1))
                .faults(manyFaults())
                .invariants(new NotBothDown())
                .duration(Duration.ofSeconds(40));
        SeedResult failure = simulation.runSeed(3);

        Shrunk shrunk = simulation.shrink(failure, 5);

        assertThat(shrunk.runs()).isEqualTo(5);
        assertThat(shrunk.after().plan().steps()).hasSizeLessThan(34);
    }

    private static final class NotBothDown implements Invariant {
        @Override
        public String name() {
            return "not-both-down";
        }

        @Override
        public Watch begin(Scene scene) {
            return new Watch() {
                @Override
                public void onChange() {
                    if (!scene.cluster().node(0).isRunning()
                            && !scene.cluster().node(1).isRunning()) {
                        throw new InvariantViolation(name(), "both are down");
                    }
                }
            };
        }
    }
}
