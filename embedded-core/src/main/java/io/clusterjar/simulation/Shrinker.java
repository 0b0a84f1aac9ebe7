package io.clusterjar.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes a failure small: faults are left out, by delta debugging; then the run, the faults and the pauses between them are made
 * shorter, the cluster smaller, the clients fewer, the latencies constant. A step is kept only if the same invariant breaks.
 */
final class Shrinker {
    /** Durations are not made shorter than this: what is left is read by a human. */
    private static final Duration FINEST = Duration.ofMillis(50);

    private final long seed;
    private final String invariant;
    private final int maxRuns;
    private final SeedResult before;
    private final List<String> steps = new ArrayList<>();
    private Candidate best;
    private SeedResult result;
    private int runs;

    /** What a run is made of, apart from its seed. */
    private record Candidate(Settings settings, FaultPlan plan) {
        Candidate with(FaultPlan other) {
            return new Candidate(settings, other);
        }

        Candidate with(java.util.function.Consumer<Settings> change) {
            Settings changed = settings.copy();
            change.accept(changed);
            return new Candidate(changed, plan);
        }
    }

    Shrinker(Settings settings, SeedResult failure, int maxRuns) {
        this.seed = failure.seed();
        this.invariant = failure.violation()
                .orElseThrow(() -> new IllegalArgumentException("seed=" + failure.seed() + " breaks nothing"))
                .invariant();
        this.maxRuns = maxRuns;
        this.before = failure;
        this.best = new Candidate(settings, failure.plan());
        this.result = failure;
    }

    Shrunk shrink() {
        if (!tries(best, "")) {
            throw new IllegalArgumentException(
                    "seed=" + seed + " does not break " + invariant + " in this simulation: " + result.replayLine());
        }
        int found;
        do {
            found = steps.size();
            leaveOutFaults();
            cutTheEnd();
            shortenFaults();
            closeGaps();
            shrinkCluster();
            lessenLoad();
            calmLinks();
        } while (steps.size() > found && runs < maxRuns);
        Settings least = best.settings.copy();
        least.faults = best.plan;
        least.seeds = Seeds.range(result.seed(), 1);
        return new Shrunk(before, result, new Simulation(least), runs, steps);
    }

    /** Runs a candidate; when the same invariant breaks it is the best so far. */
    private boolean tries(Candidate candidate, String step) {
        if (runs >= maxRuns) {
            return false;
        }
        runs++;
        SeedResult tried = SeedRun.of(candidate.settings, seed, candidate.plan);
        boolean same = tried.violation()
                .filter(found -> found.invariant().equals(invariant))
                .isPresent();
        if (same) {
            best = candidate;
            result = tried;
            if (!step.isEmpty()) {
                steps.add(step);
            }
        }
        return same;
    }

    /** Delta debugging: ever smaller parts of the plan are left out. */
    private void leaveOutFaults() {
        int parts = 2;
        while (!best.plan.steps().isEmpty()) {
            List<FaultStep> faults = best.plan.steps();
            parts = Math.min(parts, faults.size());
            boolean found = false;
            for (int part = 0; part < parts && !found; part++) {
                int from = faults.size() * part / parts;
                int to = faults.size() * (part + 1) / parts;
                List<FaultStep> rest = new ArrayList<>(faults.subList(0, from));
                rest.addAll(faults.subList(to, faults.size()));
                found = tries(best.with(FaultPlan.of(rest)), to - from + " of " + faults.size() + " faults left out");
            }
            if (found) {
                parts = Math.max(parts - 1, 2);
            } else if (parts == faults.size()) {
                return;
            } else {
                parts *= 2;
            }
        }
    }

    /** The run ends with the violation, or in half the time. */
    private void cutTheEnd() {
        Duration justAfter = result.violatedAt().plusMillis(1);
        if (justAfter.compareTo(best.settings.duration) < 0) {
            lasts(justAfter);
        }
        boolean found = true;
        while (found && best.settings.duration.compareTo(FINEST) > 0) {
            found = lasts(best.settings.duration.dividedBy(2));
        }
    }

    private boolean lasts(Duration duration) {
        Duration whole = Duration.ofMillis(Math.max(1, duration.toMillis()));
        return tries(best.with(next -> next.duration = whole), "duration " + whole.toMillis() + " ms");
    }

    private void shortenFaults() {
        for (int i = 0; i < best.plan.steps().size(); i++) {
            boolean found = true;
            while (found && best.plan.steps().get(i).lasting().compareTo(FINEST) > 0) {
                FaultStep step = best.plan.steps().get(i);
                FaultStep shorter = new FaultStep(step.at(), step.lasting().dividedBy(2), step.fault());
                found = tries(
                        best.with(replaced(i, shorter)),
                        step.fault().verb() + " lasts " + shorter.lasting().toMillis() + " ms");
            }
        }
    }

    /** A fault and all after it come earlier. */
    private void closeGaps() {
        for (int i = 0; i < best.plan.steps().size(); i++) {
            boolean found = true;
            while (found) {
                List<FaultStep> faults = best.plan.steps();
                Duration previous = i == 0 ? Duration.ZERO : faults.get(i - 1).at();
                Duration gap = faults.get(i).at().minus(previous);
                if (gap.compareTo(FINEST) <= 0) {
                    break;
                }
                Duration earlier = gap.dividedBy(2);
                List<FaultStep> moved = new ArrayList<>(faults.subList(0, i));
                for (FaultStep step : faults.subList(i, faults.size())) {
                    moved.add(new FaultStep(step.at().minus(earlier), step.lasting(), step.fault()));
                }
                found = tries(best.with(FaultPlan.of(moved)), "faults " + earlier.toMillis() + " ms earlier");
            }
        }
    }

    private void shrinkCluster() {
        repeat(settings -> settings.topology().replicasPerMaster() > 0
                ? resized(
                        settings,
                        settings.topology().masters(),
                        settings.topology().replicasPerMaster() - 1)
                : Optional.empty());
        repeat(settings -> settings.topology().masters() > 1
                ? resized(
                        settings,
                        settings.topology().masters() - 1,
                        settings.topology().replicasPerMaster())
                : Optional.empty());
    }

    private static Optional<Settings> resized(Settings settings, int masters, int replicasPerMaster) {
        Settings smaller = settings.copy();
        smaller.resize(masters, replicasPerMaster);
        return Optional.of(smaller);
    }

    private void lessenLoad() {
        repeat(settings -> lighter(settings, settings.clients / 2, settings.operations));
        repeat(settings -> lighter(settings, settings.clients - 1, settings.operations));
        repeat(settings -> lighter(settings, settings.clients, settings.operations / 2));
        repeat(settings -> lighter(settings, settings.clients, settings.operations - 1));
    }

    private static Optional<Settings> lighter(Settings settings, int clients, int operations) {
        if (clients < 1 || operations < 1) {
            return Optional.empty();
        }
        Settings less = settings.copy();
        less.clients = clients;
        less.operations = operations;
        return Optional.of(less);
    }

    /** Goes on in one direction as long as the failure stays. */
    private void repeat(Function<Settings, Optional<Settings>> change) {
        boolean found = true;
        while (found) {
            Optional<Settings> next = change.apply(best.settings);
            found = next.isPresent()
                    && tries(
                            new Candidate(
                                    next.get(), best.plan.within(next.get().topology())),
                            next.get().size());
        }
    }

    /** Latencies by chance become constant ones. */
    private void calmLinks() {
        for (int i = 0; i < best.plan.steps().size(); i++) {
            FaultStep step = best.plan.steps().get(i);
            if (step.fault() instanceof FaultSpec.WeakLink link
                    && link.weakness() instanceof Weakness.Slow slow
                    && !slow.jitter().isZero()) {
                Weakness constant =
                        new Weakness.Slow(slow.latency().plus(slow.jitter().dividedBy(2)), Duration.ZERO);
                FaultSpec calmed = new FaultSpec.WeakLink(link.a(), link.b(), link.planes(), constant);
                tries(best.with(replaced(i, new FaultStep(step.at(), step.lasting(), calmed))), "latency constant");
            }
        }
    }

    private FaultPlan replaced(int index, FaultStep step) {
        List<FaultStep> changed = new ArrayList<>(best.plan.steps());
        changed.set(index, step);
        return FaultPlan.of(changed);
    }
}
