package io.clusterjar.samples.bench;

import io.clusterjar.EmbeddedRedis;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A command of each family from inside the JVM, on values of a thousand elements: nanoseconds without a socket. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FamilyBenchmark {
    private static final int ELEMENTS = 1 << 10;

    private final String[] elements = new String[ELEMENTS];
    private final String[] numbers = new String[ELEMENTS];
    private @Nullable EmbeddedRedis redis;
    private @Nullable LocalClient client;
    private int next;

    /** What is asked for, {@code %} standing for one element after the other, {@code #} for its number. */
    @Param({
        "PING",
        "SET %",
        "GET string",
        "INCR counter",
        "MGET string counter",
        "SETBIT bits #",
        "PFADD hll %",
        "HSET hash % v",
        "HGET hash %",
        "RPOPLPUSH list list",
        "LINDEX list #",
        "LRANGE list 0 9",
        "SADD set %",
        "SISMEMBER set %",
        "ZADD zset # %",
        "ZRANK zset %",
        "ZRANGE zset 0 9",
        "GEOADD geo 13.36 38.11 %",
        "GEOSEARCH geo FROMLONLAT 13.36 38.11 BYRADIUS 1 m COUNT 1 ANY",
        "XADD stream MAXLEN ~ 1000 * f %",
        "XRANGE stream - + COUNT 10",
        "EXPIRE string 1000",
    })
    public String request = "PING";

    private String[] words = {};

    /** Starts a node with some values in it. */
    @Setup(Level.Trial)
    public void start() {
        EmbeddedRedis started = EmbeddedRedis.builder().name("jmh").start();
        LocalClient opened = started.client();
        for (int i = 0; i < ELEMENTS; i++) {
            elements[i] = "element:" + i;
            numbers[i] = Integer.toString(i);
            opened.execute("HSET", "hash", elements[i], "v");
            opened.execute("RPUSH", "list", elements[i]);
            opened.execute("SADD", "set", elements[i]);
            opened.execute("ZADD", "zset", numbers[i], elements[i]);
            opened.execute("GEOADD", "geo", "13.36", "38.11", elements[i]);
            opened.execute("XADD", "stream", "*", "f", elements[i]);
        }
        opened.set("string", "value");
        words = request.equals("SET %") ? new String[] {"SET", "%", "value"} : request.split(" ");
        redis = started;
        client = opened;
    }

    /** Ends it. */
    @TearDown(Level.Trial)
    public void close() {
        if (client != null) {
            client.close();
        }
        if (redis != null) {
            redis.close();
        }
    }

    /** One command. */
    @Benchmark
    public @Nullable Object run() {
        LocalClient opened = client;
        if (opened == null) {
            throw new IllegalStateException("not started");
        }
        next = next + 1 & ELEMENTS - 1;
        String[] line = words.clone();
        for (int i = 1; i < line.length; i++) {
            if (line[i].equals("%")) {
                line[i] = elements[next];
            } else if (line[i].equals("#")) {
                line[i] = numbers[next];
            }
        }
        return opened.execute(line);
    }
}
