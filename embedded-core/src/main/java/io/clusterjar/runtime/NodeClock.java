package io.clusterjar.runtime;

import io.clusterjar.time.Clock;
import java.time.Duration;

/**
 * One node's clock: the world's base time, drifting and skewed. Nodes read it on their loop; tests change it at any time.
 *
 * <p>Monotonic time and timers drift but never jump; wall time is monotonic time plus the skew.
 */
public final class NodeClock implements Clock {
    private static final double PPM = 1e-6;
    private static final double MAX_RATE = 1000;

    private final NodeHost host;
    private final ClusterTime time;
    private final EventLoop loop;
    private long anchorBaseNs;
    private long anchorLocalNs;
    private double rate = 1;
    private long skewNs;

    NodeClock(NodeHost host, EventLoop loop, ClusterTime time) {
        this.host = host;
        this.loop = loop;
        this.time = time;
    }

    /** Wall time as of the current turn of the loop. */
    @Override
    public long nowMs() {
        return Math.floorDiv(time.epochNs() + localNs(loop.nowNs()) + skewNs, 1_000_000L);
    }

    @Override
    public long nowUs() {
        return Math.floorDiv(time.epochNs() + monotonicNs() + skewNs, 1_000L);
    }

    @Override
    public long monotonicNs() {
        return localNs(Math.max(loop.nowNs(), time.nowNs()));
    }

    /** Shifts wall time against the other nodes' by {@code skew} in all, forwards or backwards; zero takes the shift away. */
    public void skew(Duration skew) {
        host.world().atSafepoint(() -> skewNs = skew.toNanos());
    }

    /** The shift in force. */
    public Duration skew() {
        return Duration.ofNanos(skewNs);
    }

    /** Lets the clock run {@code ppm} millionths faster, or slower when negative; 0 for no drift. */
    public void driftPpm(double ppm) {
        rate(1 + ppm * PPM);
    }

    /**
     * Lets the clock run {@code factor} times as fast as base time, timers included.
     *
     * @param factor more than 0, at most 1000
     */
    public void rate(double factor) {
        if (!(factor > 0 && factor <= MAX_RATE)) {
            throw new IllegalArgumentException("factor=" + factor + " is not within 0 (exclusive) to 1000");
        }
        host.world().atSafepoint(() -> {
            long baseNs = loop.nowNs();
            anchorLocalNs = localNs(baseNs);
            anchorBaseNs = baseNs;
            rate = factor;
            loop.rebase(host);
        });
    }

    long turnNs() {
        return localNs(loop.nowNs());
    }

    long localNs(long baseNs) {
        long elapsedNs = baseNs - anchorBaseNs;
        return anchorLocalNs + (rate == 1 ? elapsedNs : (long) (elapsedNs * rate));
    }

    /** The first base time at which the local time is reached. */
    long baseNs(long localNs) {
        long elapsedNs = localNs - anchorLocalNs;
        return anchorBaseNs + (rate == 1 ? elapsedNs : (long) Math.ceil(elapsedNs / rate));
    }
}
