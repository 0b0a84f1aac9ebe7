package io.clusterjar.samples.bench;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What tests do all the time with a cluster of three masters and three replicas. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ClusterBenchmark {
    /** A cluster that runs. */
    @State(Scope.Benchmark)
    public static class Running {
        private @Nullable EmbeddedCluster cluster;

        /** Starts it. */
        @Setup(Level.Trial)
        public void start() {
            cluster = started();
        }

        /** Ends it. */
        @TearDown(Level.Trial)
        public void close() {
            cluster().close();
        }

        EmbeddedCluster cluster() {
            EmbeddedCluster running = cluster;
            if (running == null) {
                throw new IllegalStateException("not started");
            }
            return running;
        }
    }

    private static EmbeddedCluster started() {
        return EmbeddedCluster.builder()
                .masters(3)
                .replicasPerMaster(1)
                .name("jmh")
                .start();
    }

    /** Starts a cluster that can be written to everywhere, and ends it. */
    @Benchmark
    public void startAndClose() {
        started().close();
    }

    /** Between two tests that broke nothing. */
    @Benchmark
    public void reset(Running running) {
        running.cluster().reset();
    }

    /** A master crashes, its replica takes over after 15 s of cluster time, the old one comes back, all is well again. */
    @Benchmark
    public ClusterNode failoverAndReturn(Running running) {
        EmbeddedCluster cluster = running.cluster();
        ClusterNode old = cluster.masterOf("k");
        old.crash();
        ClusterNode next = cluster.await().fastForward().masterOf("k").isNot(old);
        old.restart();
        cluster.await().fastForward().converged();
        return next;
    }

    /** Nothing happens for twenty seconds but gossip. */
    @Benchmark
    public void advanceTwentySeconds(Running running) {
        running.cluster().clock().advance(Duration.ofSeconds(20));
    }
}
