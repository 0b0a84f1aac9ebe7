package io.clusterjar.runtime;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The time of a world: it runs with real time, faster, or not at all, and can be advanced from event to event. Every node's clock
 * follows it, with its own skew and drift. Any thread may read and change it, but nodes' own callbacks may not advance it.
 */
public final class ClusterTime {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final World world;
    private final long epochMs;
    private volatile Anchor anchor;

    /**
     * Base time is {@code baseNs} at real time {@code realNs} and grows with {@code speed} from there.
     */
    private record Anchor(long baseNs, long realNs, double speed, double unfrozenSpeed) {
        long at(long realNowNs) {
            return speed == 0 ? baseNs : baseNs + (long) ((realNowNs - realNs) * speed);
        }
    }

    ClusterTime(World world, long epochMs, double speed) {
        this.world = world;
        this.epochMs = epochMs;
        this.anchor = new Anchor(0, System.nanoTime(), speed, speed);
    }

    /** Base time in nanoseconds since the world began. */
    public long nowNs() {
        Anchor current = anchor;
        return current.speed == 0 ? current.baseNs : current.at(System.nanoTime());
    }

    /** Base wall time in milliseconds since the epoch: what a node's clock shows that is neither skewed nor drifts. */
    public long nowMs() {
        return epochMs + nowNs() / NANOS_PER_MILLI;
    }

    /** How many times faster than real time it runs; 0 when frozen. */
    public double speed() {
        return anchor.speed;
    }

    /**
     * Runs from now on {@code factor} times as fast as real time.
     *
     * @param factor more than 0, at most 1,000,000
     */
    public void speed(double factor) {
        if (!(factor > 0 && factor <= 1_000_000)) {
            throw new IllegalArgumentException("factor=" + factor + " is not within 0 (exclusive) to 1000000");
        }
        world.requireRealTime("speed");
        world.atSafepoint(() -> anchor = new Anchor(nowNs(), System.nanoTime(), factor, factor));
    }

    /** Stands still until {@link #unfreeze} or {@link #advance}. Freezing twice is fine. */
    public void freeze() {
        world.requireRealTime("freeze");
        world.atSafepoint(() -> anchor = new Anchor(nowNs(), System.nanoTime(), 0, anchor.unfrozenSpeed));
    }

    /** Goes on, as fast as before it was frozen. */
    public void unfreeze() {
        world.requireRealTime("unfreeze");
        world.atSafepoint(
                () -> anchor = new Anchor(nowNs(), System.nanoTime(), anchor.unfrozenSpeed, anchor.unfrozenSpeed));
    }

    /** Whether it stands still. */
    public boolean isFrozen() {
        return anchor.speed == 0;
    }

    /**
     * Passes through {@code duration} as fast as the machine can: everything that is due in it happens, in order, before this
     * returns. Real clients are served in between.
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration=" + duration + " is negative");
        }
        world.advance(duration.toNanos(), () -> false);
    }

    /**
     * Advances until {@code condition} holds, which is asked after each event while all nodes stand still.
     *
     * @return whether it held within {@code max}
     */
    public boolean advanceUntil(BooleanSupplier condition, Duration max) {
        if (max.isNegative()) {
            throw new IllegalArgumentException("max=" + max + " is negative");
        }
        return world.advance(max.toNanos(), condition);
    }

    long epochNs() {
        return epochMs * NANOS_PER_MILLI;
    }

    /** Real milliseconds until base time reaches {@code atNs}, rounded up; {@link Long#MAX_VALUE} when it never does. */
    long realMsUntil(long atNs) {
        Anchor current = anchor;
        if (current.speed == 0 || atNs == TimerHeap.NONE) {
            return Long.MAX_VALUE;
        }
        long remainingNs = atNs - nowNs();
        return remainingNs <= 0 ? 0 : (long) Math.ceil(remainingNs / current.speed / NANOS_PER_MILLI);
    }

    /** Stops base time for an advance; {@link #leap} moves it and {@link #release} lets it run again. */
    void hold() {
        Anchor before = anchor;
        anchor = new Anchor(nowNs(), System.nanoTime(), 0, before.speed == 0 ? before.unfrozenSpeed : before.speed);
    }

    void leap(long toNs) {
        Anchor before = anchor;
        anchor = new Anchor(Math.max(toNs, before.baseNs), before.realNs, 0, before.unfrozenSpeed);
    }

    void release() {
        Anchor before = anchor;
        anchor = new Anchor(before.baseNs, System.nanoTime(), before.unfrozenSpeed, before.unfrozenSpeed);
    }
}
