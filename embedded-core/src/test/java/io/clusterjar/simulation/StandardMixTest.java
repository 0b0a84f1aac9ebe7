package io.clusterjar.simulation;

import io.clusterjar.EmbeddedCluster;
import io.clusterjar.EmbeddedClusterBuilder;
import io.clusterjar.check.Invariants;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Our own cluster under everything that the standard mix does to it: a few seeds here, and as many as one likes with {@code
 * -Dclusterjar.test.seeds=10000}.
 */
class StandardMixTest {
    private static final long SEEDS = Long.getLong("clusterjar.test.seeds", 6);
    private static final long FIRST_SEED = Long.getLong("clusterjar.test.seed", 1);
    private static final int THREADS = 2;

    /** Seeds that broke something once, by the steps that they had: what the mix makes of a seed may change. */
    private static final String SLOW_DISK_WHILE_CATCHING_UP = """
            @517+16351 cut node-1,node-9,node-10,node-12,node-14 rest
            @36656+1399 cut node-1,node-2,node-3,node-5,node-7,node-10,node-11,node-13,node-14 node-4,node-6,node-8,node-9,node-12,node-15 mode=RESET
            @51906+2145 pause node-1
            @57973+9753 cut node-3,node-4,node-9,node-12,node-13,node-15 node-1,node-2,node-5,node-6,node-7,node-8,node-10,node-11,node-14 mode=HOLD
            @66608+2584 slow all rest latency=352000 jitter=250000
            @70195+8270 cut node-2,node-5,node-8,node-9,node-11,node-12,node-13 rest mode=HOLD
            @76962+8540 disk node-1 kind=SLOW by=863
            """;

    private static Simulation simulation(EmbeddedClusterBuilder spec) {
        return Simulation.of(spec.nodeTimeout(Duration.ofSeconds(5)))
                .faults(FaultMix.standard().perMinute(12))
                .workload(new BusyClients())
                .invariants(Invariants.all());
    }

    @Test
    void shouldHoldEveryInvariantWhenSixNodesLiveThroughTheStandardMix() {
        simulation(EmbeddedCluster.builder().masters(3).replicasPerMaster(1))
                .probes(
                        Probe.reached("elected"),
                        Probe.reached("vote-granted"),
                        Probe.reached("command-done"),
                        Probe.reached("command-refused"))
                .seeds(FIRST_SEED, SEEDS)
                .parallelism(THREADS)
                .run()
                .assertPassed();
    }

    @Test
    void shouldHoldEveryInvariantWhenFifteenNodesLiveThroughTheStandardMix() {
        simulation(EmbeddedCluster.builder().masters(5).replicasPerMaster(2))
                .duration(Duration.ofSeconds(40))
                .seeds(FIRST_SEED + 3, Math.max(1, SEEDS / 6))
                .parallelism(THREADS)
                .run()
                .assertPassed();
    }

    @Test
    void shouldConvergeWhenASlowDiskPausesANodeThatCatchesUp() {
        Simulation.of(EmbeddedCluster.builder().masters(5).replicasPerMaster(2).nodeTimeout(Duration.ofSeconds(5)))
                .faults(FaultPlan.parse(SLOW_DISK_WHILE_CATCHING_UP))
                .duration(Duration.ofSeconds(90))
                .seeds(51, 1)
                .run()
                .assertPassed();
    }
}
