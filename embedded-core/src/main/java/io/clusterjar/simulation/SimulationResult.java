package io.clusterjar.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How a sweep over seeds went. Immutable. */
public final class SimulationResult {
    /** How many failing seeds a message shows in full, with their timelines. */
    public static final int MAX_SHOWN = 3;

    private final long runs;
    private final List<SeedResult> failures;
    private final Map<String, Long> coverage;
    private final Set<String> missed;
    private final Duration simulated;
    private final TimelineFiles timelines;

    SimulationResult(
            long runs,
            List<SeedResult> failures,
            Map<String, Long> coverage,
            Set<String> missed,
            Duration simulated,
            TimelineFiles timelines) {
        this.runs = runs;
        this.failures = failures;
        this.coverage = coverage;
        this.missed = missed;
        this.simulated = simulated;
        this.timelines = timelines;
    }

    /** How many seeds were run. */
    public long runs() {
        return runs;
    }

    /** Those that broke something, in the order of their seeds. */
    public List<SeedResult> failures() {
        return failures;
    }

    /** In how many runs each probe was reached. */
    public Map<String, Long> coverage() {
        return coverage;
    }

    /** Declared probes that no run reached; none when {@value Seeds#PROPERTY} says which seeds are run. */
    public Set<String> missed() {
        return missed;
    }

    /** Cluster time of all runs together. */
    public Duration simulated() {
        return simulated;
    }

    /** How many runs broke nothing. */
    public long passes() {
        return runs - failures.size();
    }

    /** Whether no run broke anything, and every declared probe was reached. */
    public boolean passed() {
        return failures.isEmpty() && missed.isEmpty();
    }

    /**
     * Fails a test if the sweep did not pass.
     *
     * <p>The first {@value #MAX_SHOWN} failing seeds are run once more for this, and their timelines, as a page and as JSON Lines, are left
     * where those of failing JUnit tests are: under {@code target/clusterjar} or {@code build/clusterjar}, or in the directory that the
     * system property {@code clusterjar.timeline.directory} names, or nowhere when that is {@code none}. What goes wrong with that is told in
     * the message, and suppressed in the error.
     *
     * @throws AssertionError with a replay line for each failing seed, and the files; its cause is what the first one broke
     */
    public void assertPassed() {
        if (passed()) {
            return;
        }
        List<Throwable> troubles = new ArrayList<>();
        StringBuilder message = head();
        for (int i = 0; i < failures.size(); i++) {
            SeedResult failure = failures.get(i);
            message.append(
                    i < MAX_SHOWN ? failure.report(timelines.write(failure, troubles)) : failure.replayLine() + "\n");
        }
        AssertionError error = new AssertionError(
                message.toString(),
                failures.isEmpty() ? null : failures.get(0).violation().orElse(null));
        troubles.forEach(error::addSuppressed);
        throw error;
    }

    /** The sweep in words. */
    public String report() {
        StringBuilder out = head();
        for (int i = 0; i < failures.size(); i++) {
            SeedResult failure = failures.get(i);
            out.append(i < MAX_SHOWN ? failure.report() : failure.replayLine() + "\n");
        }
        return out.toString();
    }

    private StringBuilder head() {
        StringBuilder out = new StringBuilder(runs + " runs, " + failures.size() + " broke something\n");
        if (!missed.isEmpty()) {
            out.append("never reached: ").append(missed).append('\n');
        }
        return out;
    }

    @Override
    public String toString() {
        return head().toString().strip();
    }
}
