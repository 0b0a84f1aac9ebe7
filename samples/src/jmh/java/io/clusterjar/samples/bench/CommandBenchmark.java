package io.clusterjar.samples.bench;

import io.clusterjar.EmbeddedCluster;
import io.clusterjar.LocalClient;
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

/** Commands from inside the JVM: the whole way through a node but the socket. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CommandBenchmark {
    private static final int KEYS = 1 << 14;

    private final String[] keys = new String[KEYS];
    private @Nullable EmbeddedCluster cluster;
    private @Nullable LocalClient client;
    private int next;

    /** Starts a cluster with some keys in it. */
    @Setup(Level.Trial)
    public void start() {
        EmbeddedCluster started = EmbeddedCluster.builder().name("jmh").start();
        LocalClient opened = started.client();
        for (int i = 0; i < KEYS; i++) {
            keys[i] = "key:" + i;
            opened.set(keys[i], "value");
        }
        cluster = started;
        client = opened;
    }

    /** Ends it. */
    @TearDown(Level.Trial)
    public void close() {
        if (client != null) {
            client.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    private LocalClient client() {
        LocalClient opened = client;
        if (opened == null) {
            throw new IllegalStateException("not started");
        }
        return opened;
    }

    private String key() {
        next = next + 1 & KEYS - 1;
        return keys[next];
    }

    /** Reads a key. */
    @Benchmark
    public @Nullable String get() {
        return client().get(key());
    }

    /** Writes a key; its replica hears of it. */
    @Benchmark
    public void set() {
        client().set(key(), "value");
    }
}
