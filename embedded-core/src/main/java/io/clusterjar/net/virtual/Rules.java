package io.clusterjar.net.virtual;

import io.clusterjar.net.CutMode;
import io.clusterjar.time.RandomSource;
import io.clusterjar.time.TimeLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The rules that come with the house. */
public final class Rules {
    private static final double NANOS_PER_SECOND = 1e9;
    /** After this many losses in a row a segment comes through: TCP would not give up so early, tests should end. */
    private static final int MAX_LOSSES_IN_A_ROW = 6;

    private Rules() {}

    /** Nothing passes. */
    public static Rule.Factory cut(CutMode mode) {
        return (link, random, nowNs) -> new Cut(mode);
    }

    static Rule always(CutMode mode) {
        return new Cut(mode);
    }

    /** Everything takes {@code latency} longer, and a uniform chance of up to {@code jitter} more. */
    public static Rule.Factory latency(Duration latency, Duration jitter) {
        long fixedNs = TimeLimits.check("latency", latency).toNanos();
        long jitterNs = TimeLimits.check("jitter", jitter).toNanos();
        return (link, random, nowNs) ->
                (lengthBytes, now) -> fixedNs + (jitterNs == 0 ? 0 : (long) (random.nextDouble() * jitterNs));
    }

    /**
     * Each segment is lost with {@code probability}: as TCP sends it again, it and all that follows stall for one
     * retransmission, doubled for each further loss.
     */
    public static Rule.Factory loss(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability=" + probability + " is not within 0 to 1");
        }
        return (link, random, nowNs) -> (lengthBytes, now) -> stallNs(probability, random);
    }

    /** At most {@code bytesPerSecond} pass, all streams of the link together. */
    public static Rule.Factory bandwidth(long bytesPerSecond) {
        if (bytesPerSecond <= 0) {
            throw new IllegalArgumentException("bytesPerSecond=" + bytesPerSecond + " is not positive");
        }
        return (link, random, nowNs) -> new Bandwidth(bytesPerSecond);
    }

    /** Works for {@code up}, is a black hole for {@code down}, and so on; begins up. */
    public static Rule.Factory flaky(Duration up, Duration down) {
        long upNs = TimeLimits.check("up", up).toNanos();
        long downNs = TimeLimits.check("down", down).toNanos();
        if (upNs + downNs == 0) {
            throw new IllegalArgumentException("up=" + up + " and down=" + down + " are both zero");
        }
        return (link, random, nowNs) -> new Flaky(nowNs, upNs, downNs);
    }

    private static long stallNs(double probability, RandomSource random) {
        long retransmissionNs = Pipe.RETRANSMISSION_NS;
        long stallNs = 0;
        for (int losses = 0; losses < MAX_LOSSES_IN_A_ROW && random.nextDouble() < probability; losses++) {
            stallNs += retransmissionNs << losses;
        }
        return stallNs;
    }

    private record Cut(CutMode mode) implements Rule {
        @Override
        public long delayNs(int lengthBytes, long nowNs) {
            return 0;
        }

        @Override
        public CutMode cut(long nowNs) {
            return mode;
        }
    }

    private static final class Bandwidth implements Rule {
        private final long bytesPerSecond;
        private long freeAtNs = Long.MIN_VALUE;

        Bandwidth(long bytesPerSecond) {
            this.bytesPerSecond = bytesPerSecond;
        }

        @Override
        public long delayNs(int lengthBytes, long nowNs) {
            freeAtNs = Math.max(nowNs, freeAtNs) + (long) (lengthBytes * NANOS_PER_SECOND / bytesPerSecond);
            return freeAtNs - nowNs;
        }
    }

    private record Flaky(long startNs, long upNs, long downNs) implements Rule {
        @Override
        public long delayNs(int lengthBytes, long nowNs) {
            return 0;
        }

        @Override
        public @Nullable CutMode cut(long nowNs) {
            return phaseNs(nowNs) >= upNs ? CutMode.BLACKHOLE : null;
        }

        @Override
        public long cutEndsNs(long nowNs) {
            return upNs == 0 ? NEVER : nowNs - phaseNs(nowNs) + upNs + downNs;
        }

        private long phaseNs(long nowNs) {
            return Math.floorMod(nowNs - startNs, upNs + downNs);
        }
    }
}
