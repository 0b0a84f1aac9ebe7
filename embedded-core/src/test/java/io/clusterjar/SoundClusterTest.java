package io.clusterjar;

import io.clusterjar.check.Invariant;
import io.clusterjar.check.Invariants;
import io.clusterjar.check.LossContract;
import io.clusterjar.simulation.FaultMix;
import io.clusterjar.simulation.Probe;
import io.clusterjar.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster without planted mistakes holds every invariant, whatever happens to it. */
class SoundClusterTest {
    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(2);

    private static Simulation simulation(int masters, int replicas, double faultsPerMinute) {
        List<Invariant> invariants = new ArrayList<>(Invariants.all());
        invariants.add(Invariants.lostWritesAreExcused(new LossContract(
                NODE_TIMEOUT,
                LossContract.DEFAULT_VALIDITY_FACTOR,
                Duration.ofSeconds(10),
                Duration.ZERO,
                NODE_TIMEOUT.multipliedBy(2)))); // clocks drift, and disks are slow
        return Simulation.of(EmbeddedCluster.builder()
                        .masters(masters)
                        .replicasPerMaster(replicas)
                        .nodeTimeout(NODE_TIMEOUT))
                .faults(FaultMix.standard().perMinute(faultsPerMinute))
                .workload(new WritesBesideNodes())
                .invariants(invariants)
                .duration(Duration.ofSeconds(60))
                .parallelism(2);
    }

    @Test
    void shouldHoldEverythingWhenSixNodesMeetTheMix() {
        simulation(3, 1, 20)
                .probes(
                        Probe.reached("elected"),
                        Probe.reached("vote-denied-master-up"),
                        Probe.reached("election-barred"))
                .seeds(1, 20)
                .run()
                .assertPassed();
    }

    @Test
    void shouldHoldEverythingWhenFifteenNodesMeetTheMix() {
        simulation(5, 2, 20).seeds(1, 4).run().assertPassed();
    }

    /**
     * Runs in which checkers once said no, and Redis turned out to do the same: a replaced master and its successor vote in the same epoch; a
     * replaced master starts again where it is alone; a winner that is replaced at once counts its votes again; votes of a former election
     * come after the candidate decided to stand again and before it asked.
     */
    @ParameterizedTest
    @ValueSource(longs = {20, 239, 1851, 2778, 5065, 5076, 20109})
    void shouldHoldEverythingWhenFaultsComeFast(long seed) {
        simulation(3, 1, 60).seeds(seed, 1).run().assertPassed();
    }
}
