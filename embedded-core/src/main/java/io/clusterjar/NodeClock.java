package io.clusterjar;

import java.time.Duration;
import java.time.Instant;

/** The clock of one node: the cluster's, made wrong on purpose. */
public interface NodeClock {
    /** Wall time as the node believes it to be. */
    Instant now();

    /**
     * Lets the node's wall clock differ from the cluster's, as after a bad NTP step. What the node measures with its monotonic
     * clock (timers) is not touched.
     *
     * @param difference positive when the node is ahead; replaces an earlier difference; fifty years at most either way
     */
    void skew(Duration difference);

    /**
     * Lets the node's clocks run at another rate than the cluster's.
     *
     * @param rate 1 is right; 1.001 gains a millisecond a second; more than 0, at most 100
     */
    void drift(double rate);
}
