package io.clusterjar.simulation;

import io.clusterjar.Backstage;
import io.clusterjar.EmbeddedClusterBuilder;
import io.clusterjar.check.Invariant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What a simulation was told; never changed once it is shared. */
final class Settings implements Cloneable {
    final EmbeddedClusterBuilder spec;
    FaultSource faults = FaultPlan.NONE;
    Workload workload = Workload.NONE;
    List<Invariant> invariants = List.of();
    Set<Probe> probes = Set.of();
    Duration duration = Duration.ofSeconds(60);
    Duration convergence;
    long firstSeed = 1;
    long seedCount = 1;
    int parallelism = 1;
    Consumer<Progress> onProgress = progress -> {};

    Settings(EmbeddedClusterBuilder spec) {
        this.spec = spec;
        this.convergence = Duration.ofMillis(20 * topology().nodeTimeoutMs()).plusSeconds(60);
    }

    Topology topology() {
        return new Topology(
                Backstage.masters(spec), Backstage.replicasPerMaster(spec), Backstage.nodeTimeoutMs(spec));
    }

    long specHash() {
        return TextHash.of(Backstage.describe(spec));
    }

    FaultPlan plan(long seed) {
        return faults.plan(seed, topology(), duration);
    }

    ReplayLine replayLine(long seed, FaultPlan plan) {
        boolean own = plan(seed).equals(plan);
        return new ReplayLine(
                specHash(), seed, duration, plan.hash(), own ? Optional.empty() : Optional.of(plan));
    }

    Settings copy() {
        try {
            return (Settings) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
