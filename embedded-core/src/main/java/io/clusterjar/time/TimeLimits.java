package io.clusterjar.time;

import java.time.Duration;

/** How much time there may be. Base time is counted in nanoseconds in a {@code long}, which is full after 292 years. */
public final class TimeLimits {
    /** Longest time of anything. */
    public static final Duration MAX_TIME = Duration.ofDays(50 * 365);

    private TimeLimits() {}

    /**
     * {@code value}, which is a time that can pass: zero or more, and no more than fifty years.
     *
     * @param name what callers know it by
     * @throws IllegalArgumentException when it is another
     */
    public static Duration check(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + "=" + value + " is negative");
        }
        return checkSize(name, value);
    }

    /**
     * {@code value}, a difference of times: no more than fifty years either way.
     *
     * @param name what callers know it by
     * @throws IllegalArgumentException when it is more
     */
    public static Duration checkSize(String name, Duration value) {
        if (value.compareTo(MAX_TIME) > 0 || value.compareTo(MAX_TIME.negated()) < 0) {
            throw new IllegalArgumentException(name + "=" + value + " is more than fifty years, " + MAX_TIME);
        }
        return value;
    }
}
