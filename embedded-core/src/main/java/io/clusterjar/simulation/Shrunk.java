package io.clusterjar.simulation;

import java.time.Duration;
import java.util.List;

/**
 * A failure, and the least of it that still fails in the same way.
 *
 * @param before the failure as it was found
 * @param after the least: the same seed and the same broken invariant, with fewer faults, shorter, in a smaller cluster, with fewer clients
 * @param simulation does it again, and nothing else: {@code simulation.run()}
 * @param runs how many runs it took
 * @param steps what was left out, in the order in which it was found to be needless
 */
public record Shrunk(SeedResult before, SeedResult after, Simulation simulation, int runs, List<String> steps) {
    /** Takes a copy of the steps. */
    public Shrunk {
        steps = List.copyOf(steps);
    }

    /** How much smaller it became, then the failure that is left; over several lines. */
    public String report() {
        return "shrunk in " + runs + " runs: " + faults(before) + " to " + faults(after) + ", "
                + seconds(before.violatedAt()) + " to " + seconds(after.violatedAt()) + "\n" + after.report();
    }

    private static String faults(SeedResult result) {
        int count = result.plan().steps().size();
        return count + (count == 1 ? " fault" : " faults");
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
