package io.clusterjar.samples.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of redis-benchmark's tests, played with fifty connections.
 *
 * @param test its name, as after {@code -t}
 * @param pipeline how many requests a connection sends at a time
 * @param requests how many there are in all
 */
record RedisBenchmark(String test, int pipeline, int requests) {
    /** How it is called, for the head of a table. */
    static final String TITLE = "redis-benchmark -c 50 -P ";

    private static final Pattern RATE = Pattern.compile("([0-9.]+) requests per second");

    /**
     * How it went once.
     *
     * @param rate requests a second
     * @param cpuUs microseconds of the server's CPU for each
     */
    record Result(double rate, double cpuUs) {
        /** The median of something of several results. */
        static double median(List<Result> results, ToDoubleFunction<Result> what) {
            double[] sorted = results.stream().mapToDouble(what).sorted().toArray();
            return sorted[sorted.length / 2];
        }

        /** The median of the ratios of something of results that were had in turn. */
        static double ratio(List<Result> results, List<Result> others, ToDoubleFunction<Result> what) {
            double[] ratios = new double[results.size()];
            Arrays.setAll(ratios, i -> what.applyAsDouble(results.get(i)) / what.applyAsDouble(others.get(i)));
            Arrays.sort(ratios);
            return ratios[ratios.length / 2];
        }
    }

    /** Plays it against the nodes of ours, one of which listens on {@code port}. */
    Result ours(int port) throws IOException, InterruptedException {
        long beforeNs = LoopThreads.cpuNs();
        double rate = rate(port);
        return new Result(rate, (LoopThreads.cpuNs() - beforeNs) / 1e3 / requests);
    }

    /** Plays it against the real server on {@code port}. */
    Result theirs(RealRedis redis, int port) throws IOException, InterruptedException {
        long beforeNs = redis.cpuNs();
        double rate = rate(port);
        return new Result(rate, (redis.cpuNs() - beforeNs) / 1e3 / requests);
    }

    /** The rate of the last test that the tool tells of; it fills a list first where one is read. */
    private double rate(int port) throws IOException, InterruptedException {
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
