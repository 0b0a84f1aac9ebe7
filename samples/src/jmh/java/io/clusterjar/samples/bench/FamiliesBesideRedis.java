package io.clusterjar.samples.bench;

import io.clusterjar.EmbeddedRedis;
import io.clusterjar.samples.bench.RedisBenchmark.Result;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The tests that redis-benchmark has, one for each family of commands: requests a second of ours and of a real redis-server, asked in turn, and
 * the CPU time that a request costs the server. On a busy machine believe the ratios, which are medians of several rounds.
 *
 * <p>{@code java -cp samples/target/clusterjar-samples.jar io.clusterjar.samples.bench.FamiliesBesideRedis [scale] [tests]}, where the scale
 * multiplies the number of requests and tests are redis-benchmark's names with commas between.
 */
public final class FamiliesBesideRedis {
    private static final String TESTS =
            "ping_mbulk,set,get,incr,mset,lpush,rpush,lpop,rpop,lrange_100,lrange_300,lrange_500,"
                    + "lrange_600,sadd,spop,hset,zadd,zpopmin";
    /** These reply with hundreds of elements: a fifth of the requests will do. */
    private static final String LONG_TESTS = "lrange";

    private static final int LONG_TESTS_PART = 5;
    private static final int ROUNDS = 3;
    private static final int WARM_UP = 3;
    private static final int REQUESTS_ALONE = 20_000;
    private static final int REQUESTS_PIPELINED = 100_000;
    private static final int PIPELINE = 16;
    private static final double LOWEST = 0.7;

    private final List<String> tests;
    private final double scale;

    private FamiliesBesideRedis(double scale, List<String> tests) {
        this.scale = scale;
        this.tests = tests;
    }

    /** Prints the table; takes two minutes or three. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (!RealRedis.isInstalled()) {
            return;
        }
        double scale = args.length > 0 ? Double.parseDouble(args[0]) : 1;
        FamiliesBesideRedis all =
                new FamiliesBesideRedis(scale, List.of((args.length > 1 ? args[1] : TESTS).split(",")));
        all.compare(1, REQUESTS_ALONE);
        all.compare(PIPELINE, REQUESTS_PIPELINED);
    }

    private void compare(int pipeline, int requests) throws IOException, InterruptedException {
        System.out.printf(
                Locale.ROOT,
                "%n%-28s %22s %22s %8s %8s   (load %.1f)%n",
                RedisBenchmark.TITLE + pipeline,
                "clusterjar k/s (us)",
                "redis k/s (us)",
                "rate",
                "CPU",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        try (EmbeddedRedis ours = EmbeddedRedis.builder().name("bench").start();
                RealRedis redis = new RealRedis()) {
            int theirs = redis.start(false);
            redis.awaitPongs();
            for (String name : tests) {
                RedisBenchmark test = new RedisBenchmark(name, pipeline, count(name, requests));
                for (int i = 0; i < WARM_UP; i++) {
                    test.ours(ours.port());
                }
                List<Result> own = new ArrayList<>();
                List<Result> real = new ArrayList<>();
                for (int i = 0; i < ROUNDS; i++) {
                    real.add(test.theirs(redis, theirs));
                    own.add(test.ours(ours.port()));
                }
                print(name, own, real);
            }
        }
    }

    private static void print(String test, List<Result> ours, List<Result> theirs) {
        double rate = Result.ratio(ours, theirs, Result::rate);
        System.out.printf(
                Locale.ROOT,
                "%-28s %22s %22s %8.2f %8.2f%s%n",
                test,
                text(ours),
                text(theirs),
                rate,
                Result.ratio(theirs, ours, Result::cpuUs),
                rate < LOWEST ? "   below " + LOWEST : "");
    }

    private static String text(List<Result> results) {
        return String.format(
                Locale.ROOT,
                "%.0f (%.2f)",
                Result.median(results, Result::rate) / 1e3,
                Result.median(results, Result::cpuUs));
    }

    private int count(String test, int requests) {
        return (int) (requests * scale) / (test.startsWith(LONG_TESTS) ? LONG_TESTS_PART : 1);
    }
}
