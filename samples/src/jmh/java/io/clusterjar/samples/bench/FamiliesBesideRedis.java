package io.clusterjar.samples.bench;

import io.clusterjar.EmbeddedRedis;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private static final Pattern RATE = Pattern.compile("([0-9.]+) requests per second");

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<String> tests;
    private final double scale;

    /** How one test went: requests a second, and microseconds of the server's CPU for each. */
    private record Result(double rate, double cpuUs) {}

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
                "redis-benchmark -c 50 -P " + pipeline,
                "clusterjar k/s (us)",
                "redis k/s (us)",
                "rate",
                "CPU",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        try (EmbeddedRedis ours = EmbeddedRedis.builder().name("bench").start();
                RealRedis redis = new RealRedis()) {
            int theirs = redis.start(false);
            redis.awaitPongs();
            for (String test : tests) {
                for (int i = 0; i < WARM_UP; i++) {
                    ours(ours.port(), test, pipeline, requests);
                }
                List<Result> own = new ArrayList<>();
                List<Result> real = new ArrayList<>();
                for (int i = 0; i < ROUNDS; i++) {
                    real.add(theirs(redis, theirs, test, pipeline, requests));
                    own.add(ours(ours.port(), test, pipeline, requests));
                }
                print(test, own, real);
            }
        }
    }

    private static void print(String test, List<Result> ours, List<Result> theirs) {
        double[] rates = new double[ROUNDS];
        double[] cpus = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            rates[i] = ours.get(i).rate() / theirs.get(i).rate();
            cpus[i] = theirs.get(i).cpuUs() / ours.get(i).cpuUs();
        }
        System.out.printf(
                Locale.ROOT,
                "%-28s %22s %22s %8.2f %8.2f%s%n",
                test,
                text(ours),
                text(theirs),
                median(rates),
                median(cpus),
                median(rates) < LOWEST ? "   below " + LOWEST : "");
    }

    private static String text(List<Result> results) {
        return String.format(
                Locale.ROOT,
                "%.0f (%.2f)",
                median(results.stream().mapToDouble(Result::rate).toArray()) / 1e3,
                median(results.stream().mapToDouble(Result::cpuUs).toArray()));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private Result ours(int port, String test, int pipeline, int requests) throws IOException, InterruptedException {
        long beforeNs = loopCpuNs();
        double rate = rate(port, test, pipeline, count(test, requests));
        return new Result(rate, (loopCpuNs() - beforeNs) / 1e3 / count(test, requests));
    }

    private Result theirs(RealRedis redis, int port, String test, int pipeline, int requests)
            throws IOException, InterruptedException {
        long beforeNs = redis.cpuNs();
        double rate = rate(port, test, pipeline, count(test, requests));
        return new Result(rate, (redis.cpuNs() - beforeNs) / 1e3 / count(test, requests));
    }

    private int count(String test, int requests) {
        return (int) (requests * scale) / (test.startsWith(LONG_TESTS) ? LONG_TESTS_PART : 1);
    }

    private long loopCpuNs() {
        Thread[] all = new Thread[Thread.activeCount() + 64];
        int count = Thread.enumerate(all);
        return Arrays.stream(all, 0, count)
                .filter(thread -> thread.getName().startsWith("clusterjar-"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getId()))
                .sum();
    }

    /** The rate of the last test that the tool tells of; it fills a list first where one is read. */
    private static double rate(int port, String test, int pipeline, int requests)
            throws IOException, InterruptedException {
        String output = RealRedis.run(
                "redis-benchmark",
                "-p",
                "" + port,
                "-t",
                test,
                "-c",
                "50",
                "-P",
                "" + pipeline,
                "-n",
                "" + requests,
                "-r",
                "100000",
                "-q");
        Matcher rates = RATE.matcher(output);
        double last = 0;
        while (rates.find()) {
            last = Double.parseDouble(rates.group(1));
        }
        if (last == 0) {
            throw new IllegalStateException("no rate in: " + output);
        }
        return last;
    }
}
