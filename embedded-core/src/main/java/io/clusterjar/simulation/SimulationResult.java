package io.clusterjar.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a sweep over seeds went.
 *
 * @param runs how many seeds were run
 * @param failures those that broke something, in the order of their seeds
 * @param coverage in how many runs each probe was reached
 * @param missed declared probes that no run reached
 * @param simulated cluster time of all runs together
 */
public record SimulationResult(
        long runs, List<SeedResult> failures, Map<String, Long> coverage, Set<String> missed, Duration simulated) {
    /** How many failing seeds a message shows in full. */
    private static final int SHOWN = 3;

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
     * @throws AssertionError with a replay line for each failing seed; its cause is what the first one broke
     */
    public void assertPassed() {
        if (!passed()) {
            throw new AssertionError(
                    report(),
                    failures.isEmpty() ? null : failures.get(0).violation().orElse(null));
        }
    }

    /** The sweep in words. */
    public String report() {
        StringBuilder out = new StringBuilder(runs + " runs, " + failures.size() + " broke something\n");
        if (!missed.isEmpty()) {
            out.append("never reached: ").append(missed).append('\n');
        }
        for (int i = 0; i < failures.size(); i++) {
            SeedResult failure = failures.get(i);
            out.append(i < SHOWN ? failure.report() : failure.replayLine() + "\n");
        }
        return out.toString();
    }
}
