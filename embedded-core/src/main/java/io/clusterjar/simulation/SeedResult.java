package io.clusterjar.simulation;

import io.clusterjar.check.InvariantViolation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the run of one seed went.
 *
 * @param seed the seed
 * @param plan the faults that it had
 * @param violation what was broken, if anything was; the run ended there
 * @param violatedAt cluster time of the violation since the beginning of the run; the whole length when there was none
 * @param replayLine does it again, given the same simulation
 * @param traceHash equal for two runs only if everything in them was equal, but for one chance in 2<sup>64</sup>
 * @param probes what was reached
 * @param events the last things that happened, oldest first, with the faults; below how everything stood, when something was broken
 */
public record SeedResult(
        long seed,
        FaultPlan plan,
        Optional<InvariantViolation> violation,
        Duration violatedAt,
        String replayLine,
        long traceHash,
        Set<String> probes,
        List<String> events) {
    /** Whether nothing was broken. */
    public boolean passed() {
        return violation.isEmpty();
    }

    /** What was broken, how to see it again, the faults and the last events; over several lines. */
    public String report() {
        return report("");
    }

    /** @param files what is said of files below the line, each line ended */
    String report(String files) {
        StringBuilder out = new StringBuilder("seed ").append(seed);
        out.append(violation
                .map(broken -> " breaks " + broken + "\nafter " + violatedAt.toMillis() + " ms; it alone: "
                        + (hasFaultsOfItsSeed() ? "-D" + Seeds.PROPERTY + "=" + seed : "simulation.replay(line) with"))
                .orElse(" passes"));
        out.append('\n').append(replayLine).append('\n').append(files).append("faults:\n");
        plan.steps().forEach(step -> out.append("  ").append(step).append('\n'));
        out.append(passed() ? "events:\n" : "when it broke:\n");
        events.forEach(event -> out.append("  ").append(event).append('\n'));
        return out.toString();
    }

    /** Whether the simulation makes these faults of the seed by itself, so that the seed alone does it again. */
    public boolean hasFaultsOfItsSeed() {
        return ReplayLine.parse(replayLine).steps().isEmpty();
    }

    /** Whether it tells the same: violations by what they say, for no two exceptions are the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SeedResult that
                && seed == that.seed
                && traceHash == that.traceHash
                && plan.equals(that.plan)
                && words(violation).equals(words(that.violation))
                && violatedAt.equals(that.violatedAt)
                && replayLine.equals(that.replayLine)
                && probes.equals(that.probes)
                && events.equals(that.events);
    }

    private static Optional<String> words(Optional<InvariantViolation> violation) {
        return violation.map(InvariantViolation::toString);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(31 * traceHash + seed);
    }
}
