package io.clusterjar.net.virtual;

import java.time.Duration;

/**
 * How patient TCP is: when it sends again what was not acknowledged, and when it gives up. All in cluster time, so that a test may
 * pass through it.
 *
 * @param firstNs how long it waits before it sends bytes again for the first time; doubled each time
 * @param longestNs the longest that it waits between two attempts
 * @param retries how often it sends bytes again before the connection ends with {@code ETIMEDOUT}
 * @param orphanRetries the same for a connection that its process has closed
 * @param synNs how long it waits before it tries to connect again for the first time; doubled each time
 * @param synRetries how often it tries to connect again before it gives up
 */
public record TcpTimes(long firstNs, long longestNs, int retries, int orphanRetries, long synNs, int synRetries) {
    /** A moment that never comes. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long MILLI_NS = 1_000_000;

    /**
     * What Linux does by itself: bytes are sent again after 200 ms, 400 ms, 800 ms and so on up to 120 s, and after {@code
     * tcp_retries2} = 15 attempts, 924.6 s after they were sent first, the connection has timed out. A connection that was closed is
     * given up after 8 attempts, 102.2 s. Connecting is tried again after 1, 3, 7, 15, 31 and 63 s, and given up after 127 s.
     */
    public static final TcpTimes LINUX = new TcpTimes(200 * MILLI_NS, 120_000 * MILLI_NS, 15, 8, 1000 * MILLI_NS, 6);

    /** Checks the ranges. */
    public TcpTimes {
        if (firstNs <= 0 || synNs <= 0 || longestNs < firstNs || longestNs < synNs) {
            throw new IllegalArgumentException(
                    "firstNs=" + firstNs + " synNs=" + synNs + " longestNs=" + longestNs + " do not ascend from 1");
        }
        if (retries < 0 || orphanRetries < 0 || synRetries < 0) {
            throw new IllegalArgumentException("retries=" + retries + " orphanRetries=" + orphanRetries + " synRetries="
                    + synRetries + " is negative");
        }
    }

    /** The same with another {@code tcp_retries2}. */
    public TcpTimes withRetries(int newRetries) {
        return new TcpTimes(firstNs, longestNs, newRetries, orphanRetries, synNs, synRetries);
    }

    /** How long a connection lives whose bytes nobody acknowledges. */
    public Duration patience() {
        return Duration.ofNanos(spanNs(firstNs, retries));
    }

    /** How long a closed connection goes on trying. */
    long orphanPatienceNs() {
        return spanNs(firstNs, orphanRetries);
    }

    long patienceNs() {
        return spanNs(firstNs, retries);
    }

    /** How long connecting takes before it has failed. */
    public long connectPatienceNs() {
        return spanNs(synNs, synRetries);
    }

    /**
     * The first moment from {@code nowNs} on at which bytes are sent again that were first sent at {@code sentNs}, or {@link #NEVER} when
     * they have been given up by then.
     *
     * @param orphaned whether their process has closed the stream
     */
    long nextNs(long sentNs, long nowNs, boolean orphaned) {
        return nextNs(sentNs, nowNs, firstNs, orphaned ? orphanRetries : retries);
    }

    /** The same for what opens a stream. */
    long nextSynNs(long sentNs, long nowNs) {
        return nextNs(sentNs, nowNs, synNs, synRetries);
    }

    private long nextNs(long sentNs, long nowNs, long firstStepNs, int attempts) {
        long stepNs = firstStepNs;
        long atNs = sentNs + stepNs;
        for (int i = 0; i < attempts; i++) {
            if (atNs >= nowNs) {
                return atNs;
            }
            stepNs = Math.min(longestNs, stepNs * 2);
            atNs += stepNs;
        }
        return NEVER;
    }

    private long spanNs(long firstStepNs, int attempts) {
        long stepNs = firstStepNs;
        long sumNs = stepNs;
        for (int i = 0; i < attempts; i++) {
            stepNs = Math.min(longestNs, stepNs * 2);
            sumNs += stepNs;
        }
        return sumNs;
    }
}
