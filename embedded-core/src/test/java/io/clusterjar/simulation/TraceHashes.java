package io.clusterjar.simulation;

import io.clusterjar.EmbeddedCluster;
import io.clusterjar.EmbeddedClusterBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints the trace hashes of some runs, a line each. The lines have to be the same on every JVM, with any options: whoever compares the
 * output of two has compared every byte that any node got.
 */
public final class TraceHashes {
    private TraceHashes() {}

    /**
     * Prints them.
     *
     * @param args how many seeds of a cluster of six; half as many of one of fifteen
     */
    public static void main(String[] args) {
        lines(Integer.parseInt(args[0])).forEach(System.out::println);
    }

    static List<String> lines(int seeds) {
        List<String> lines = new ArrayList<>();
        add(lines, "3+3", EmbeddedCluster.builder().masters(3).replicasPerMaster(1), seeds);
        add(lines, "5+10", EmbeddedCluster.builder().masters(5).replicasPerMaster(2), seeds / 2);
        return lines;
    }

    static Simulation simulation(EmbeddedClusterBuilder spec) {
        return Simulation.of(spec.nodeTimeout(Duration.ofSeconds(3)))
                .faults(FaultMix.standard().perMinute(20))
                .workload(new KeysAndValues())
                .duration(Duration.ofSeconds(40));
    }

    private static void add(List<String> lines, String name, EmbeddedClusterBuilder spec, int seeds) {
        Simulation simulation = simulation(spec);
        for (long seed = 1; seed <= seeds; seed++) {
            SeedResult result = simulation.runSeed(seed);
            lines.add(name + " seed " + seed + " trace " + TextHash.hex(result.traceHash()) + " " + result.violatedAt()
                    + " " + result.violation().map(Object::toString).orElse("passes"));
        }
    }
}
