package io.clusterjar.simulation;

import io.clusterjar.Backstage;
import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.Fault;
import io.clusterjar.check.History;
import io.clusterjar.check.Invariant;
import io.clusterjar.check.InvariantViolation;
import io.clusterjar.launch.DeploymentListener;
import io.clusterjar.launch.Launcher;
import io.clusterjar.persistence.FaultyDisk;
import io.clusterjar.runtime.SteppedWorld;
import io.clusterjar.time.RandomSource;
import io.clusterjar.time.SeededRandom;
import io.clusterjar.time.TimeLimits;
import io.clusterjar.timeline.EventKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run, from the start of its cluster to the end. */
final class SeedRun implements Run, DeploymentListener {
    private static final String WORKLOAD = "workload";
    private static final String PLAN = "plan";
    private static final String NODE_LIVES = "node-lives";

    private final Settings settings;
    private final long seed;
    private final FaultPlan plan;
    private final EmbeddedCluster cluster;
    private final SteppedWorld world;
    private final SeededRandom random;
    private final long startNs;
    private final List<Watched> watches = new ArrayList<>();
    private final List<DeploymentListener> listeners = new ArrayList<>();
    private final Map<Class<?>, Object> shared = new LinkedHashMap<>();
    private final Set<String> probes = new LinkedHashSet<>();
    private final Set<String> clientsOfPlan = new LinkedHashSet<>();
    private final Map<String, SimulatedClient> clients = new LinkedHashMap<>();
    private final History history = new History(this::sinceStartNs);
    private final Threads threads;
    private boolean changed;
    private boolean over;
    private @Nullable InvariantViolation violation;
    private long violatedNs;

    SeedRun(Settings settings, long seed, FaultPlan plan, EmbeddedCluster cluster) {
        this.settings = settings;
        this.seed = seed;
        this.plan = plan;
        this.cluster = cluster;
        Launcher launcher = Backstage.launcher(cluster);
        this.world = (SteppedWorld) launcher.world();
        this.random = new SeededRandom(seed).fork("run");
        this.startNs = world.time().nowNs();
        this.threads = new Threads(world.strands());
        shared.put(History.class, history);
        world.strands().onFailure((who, failure) -> failed(failure));
        launcher.listener(this);
        world.afterTurn(this::afterTurn);
    }

    static SeedResult of(Settings settings, long seed, FaultPlan plan) {
        try (PreparedRun prepared = PreparedRun.of(settings, seed, plan)) {
            return prepared.play(settings.workload);
        }
    }

    SeedResult play(Workload workload) {
        guarded(() -> {
            settings.invariants.forEach(this::watch);
            for (FaultStep step : plan.steps()) {
                if (step.at().compareTo(settings.duration) < 0) {
                    schedule(step.at(), () -> inject(step));
                }
            }
            workload.start(this);
        });
        passUntil(() -> settings.endsWithThreads && threads.haveEnded(), settings.duration);
        if (violation == null) {
            over = true;
            guarded(this::heal);
            awaitThreads();
        }
        if (violation == null) {
            new Convergence(this, settings.convergence).await();
        }
        if (violation == null) {
            guarded(() -> watches.forEach(watched -> watched.ask(Invariant.Watch::atEnd)));
        }
        if (violation == null) {
            checkClientsOfPlan();
        }
        return result();
    }

    private void watch(Invariant invariant) {
        String name = invariant.name();
        watches.add(new Watched(name, invariant.begin(this)));
    }

    /**
     * A watch and whose it is. An assertion that fails in it breaks its invariant; any other error does not, or a watch that cannot look at a
     * smaller cluster would make failures small that are none.
     */
    private record Watched(String invariant, Invariant.Watch watch) {
        void ask(Consumer<Invariant.Watch> question) {
            try {
                question.accept(watch);
            } catch (AssertionError e) {
                throw new InvariantViolation(invariant, String.valueOf(e), e);
            }
        }
    }

    private SeedResult result() {
        InvariantViolation broken = violation;
        List<String> events = broken == null
                ? cluster.recentEvents()
                : cluster.describe().lines().toList(); // which ends with the recent events
        Duration length = Duration.ofNanos((broken == null ? world.time().nowNs() : violatedNs) - startNs);
        return new SeedResult(
                seed,
                plan,
                Optional.ofNullable(broken),
                length,
                settings.replayLine(seed, plan).toString(),
                world.traceHash(),
                probes,
                events);
    }

    // ---- faults

    private void inject(FaultStep step) {
        if (over) {
            return;
        }
        reached("fault-" + step.fault().verb());
        Backstage.launcher(cluster).recorder().record(EventKind.DEPLOYMENT, null, null, "plan: " + step);
        Fault fault = step.fault().inject(cluster);
        Sides.of(step.fault()).forEach(side -> clientsOfPlan.addAll(side.clientNames()));
        schedule(step.lasting(), () -> {
            if (!over) {
                fault.close();
            }
        });
    }

    /** A plan may name clients that come later, but not any that never come: such a fault concerned nobody. */
    private void checkClientsOfPlan() {
        Set<String> there = world.clientNames();
        for (String name : clientsOfPlan) {
            if (!there.contains(name)) {
                fail(PLAN, "client(" + name + ") of the plan was never there; the clients of this run are " + there);
            }
        }
    }

    /** Everything works again. */
    private void heal() {
        cluster.healAll();
        for (ClusterNode node : cluster.nodes()) {
            node.clock().skew(Duration.ZERO);
            node.clock().drift(1);
            if (!Faults.isUp(node)) {
                node.restart();
            }
        }
    }

    // ---- the passing of time

    /** Lets time pass, unless something is broken already. */
    void pass(Duration duration) {
        passUntil(() -> false, duration);
    }

    private void passUntil(BooleanSupplier enough, Duration limit) {
        if (violation == null) {
            cluster.clock().advanceUntil(() -> violation != null || enough.getAsBoolean(), limit);
        }
    }

    private void awaitThreads() {
        passUntil(threads::areDone, settings.convergence);
        if (violation == null && !threads.areDone()) {
            fail(
                    WORKLOAD,
                    "has not ended within " + settings.convergence.toMillis() + " ms of healing: " + threads.waiting());
        }
    }

    boolean isBroken() {
        return violation != null;
    }

    private void afterTurn() {
        if (changed && violation == null) {
            changed = false;
            guarded(() -> watches.forEach(watched -> watched.ask(Invariant.Watch::onChange)));
        }
    }

    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    /** A thread, or what a client called back, threw this. */
    private void failed(Throwable failure) {
        broken(
                failure instanceof InvariantViolation violated
                        ? violated
                        : new InvariantViolation(WORKLOAD, String.valueOf(failure), failure));
    }

    private void broken(InvariantViolation found) {
        if (violation == null) {
            violation = found;
            violatedNs = world.time().nowNs();
        }
    }

    // ---- what it hears of the nodes

    @Override
    public void onChange(String node) {
        changed = true;
    }

    @Override
    public void onEvent(String node, String event) {
        probes.add(event);
        tell(listener -> listener.onEvent(node, event));
    }

    @Override
    public void onVote(String voter, String candidateId, long epoch) {
        tell(listener -> listener.onVote(voter, candidateId, epoch));
    }

    @Override
    public void onElectionStarted(String node, long epoch, int rank) {
        tell(listener -> listener.onElectionStarted(node, epoch, rank));
    }

    @Override
    public void onElected(String node, long epoch, int votes) {
        tell(listener -> listener.onElected(node, epoch, votes));
    }

    private void tell(Consumer<DeploymentListener> event) {
        if (!listeners.isEmpty() && violation == null) {
            guarded(() -> listeners.forEach(event));
        }
    }

    @Override
    public void onFailure(String node, Throwable failure) {
        if (failure instanceof FaultyDisk.DiskFailure) {
            return; // as in Redis: a node that cannot write its nodes.conf ends itself
        }
        broken(new InvariantViolation(NODE_LIVES, node + " failed of itself: " + failure, failure));
    }

    // ---- what the workload sees

    @Override
    public EmbeddedCluster cluster() {
        return cluster;
    }

    @Override
    public long nowMs() {
        return (world.time().nowNs() - startNs) / 1_000_000;
    }

    @Override
    public <T> T shared(Class<T> kind, Supplier<T> make) {
        Object found = shared.get(kind);
        if (found == null) {
            found = make.get();
            shared.put(kind, found);
        }
        return kind.cast(found);
    }

    @Override
    public void listen(DeploymentListener listener) {
        listeners.add(listener);
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public FaultPlan plan() {
        return plan;
    }

    @Override
    public Duration duration() {
        return settings.duration;
    }

    @Override
    public int clients() {
        return settings.clients;
    }

    @Override
    public int operations() {
        return settings.operations;
    }

    @Override
    public RandomSource random(String purpose) {
        return random.fork(purpose);
    }

    @Override
    public History history() {
        return history;
    }

    private long sinceStartNs() {
        return world.time().nowNs() - startNs;
    }

    @Override
    public SimulatedClient client(String name) {
        return clients.computeIfAbsent(name, key -> new SimulatedClient(cluster, key));
    }

    @Override
    public SimulatedThread thread(String name, SimulatedThread.Body body) {
        return threads.start(Objects.requireNonNull(name, "name"), Objects.requireNonNull(body, "body"));
    }

    @Override
    public void sleep(Duration length) {
        world.strands().sleep(TimeLimits.check("length", length));
    }

    @Override
    public boolean await(BooleanSupplier condition, Duration limit) {
        return world.strands().await(condition, TimeLimits.check("limit", limit));
    }

    @Override
    public void schedule(Duration delay, Runnable task) {
        Objects.requireNonNull(task, "task");
        world.after(TimeLimits.check("delay", delay), () -> {
            if (violation == null) {
                guarded(task);
            }
        });
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void reached(String probe) {
        probes.add(Objects.requireNonNull(probe, "probe"));
    }

    @Override
    public void fail(String invariant, String message) {
        if (Objects.requireNonNull(invariant, "invariant").isBlank()) {
            throw new IllegalArgumentException("invariant=" + invariant + " is no name");
        }
        broken(new InvariantViolation(invariant, Objects.requireNonNull(message, "message")));
    }
}
