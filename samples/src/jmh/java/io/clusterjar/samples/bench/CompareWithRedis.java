package io.clusterjar.samples.bench;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.EmbeddedRedis;
import io.clusterjar.LocalClient;
import io.clusterjar.samples.bench.RedisBenchmark.Result;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Speed and size as one table, with a real redis-server measured in turn where one is installed. On a busy machine believe the ratios
 * and the CPU time, not the rates. {@link FamiliesBesideRedis} goes through all families of commands, {@link MemoryBesideRedis} says what keys
 * and elements take.
 *
 * <p>{@code java -cp samples/target/clusterjar-samples.jar io.clusterjar.samples.bench.CompareWithRedis}
 */
public final class CompareWithRedis {
    private static final int ROUNDS = 3;
    private static final int STARTS = 60;
    private static final int COLD_STARTS = 5;
    private static final int FAILOVERS = 40;
    private static final int CLIENT_GETS = 2_000_000;
    private static final double NS_PER_MS = 1e6;

    private final boolean withRedis;

    private CompareWithRedis(boolean withRedis) {
        this.withRedis = withRedis;
    }

    /** Measures everything, which takes about two minutes. */
    public static void main(String[] args) throws IOException, InterruptedException {
        boolean installed = RealRedis.isInstalled();
        if (!installed) {
            System.out.println("no comparison with a real server: rows without one only");
        }
        CompareWithRedis all = new CompareWithRedis(installed);
        System.out.printf(
                Locale.ROOT,
                "JDK %s, %d processors, load %.1f%n",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                load());
        row("what", "clusterjar", "redis-server", "ratio or limit");
        all.failover();
        all.coldStart();
        all.start();
        all.advance();
        all.idle();
        all.leftovers();
        all.client();
        if (installed) {
            all.benchmark(1, 200_000);
            all.benchmark(16, 1_000_000);
        }
        System.out.printf(Locale.ROOT, "load at the end %.1f%n", load());
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static EmbeddedCluster cluster() {
        return EmbeddedCluster.builder()
                .masters(3)
                .replicasPerMaster(1)
                .name("bench")
                .start();
    }

    private void failover() throws IOException {
        double[] waits = new double[FAILOVERS];
        try (EmbeddedCluster cluster = cluster()) {
            for (int i = 0; i < FAILOVERS; i++) {
                ClusterNode old = cluster.masterOf("k");
                long startNs = System.nanoTime();
                old.crash();
                ClusterNode next = cluster.await().fastForward().masterOf("k").isNot(old);
                String answer = ColdStart.write(next.socketAddress(), "k");
                waits[i] = (System.nanoTime() - startNs) / NS_PER_MS;
                if (!answer.equals("+OK")) {
                    throw new IllegalStateException("the new master answered " + answer);
                }
                old.restart();
                cluster.await().fastForward().converged();
            }
        }
        row("failover, 15 s node timeout, first", ms(waits[0]), "", "< 100 ms");
        row("failover, 15 s node timeout, warm", ms(median(waits, FAILOVERS / 2)), "", "< 100 ms");
    }

    private void coldStart() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        double[] waits = new double[COLD_STARTS];
        for (int i = 0; i < COLD_STARTS; i++) {
            long startNs = System.nanoTime();
            RealRedis.run(java, "-cp", System.getProperty("java.class.path"), ColdStart.class.getName());
            waits[i] = (System.nanoTime() - startNs) / NS_PER_MS;
        }
        row("cold JVM to first write and exit", ms(median(waits, 0)), "", "< 500 ms");
    }

    private void start() throws IOException, InterruptedException {
        double[] waits = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            long startNs = System.nanoTime();
            try (EmbeddedCluster cluster = cluster()) {
                waits[i] = (System.nanoTime() - startNs) / NS_PER_MS;
                cluster.await().clusterOk();
            }
        }
        double ours = median(waits, STARTS / 2);
        if (withRedis) {
            double theirs = createRealCluster();
            row("start of 3+3, warm JVM", ms(ours), ms(theirs), text("%.0f times; < 30 ms", theirs / ours));
        } else {
            row("start of 3+3, warm JVM", ms(ours), "", "< 30 ms");
        }
    }

    private static double createRealCluster() throws IOException, InterruptedException {
        try (RealRedis redis = new RealRedis()) {
            long startNs = System.nanoTime();
            for (int i = 0; i < 6; i++) {
                redis.start(true);
            }
            redis.awaitPongs();
            redis.join();
            return (System.nanoTime() - startNs) / NS_PER_MS;
        }
    }

    private void advance() {
        double[] waits = new double[STARTS];
        try (EmbeddedCluster cluster = cluster()) {
            for (int i = 0; i < STARTS; i++) {
                long startNs = System.nanoTime();
                cluster.clock().advance(Duration.ofSeconds(20));
                waits[i] = (System.nanoTime() - startNs) / NS_PER_MS;
            }
        }
        row("advance of an idle 3+3 by 20 s", ms(median(waits, STARTS / 2)), "", "< 50 ms");
    }

    private void idle() throws InterruptedException {
        long before = Heap.usedBytes();
        try (EmbeddedCluster cluster = cluster()) {
            long used = Heap.usedBytes() - before;
            row("heap of an empty 3+3", text("%.1f MB", used / 1048576.0), "", "< 16 MB");
            Thread.sleep(500);
            long cpuNs = LoopThreads.cpuNs();
            Thread.sleep(10_000);
            double share = (LoopThreads.cpuNs() - cpuNs) / 1e10;
            row("CPU of an idle 3+3", text("%.2f %% of a core", share * 100), "", "< 1 %");
            if (cluster.masters().size() != 3) {
                throw new IllegalStateException("not idle: " + cluster.describe());
            }
        }
    }

    private void leftovers() throws IOException {
        List<Integer> ports = new ArrayList<>();
        long files = openFiles();
        try (EmbeddedCluster cluster = cluster()) {
            cluster.nodes().forEach(node -> ports.add(node.port()));
        }
        for (int port : ports) {
            new java.net.ServerSocket(port).close();
        }
        row(
                "left after close",
                LoopThreads.all().size() + " threads, " + Math.max(0, openFiles() - files) + " files, 0 ports",
                "",
                "none");
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    private void client() {
        try (EmbeddedCluster cluster = cluster();
                LocalClient client = cluster.client()) {
            client.set("k", "v");
            double best = 0;
            for (int i = 0; i < ROUNDS + 2; i++) {
                long startNs = System.nanoTime();
                for (int n = 0; n < CLIENT_GETS; n++) {
                    client.get("k");
                }
                best = Math.max(best, CLIENT_GETS * 1e9 / (System.nanoTime() - startNs));
            }
            row("client in the JVM, one thread", text("%.2f M GET/s", best / 1e6), "", "> 1 M/s");
        }
    }

    // ---- redis-benchmark

    private void benchmark(int pipeline, int requests) throws IOException, InterruptedException {
        try (EmbeddedRedis ours = EmbeddedRedis.builder().name("bench").start();
                RealRedis redis = new RealRedis()) {
            int theirs = redis.start(false);
            redis.awaitPongs();
            List<RedisBenchmark> tests = List.of(
                    new RedisBenchmark("set", pipeline, requests), new RedisBenchmark("get", pipeline, requests));
            for (RedisBenchmark test : tests) {
                test.ours(ours.port()); // compiles
            }
            for (RedisBenchmark test : tests) {
                List<Result> own = new ArrayList<>();
                List<Result> real = new ArrayList<>();
                for (int i = 0; i < ROUNDS; i++) {
                    real.add(test.theirs(redis, theirs));
                    own.add(test.ours(ours.port()));
                }
                row(
                        RedisBenchmark.TITLE + pipeline + " " + test.test(),
                        text(own),
                        text(real),
                        text("%.2f; >= 0.7", Result.ratio(own, real, Result::rate)));
            }
        }
    }

    private static String text(List<Result> results) {
        return text(
                "%.0f k/s, %.2f us CPU",
                Result.median(results, Result::rate) / 1e3, Result.median(results, Result::cpuUs));
    }

    // ---- small things

    private static double median(double[] values, int from) {
        double[] sorted = Arrays.copyOfRange(values, from, values.length);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String ms(double value) {
        return text(value < 10 ? "%.1f ms" : "%.0f ms", value);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static void row(String what, String ours, String theirs, String note) {
        System.out.printf(Locale.ROOT, "%-38s %-28s %-28s %s%n", what, ours, theirs, note);
    }
}
