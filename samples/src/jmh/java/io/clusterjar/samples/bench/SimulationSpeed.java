package io.clusterjar.samples.bench;

import com.sun.management.OperatingSystemMXBean;
import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.EmbeddedClusterBuilder;
import io.clusterjar.LocalClient;
import io.clusterjar.check.Invariants;
import io.clusterjar.simulation.FaultPlan;
import io.clusterjar.simulation.Run;
import io.clusterjar.simulation.SimulatedClient;
import io.clusterjar.simulation.Simulation;
import io.clusterjar.simulation.SimulationResult;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * How fast virtual time passes. Prints a line for each figure: what it is by the wall clock, and how much of a core it cost, which tells more
 * on a machine that others use as well. Arguments name what to measure: {@code start idle commands failover seeds large}; all but {@code
 * large} without any.
 */
public final class SimulationSpeed {
    private static final int WARM_UPS = 4;
    private static final int STARTS = 300;
    private static final int IDLE_SECONDS = 4000;
    private static final int COMMANDS_A_SECOND = 1000;
    private static final int COMMAND_SECONDS = 100;
    private static final int FAILOVERS = 200;
    private static final int SEEDS = 10_000;
    private static final int LARGE_MASTERS = 500;
    private static final int LARGE_SECONDS = 60;

    private SimulationSpeed() {}

    /** Measures. */
    public static void main(String[] args) {
        Set<String> wanted = args.length == 0 ? Set.of("start", "idle", "commands", "failover", "seeds") : Set.of(args);
        if (wanted.contains("start")) {
            start();
        }
        if (wanted.contains("idle")) {
            idle();
        }
        if (wanted.contains("commands")) {
            commands();
        }
        if (wanted.contains("failover")) {
            failover();
        }
        if (wanted.contains("seeds")) {
            seeds();
        }
        if (wanted.contains("large")) {
            large();
        }
    }

    private static EmbeddedClusterBuilder sixNodes() {
        return EmbeddedCluster.builder().masters(3).replicasPerMaster(1);
    }

    /** Wall and processor time since it was made. */
    private static final class Watch {
        private final OperatingSystemMXBean machine =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        private final long wallNs = System.nanoTime();
        private final long processorNs = machine.getProcessCpuTime();

        double wallMs() {
            return (System.nanoTime() - wallNs) / 1e6;
        }

        double processorMs() {
            return (machine.getProcessCpuTime() - processorNs) / 1e6;
        }

        /** One of {@code count} things took so long. */
        void each(String what, long count) {
            print("%-44s %9.3f ms each, %9.3f ms of a core", what, wallMs() / count, processorMs() / count);
        }

        /** {@code seconds} of virtual time took so long. */
        void perSecond(String what, long seconds) {
            print(
                    "%-44s %9.0f s a second, %7.0f s a second of a core",
                    what, seconds * 1000 / wallMs(), seconds * 1000 / processorMs());
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private static void start() {
        for (int round = 0; round <= WARM_UPS; round++) {
            Watch watch = new Watch();
            for (int seed = 0; seed < STARTS; seed++) {
                sixNodes().startStepped(seed).close();
            }
            if (round == WARM_UPS) {
                watch.each("start of six nodes, and close", STARTS);
            }
        }
    }

    private static void idle() {
        try (EmbeddedCluster cluster = sixNodes().startStepped(1)) {
            for (int round = 0; round <= WARM_UPS; round++) {
                Watch watch = new Watch();
                cluster.clock().advance(Duration.ofSeconds(IDLE_SECONDS));
                if (round == WARM_UPS) {
                    watch.perSecond("six nodes idle", IDLE_SECONDS);
                }
            }
        }
    }

    private static void commands() {
        Duration gap = Duration.ofNanos(1_000_000_000 / COMMANDS_A_SECOND);
        try (EmbeddedCluster cluster = sixNodes().startStepped(1);
                LocalClient client = cluster.client()) {
            for (int round = 0; round <= WARM_UPS; round++) {
                Watch watch = new Watch();
                for (int i = 0; i < COMMAND_SECONDS * COMMANDS_A_SECOND; i++) {
                    client.set("key" + i % 5000, "value" + i);
                    cluster.clock().advance(gap);
                }
                if (round == WARM_UPS) {
                    watch.perSecond("six nodes at " + COMMANDS_A_SECOND + " SET/s", COMMAND_SECONDS);
                }
            }
        }
    }

    private static void failover() {
        for (int round = 0; round <= WARM_UPS; round++) {
            Watch watch = new Watch();
            for (int seed = 0; seed < FAILOVERS; seed++) {
                try (EmbeddedCluster cluster = sixNodes().startStepped(seed)) {
                    ClusterNode old = cluster.node(0);
                    old.crash();
                    cluster.await().masterOfSlot(0).isNot(old);
                }
            }
            if (round == WARM_UPS) {
                watch.each("start, crash, failover (node timeout 15 s)", FAILOVERS);
            }
        }
    }

    /** The master of a key is cut off together with a client that goes on writing, until the others have replaced it; then all heals. */
    private static void seeds() {
        Simulation splitBrain = Simulation.of(sixNodes().nodeTimeout(Duration.ofSeconds(5)))
                .faults(FaultPlan.parse("@1000+15000 cut master(cart) rest"))
                .workload(run -> {
                    write(run, "inside", 0);
                    write(run, "outside", 1);
                })
                .invariants(Invariants.all())
                .duration(Duration.ofSeconds(20))
                .parallelism(2);
        splitBrain.seeds(-200, 200).run().assertPassed();
        Watch watch = new Watch();
        SimulationResult result = splitBrain.seeds(1, SEEDS).run();
        result.assertPassed();
        watch.each(SEEDS + " seeds of a split brain, all checked, two threads", SEEDS);
        print("%-44s %9.1f s for %s of virtual time", "", watch.wallMs() / 1000, result.simulated());
    }

    private static void write(Run run, String name, int number) {
        SimulatedClient client = run.client(name);
        if (number == 0) {
            client.placeWith(run.cluster().masterOf("cart"));
        }
        next(run, client, name, 0);
    }

    private static void next(Run run, SimulatedClient client, String name, int count) {
        if (!run.isOver()) {
            // Whether it is told yes, no or nothing: the next one comes.
            CompletableFuture<?> unused = client.executeAsync("SET", "cart", name + count);
            run.schedule(Duration.ofMillis(200), () -> next(run, client, name, count + 1));
        }
    }

    private static void large() {
        Watch watch = new Watch();
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                .masters(LARGE_MASTERS)
                .replicasPerMaster(1)
                .startStepped(1)) {
            print("%-44s %9.1f s", 2 * LARGE_MASTERS + " nodes, start", watch.wallMs() / 1000);
            ClusterNode old = cluster.node(0);
            old.crash();
            Watch minute = new Watch();
            cluster.clock().advance(Duration.ofSeconds(LARGE_SECONDS));
            boolean replaced = cluster.masterOfSlot(0) != old;
            print(
                    "%-44s %9.1f s, %9.1f s of a core%s",
                    2 * LARGE_MASTERS + " nodes, " + LARGE_SECONDS + " s with a failover",
                    minute.wallMs() / 1000,
                    minute.processorMs() / 1000,
                    replaced ? "" : ", BUT NO FAILOVER");
        }
    }
}
