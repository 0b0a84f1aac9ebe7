package io.clusterjar.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.EmbeddedCluster;
import io.clusterjar.EmbeddedClusterBuilder;
import io.clusterjar.check.Invariant;
import io.clusterjar.check.InvariantViolation;
import io.clusterjar.check.Scene;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static EmbeddedClusterBuilder sixNodes() {
        return EmbeddedCluster.builder().masters(3).replicasPerMaster(1).nodeTimeout(Duration.ofSeconds(2));
    }

    private static FaultPlan crashOfTheFirst() {
        return FaultPlan.parse("@1000+20000 crash node-1");
    }

    @Test
    void shouldPassWhenACrashedMasterIsReplaced() {
        SimulationResult result = Simulation.of(sixNodes())
                .faults(crashOfTheFirst())
                .probes(Probe.reached("elected"), Probe.reached("vote-granted"))
                .duration(Duration.ofSeconds(30))
                .seeds(1, 3)
                .parallelism(2)
                .run();

        result.assertPassed();
        assertThat(result.coverage()).containsEntry("elected", 3L).containsEntry("fault-crash", 3L);
    }

    @Test
    void shouldFailWhenADeclaredProbeIsNeverReached() {
        SimulationResult result = Simulation.of(sixNodes())
                .probes(Probe.reached("elected"))
                .duration(Duration.ofSeconds(1))
                .run();

        assertThat(result.missed()).containsExactly("elected");
        assertThatThrownBy(result::assertPassed)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("elected");
    }

    @Test
    void shouldSayTheLineThatDoesItAgainWhenAnInvariantBreaks() {
        Simulation simulation = Simulation.of(sixNodes())
                .faults(crashOfTheFirst())
                .invariants(new NobodyIsElected())
                .duration(Duration.ofSeconds(30));

        SeedResult broken = simulation.runSeed(7);
        SeedResult again = simulation.replay("text before " + broken.replayLine());

        assertThat(broken.violation())
                .hasValueSatisfying(found -> assertThat(found.invariant()).isEqualTo("nobody-is-elected"));
        assertThat(again.violatedAt()).isEqualTo(broken.violatedAt());
        assertThat(again.traceHash()).isEqualTo(broken.traceHash());
    }

    @Test
    void shouldBreakWhenTheWorkloadThrows() {
        SeedResult result = Simulation.of(sixNodes())
                .workload(run -> run.schedule(Duration.ofSeconds(1), () -> {
                    throw new IllegalStateException("lost it");
                }))
                .duration(Duration.ofSeconds(5))
                .runSeed(1);

        assertThat(result.violatedAt()).isEqualTo(Duration.ofSeconds(1));
        assertThat(result.report()).contains("workload").contains("lost it").contains(ReplayLine.PREFIX);
    }

    @Test
    void shouldTellWhatHappenedOnceAndKeepTheCauseWhenASweepFails() {
        RuntimeException lost = new IllegalStateException("lost it");
        SimulationResult result = Simulation.of(sixNodes())
                .workload(run -> run.thread("loser", () -> {
                    throw lost;
                }))
                .run();

        assertThat(result.report().lines().filter(line -> line.contains("node-1: started")))
                .hasSize(1);
        assertThatThrownBy(result::assertPassed)
                .isInstanceOf(AssertionError.class)
                .hasRootCause(lost);
    }

    @Test
    void shouldNameTheInvariantWhenAnAssertionOfItsWatchFails() {
        Invariant asserting = new Invariant() {
            @Override
            public String name() {
                return "asserting";
            }

            @Override
            public Watch begin(Scene scene) {
                return new Watch() {
                    @Override
                    public void atEnd() {
                        throw new AssertionError("not so");
                    }
                };
            }
        };

        SeedResult result = Simulation.of(sixNodes()).invariants(asserting).runSeed(1);

        assertThat(result.violation()).hasValueSatisfying(found -> assertThat(found)
                .hasToString("asserting: java.lang.AssertionError: not so"));
    }

    private static final class NobodyIsElected implements Invariant {
        @Override
        public String name() {
            return "nobody-is-elected";
        }

        @Override
        public Watch begin(Scene scene) {
            return new Watch() {
                @Override
                public void onChange() {
                    if (scene.cluster().node(3).isMaster()) {
                        throw new InvariantViolation(name(), "node-4 is a master at " + scene.nowMs());
                    }
                }
            };
        }
    }
}
