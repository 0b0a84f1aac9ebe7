package io.clusterjar.simulation;

import io.clusterjar.EmbeddedCluster;
import io.clusterjar.EmbeddedClusterBuilder;
import java.time.Duration;

/**
 * Prints the trace hashes of some runs, a line each. The lines have to be the same on every JVM, with any options: whoever compares the
 * output of two has compared every byte that any node got.
 */
public final class TraceHashes {
    private static final int SEEDS = 8;

    private TraceHashes() {}

    /** Prints them. */
    public static void main(String[] args) {
        print("3+3", EmbeddedCluster.builder().masters(3).replicasPerMaster(1), 1);
        print("5+10", EmbeddedCluster.builder().masters(5).replicasPerMaster(2), 2);
    }

    static Simulation simulation(EmbeddedClusterBuilder spec) {
        return Simulation.of(spec.nodeTimeout(Duration.ofSeconds(3)))
                .faults(FaultMix.standard().perMinute(20))
                .workload(new KeysAndValues())
                .duration(Duration.ofSeconds(40));
    }

    private static void print(String name, EmbeddedClusterBuilder spec, int divisor) {
        Simulation simulation = simulation(spec);
        for (long seed = 1; seed <= SEEDS / divisor; seed++) {
            SeedResult result = simulation.runSeed(seed);
            System.out.println(name + " seed " + seed + " trace " + TextHash.hex(result.traceHash()) + " "
                    + result.violatedAt() + " " + result.violation().map(Object::toString).orElse("passes"));
        }
    }
}
