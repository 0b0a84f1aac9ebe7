package io.clusterjar;

import io.clusterjar.runtime.ClusterTime;
import io.clusterjar.time.TimeLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** The clock of a deployment, on the time of its world. */
final class WorldClock implements ClusterClock {
    private static final double MAX_SPEED = 10_000;
    /** Longest advance: base time is counted in nanoseconds in a {@code long}, which is full after 292 years. */
    private final RedisDeployment deployment;

    private final ClusterTime time;

    WorldClock(RedisDeployment deployment, ClusterTime time) {
        this.deployment = deployment;
        this.time = time;
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(time.nowMs());
    }

    @Override
    public void advance(Duration duration) {
        deployment.checkOpen();
        TimeLimits.check("duration", duration);
        deployment.launcher().noteAdvance(duration);
        time.advance(duration);
    }

    @Override
    public boolean advanceUntil(BooleanSupplier condition, Duration atMost) {
        deployment.checkOpen();
        TimeLimits.check("atMost", atMost);
        return time.advanceUntil(condition, atMost);
    }

    @Override
    public void speed(double factor) {
        deployment.checkOpen();
        if (!(factor > 0 && factor <= MAX_SPEED)) {
            throw new IllegalArgumentException("factor=" + factor + " is not more than 0 and at most " + MAX_SPEED);
        }
        time.speed(factor);
    }

    @Override
    public void freeze() {
        deployment.checkOpen();
        time.freeze();
    }

    @Override
    public void unfreeze() {
        deployment.checkOpen();
        time.unfreeze();
    }
}
