package io.clusterjar.simulation;

import io.clusterjar.Backstage;
import io.clusterjar.EmbeddedClusterBuilder;
import io.clusterjar.Timeline;
import io.clusterjar.check.Invariant;
import io.clusterjar.runtime.Crew;
import io.clusterjar.time.TimeLimits;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Lives a cluster's life again and again, with other faults each time: a seed makes a plan of faults, the plan makes the run, the run is
 * watched. What breaks says the line that does it again.
 *
 * <pre>{@code
 * Simulation.of(EmbeddedCluster.builder().masters(3).replicasPerMaster(1))
 *         .faults(FaultMix.standard())
 *         .workload(run -> ...)
 *         .seeds(1, 2_000)
 *         .run()
 *         .assertPassed();
 * }</pre>
 *
 * <p>A run: the cluster starts and is whole; invariants, faults and workload begin; after {@link #duration} everything is healed, nodes that
 * are down are started, and the cluster has to converge within {@link #convergence}; then invariants look at the end. All in virtual time: the
 * same seed gives the same run, to the byte, on any machine and JVM.
 *
 * <p>Immutable: each method gives another simulation. Any thread may run it.
 */
public final class Simulation {
    /** How many runs making a failure small may take, unless said otherwise. */
    public static final int MAX_SHRINKING_RUNS = 2_000;

    private final Settings settings;

    Simulation(Settings settings) {
        this.settings = settings;
    }

    /**
     * A simulation of this cluster: no faults, no clients, a minute long, seed 1.
     *
     * @param spec must not be changed any more
     * @throws IllegalArgumentException when its nodes shall keep their files in a directory: those of one run would be found by the next
     */
    public static Simulation of(EmbeddedClusterBuilder spec) {
        if (Backstage.hasDirectory(spec)) {
            throw new IllegalArgumentException(
                    "directory: the disks of simulated nodes are simulated as well; leave it out");
        }
        return new Simulation(new Settings(spec));
    }

    private Simulation with(Consumer<Settings> change) {
        Settings changed = settings.copy();
        change.accept(changed);
        return new Simulation(changed);
    }

    /**
     * What is broken and when: a {@link FaultPlan}, or a {@link FaultMix} that draws one for each seed.
     *
     * @throws IllegalArgumentException when a step can never find whom it is about in this cluster, such as the ninth of six nodes
     */
    public Simulation faults(FaultSource faults) {
        Objects.requireNonNull(faults, "faults");
        if (faults instanceof FaultPlan plan) {
            plan.check(settings.topology());
        }
        return with(next -> next.faults = faults);
    }

    /** What clients do. Called from several threads at once when runs are parallel, with a run of its own each time. */
    public Simulation workload(Workload workload) {
        Objects.requireNonNull(workload, "workload");
        return with(next -> next.workload = workload);
    }

    /**
     * How much the workload is to do; it asks its run for it. 1 client with 100 operations by default. {@link #shrink} makes it less.
     *
     * @param clients 1 or more
     * @param operations of each; 1 or more
     */
    public Simulation load(int clients, int operations) {
        if (clients < 1 || operations < 1) {
            throw new IllegalArgumentException(
                    "clients=" + clients + " or operations=" + operations + " is not 1 or more");
        }
        return with(next -> {
            next.clients = clients;
            next.operations = operations;
        });
    }

    /** What must hold; in place of what was said before. */
    public Simulation invariants(Invariant... invariants) {
        return with(next -> next.invariants = List.of(invariants));
    }

    /** What must hold; in place of what was said before. */
    public Simulation invariants(List<Invariant> invariants) {
        return with(next -> next.invariants = List.copyOf(invariants));
    }

    /** What a sweep must come by at least once; in place of what was said before. */
    public Simulation probes(Probe... probes) {
        return with(next -> next.probes = new LinkedHashSet<>(Arrays.asList(probes)));
    }

    /**
     * For how long there are faults and clients, in cluster time; a minute by default.
     *
     * @param duration 1 ms to 50 years
     */
    public Simulation duration(Duration duration) {
        if (TimeLimits.check("duration", duration).toMillis() < 1) {
            throw new IllegalArgumentException("duration=" + duration + " is not 1 ms or more");
        }
        return with(next -> next.duration = Duration.ofMillis(duration.toMillis()));
    }

    /**
     * Lets a run be healed as soon as all threads of its workload have ended, if that is before {@link #duration}: what a test does that
     * knows by itself when it is done. They must end within {@link #convergence} after it.
     */
    public Simulation endsWithThreads() {
        return with(next -> next.endsWithThreads = true);
    }

    /**
     * How long the cluster may take to converge once everything is healed; 20 node timeouts and a minute by default.
     *
     * @param limit zero to 50 years
     */
    public Simulation convergence(Duration limit) {
        TimeLimits.check("limit", limit);
        return with(next -> next.convergence = limit);
    }

    /**
     * Which seeds {@link #run} runs.
     *
     * @param first the first
     * @param count how many, 1 or more, up to the greatest {@code long}
     */
    public Simulation seeds(long first, long count) {
        Seeds seeds = Seeds.range(first, count);
        return with(next -> next.seeds = seeds);
    }

    /**
     * Which seeds {@link #run} runs.
     *
     * @param seeds numbers and ranges, as in {@code "1..100"} or {@code "7, 100..120"}; {@value Seeds#MAX_NAMED} at most
     */
    public Simulation seeds(String seeds) {
        Seeds named = Seeds.parse("seeds", seeds);
        return with(next -> next.seeds = named);
    }

    /**
     * How many runs go on side by side; 1 by default. It does not change what any of them does.
     *
     * @param threads 1 to 256
     */
    public Simulation parallelism(int threads) {
        if (threads < 1 || threads > 256) {
            throw new IllegalArgumentException("threads=" + threads + " is not within 1 to 256");
        }
        return with(next -> next.parallelism = threads);
    }

    /** Who hears after each run how far the sweep is; called by one thread at a time. */
    public Simulation onProgress(Consumer<Progress> listener) {
        return with(next -> next.onProgress = listener);
    }

    // ---- running

    /**
     * Runs all seeds. Where the system property {@value Seeds#PROPERTY} names seeds, as in {@code -Dclusterjar.seed=17}, every simulation in this
     * JVM runs those in place of its own, and its probes are not asked for.
     *
     * @throws IllegalArgumentException when a step of its plan would do nothing, such as one that begins only when the run is over
     */
    public SimulationResult run() {
        settings.check();
        Sweep sweep = new Sweep(settings, TimelineFiles.Place.ofCaller());
        Crew.work("clusterjar-seeds", settings.parallelism, sweep::next);
        return sweep.result();
    }

    /** Runs one seed, with the faults that it has in {@link #run}. */
    public SeedResult runSeed(long seed) {
        settings.check();
        return SeedRun.of(settings, seed, settings.plan(seed));
    }

    /** Runs one seed with these faults in place of its own. */
    public SeedResult runSeed(long seed, FaultPlan plan) {
        return SeedRun.of(settings, seed, plan);
    }

    /**
     * Does a run again.
     *
     * @param line as a failure printed it; text before it does not matter
     * @throws IllegalArgumentException when the line is of another cluster, or this simulation makes other faults of its seed
     */
    public SeedResult replay(String line) {
        Replay asked = asked(line);
        return asked.same.runSeed(asked.seed, asked.plan);
    }

    /** What a line asks for: the simulation that it is of, and which of its runs. */
    private record Replay(Simulation same, long seed, FaultPlan plan) {}

    private Replay asked(String line) {
        ReplayLine asked = ReplayLine.parse(line);
        Simulation same = duration(asked.duration()).with(next -> next.size(asked.size()));
        if (asked.spec() != same.settings.specHash()) {
            throw new IllegalArgumentException("line=" + line + " is of another cluster; this one is spec="
                    + TextHash.hex(same.settings.specHash()));
        }
        FaultPlan plan = asked.steps().orElseGet(() -> same.settings.plan(asked.seed()));
        if (plan.hash() != asked.planHash() && asked.steps().isPresent()) {
            throw new IllegalArgumentException("line=" + line + " was changed: its steps are plan="
                    + TextHash.hex(plan.hash()) + "; other steps are for runSeed(seed, FaultPlan.parse(steps))");
        }
        if (plan.hash() != asked.planHash()) {
            throw new IllegalArgumentException("line=" + line + " is of other faults: here the seed's plan is "
                    + TextHash.hex(plan.hash()) + "\n" + plan);
        }
        return new Replay(same, asked.seed(), plan);
    }

    /**
     * Makes a failure of this simulation small: the 2 to 4 faults that matter of the 30 that there were, in as short a run, as small a cluster
     * and with as few clients as can be, so that the same invariant breaks.
     *
     * @throws IllegalArgumentException when nothing is broken, or not by this simulation
     */
    public Shrunk shrink(SeedResult failure) {
        return shrink(failure, MAX_SHRINKING_RUNS);
    }

    /**
     * As above.
     *
     * @param maxRuns how many runs it may take; 1 or more
     */
    public Shrunk shrink(SeedResult failure, int maxRuns) {
        if (maxRuns < 1) {
            throw new IllegalArgumentException("maxRuns=" + maxRuns + " is not 1 or more");
        }
        return new Shrinker(settings, failure, maxRuns).shrink();
    }

    /**
     * What happened in a run of this simulation, which is done once more for this; marked at the end with what is broken. For pages and files
     * by hand; {@link SimulationResult#assertPassed} writes those of the first failing seeds by itself.
     *
     * <pre>{@code
     * simulation.timelineOf(result).writeTo(Path.of("target/lost-order")); // lost-order.html and lost-order.jsonl
     * }</pre>
     *
     * @param result of this simulation; that of {@link Shrunk#after} is of {@link Shrunk#simulation}
     */
    public Timeline timelineOf(SeedResult result) {
        return TimelineFiles.timelineOf(settings, result, new StringBuilder());
    }

    /** Starts the cluster of a seed's run, and leaves it to the caller to play it: with the seed's faults, and a workload of the caller's own. */
    public PreparedRun prepare(long seed) {
        settings.check();
        return PreparedRun.of(settings, seed, settings.plan(seed));
    }

    /**
     * Starts the cluster of a run that a failure printed the line of.
     *
     * @throws IllegalArgumentException as {@link #replay} does
     */
    public PreparedRun prepare(String line) {
        Replay asked = asked(line);
        return PreparedRun.of(asked.same.settings, asked.seed, asked.plan);
    }

    /** The faults that a seed has. */
    public FaultPlan planOf(long seed) {
        return settings.plan(seed);
    }
}
