package io.clusterjar.simulation;

import io.clusterjar.Backstage;
import io.clusterjar.EmbeddedClusterBuilder;
import io.clusterjar.check.Invariant;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What a simulation was told; never changed once it is shared. */
final class Settings implements Cloneable {
    EmbeddedClusterBuilder spec;
    private long specHash;
    FaultSource faults = FaultPlan.NONE;
    Workload workload = Workload.NONE;
    List<Invariant> invariants = List.of();
    Set<Probe> probes = Set.of();
    Duration duration = Duration.ofSeconds(60);
    Duration convergence;
    int clients = 1;
    int operations = 100;
    Seeds seeds = Seeds.range(1, 1);
    int parallelism = 1;
    boolean endsWithThreads;
    Consumer<Progress> onProgress = progress -> {};

    Settings(EmbeddedClusterBuilder spec) {
        this.spec = spec;
        this.specHash = TextHash.of(Backstage.describe(spec));
        this.convergence = Duration.ofMillis(20 * topology().nodeTimeoutMs()).plusSeconds(60);
    }

    Topology topology() {
        return new Topology(Backstage.masters(spec), Backstage.replicasPerMaster(spec), Backstage.nodeTimeoutMs(spec));
    }

    long specHash() {
        return specHash;
    }

    /** Checks what can be wrong only once all is said: a plan and a duration may come in either order. */
    void check() {
        if (faults instanceof FaultPlan plan) {
            plan.check(duration);
        }
    }

    FaultPlan plan(long seed) {
        return faults.plan(seed, topology(), duration);
    }

    ReplayLine replayLine(long seed, FaultPlan plan) {
        boolean own = plan(seed).equals(plan);
        return new ReplayLine(
                specHash(), seed, duration, size(), plan.hash(), own ? Optional.empty() : Optional.of(plan));
    }

    /** Nodes and clients, as {@code <masters>x<replicas of each>:<clients>x<operations of each>}. */
    String size() {
        Topology topology = topology();
        return topology.masters() + "x" + topology.replicasPerMaster() + ":" + clients + "x" + operations;
    }

    /** Takes what {@link #size} gave. */
    void size(String text) {
        if (!text.matches("\\d{1,9}x\\d{1,9}:\\d{1,9}x\\d{1,9}")) {
            throw new IllegalArgumentException("size=" + text + " is not of the form 3x1:1x100");
        }
        int[] numbers =
                Arrays.stream(text.split("[x:]")).mapToInt(Integer::parseInt).toArray();
        resize(numbers[0], numbers[1]);
        clients = numbers[2];
        operations = numbers[3];
    }

    /** The same cluster with other numbers of nodes. */
    void resize(int masters, int replicasPerMaster) {
        if (masters != Backstage.masters(spec) || replicasPerMaster != Backstage.replicasPerMaster(spec)) {
            spec = Backstage.resized(spec, masters, replicasPerMaster);
            specHash = TextHash.of(Backstage.describe(spec));
        }
    }

    Settings copy() {
        try {
            return (Settings) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
