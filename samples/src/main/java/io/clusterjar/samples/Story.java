package io.clusterjar.samples;

import io.clusterjar.ClusterClock;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Tells what happens, each line with the cluster time that has passed since the story began. */
final class Story {
    private static final double MILLIS_PER_SECOND = 1000;

    private final PrintStream out;
    private final ClusterClock clock;
    private final Instant begin;

    Story(PrintStream out, ClusterClock clock) {
        this.out = out;
        this.clock = clock;
        begin = clock.now();
    }

    /** Cluster time since the story began. */
    Duration elapsed() {
        return Duration.between(begin, clock.now());
    }

    /** Tells something that happens now. */
    void say(String format, Object... values) {
        out.printf(Locale.ROOT, "%9s  %s%n", seconds(elapsed()), String.format(Locale.ROOT, format, values));
    }

    /** A duration as people read it: seconds with one decimal. */
    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / MILLIS_PER_SECOND);
    }
}
