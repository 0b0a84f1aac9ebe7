package io.clusterjar.store;

import io.clusterjar.time.RandomSource;

/**
 * How often a key is used, as Redis notes it under an LFU policy in {@link KeyEntry#access()}: a counter from 0 to 255 that grows
 * the more rarely the greater it is, and the minute when it was looked at last, since when it falls again
 * (<a href="https://redis.io/docs/latest/develop/reference/eviction/">Key eviction</a>).
 *
 * <pre>
 *   | minute, 16 bits | counter, 8 bits |
 * </pre>
 */
public final class Frequency {
    /** The counter of a new key, so that it is not the first to go. */
    public static final int FIRST = 5;

    private static final int MAX = 255;
    private static final int MINUTE_MASK = 0xFFFF;
    private static final int MINUTE_SHIFT = 8;
    private static final long MINUTE_MS = 60_000;

    private Frequency() {}

    /** The note of a counter, 0 to 255, that holds now. */
    public static int note(int counter, long nowMs) {
        return minute(nowMs) << MINUTE_SHIFT | counter;
    }

    /**
     * The counter of a note as it holds now.
     *
     * @param decayMinutes {@code lfu-decay-time}: after how many minutes it falls by one; 0 when it never does
     */
    public static int counter(int note, long nowMs, int decayMinutes) {
        int counter = note & MAX;
        if (decayMinutes == 0) {
            return counter;
        }
        int now = minute(nowMs);
        int then = note >>> MINUTE_SHIFT & MINUTE_MASK;
        int elapsed = now >= then ? now - then : MINUTE_MASK - then + now;
        return Math.max(0, counter - elapsed / decayMinutes);
    }

    /**
     * The note after one more use.
     *
     * @param decayMinutes as for {@link #counter}
     * @param logFactor {@code lfu-log-factor}: the greater, the more uses it takes to count higher; 0 counts every one
     */
    public static int used(int note, long nowMs, int decayMinutes, int logFactor, RandomSource random) {
        int counter = counter(note, nowMs, decayMinutes);
        if (counter < MAX && random.nextDouble() < 1.0 / ((double) Math.max(0, counter - FIRST) * logFactor + 1)) {
            counter++;
        }
        return note(counter, nowMs);
    }

    private static int minute(long nowMs) {
        return (int) (nowMs / MINUTE_MS & MINUTE_MASK);
    }
}
