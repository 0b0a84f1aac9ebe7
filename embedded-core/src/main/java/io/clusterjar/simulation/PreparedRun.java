package io.clusterjar.simulation;

import io.clusterjar.EmbeddedCluster;

/**
 * A run whose cluster stands, and of which nothing has happened yet: for those who build a test around a run. The thread that prepared it owns
 * it, plays it and closes it.
 *
 * <pre>{@code
 * try (PreparedRun prepared = simulation.prepare(17)) {
 *     prepare(prepared.run().cluster());
 *     SeedResult result = prepared.play(run -> run.thread("test", () -> test(run)));
 * }
 * }</pre>
 */
public final class PreparedRun implements AutoCloseable {
    private final SeedRun run;
    private final EmbeddedCluster cluster;
    private boolean played;

    private PreparedRun(SeedRun run) {
        this.run = run;
        this.cluster = run.cluster();
    }

    static PreparedRun of(Settings settings, long seed, FaultPlan plan) {
        plan.check(settings.topology());
        EmbeddedCluster cluster = settings.spec.startStepped(seed);
        try {
            return new PreparedRun(new SeedRun(settings, seed, plan, cluster));
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    /** The run. Its clients may be used before it is played; they let time pass then. */
    public Run run() {
        return run;
    }

    /**
     * Lets the faults come, with this workload in place of the simulation's own, to the end of the run. Once.
     *
     * @throws IllegalStateException when it has been played
     */
    public SeedResult play(Workload workload) {
        if (played) {
            throw new IllegalStateException("seed " + run.seed() + " has been played");
        }
        played = true;
        return run.play(workload);
    }

    /** Ends the cluster. Closing twice is fine. */
    @Override
    public void close() {
        cluster.close();
    }
}
