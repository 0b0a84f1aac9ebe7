package io.clusterjar;

import io.clusterjar.launch.Launcher;
import io.clusterjar.launch.Member;
import io.clusterjar.net.Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Redis nodes in this JVM, their network and their clock: what a cluster and a standalone deployment have in common.
 *
 * <p>Any thread may use it that is not a node's own. Calls after {@link #close()} throw {@link IllegalStateException}, but for
 * closing again.
 */
public abstract sealed class RedisDeployment implements AutoCloseable permits EmbeddedCluster, EmbeddedRedis {
    private final Launcher launcher;
    private final List<ClusterNode> nodes = new ArrayList<>();
    private final Map<String, ClientView> views = new LinkedHashMap<>();
    private final Network network;
    private final ClusterClock clock;
    private final Timeline timeline;
    private final Map<ClusterNode, NodeFault> pauses = new LinkedHashMap<>();
    private final List<NodeFault> diskFaults = new ArrayList<>();

    RedisDeployment(Launcher launcher) {
        this.launcher = launcher;
        for (Member member : launcher.members()) {
            nodes.add(new ClusterNode(this, member));
        }
        network = new Network(this, launcher.world().network());
        clock = new WorldClock(this, launcher.world().time());
        timeline = new Timeline(launcher.recorder());
    }

    Launcher launcher() {
        return launcher;
    }

    // ---- nodes

    /** All nodes in the order in which they were started: the first masters first. */
    public List<ClusterNode> nodes() {
        return List.copyOf(nodes);
    }

    /**
     * The node of that name ({@code node-1}), node id, or address ({@code 127.0.0.1:7000}).
     *
     * @throws IllegalArgumentException when there is none; the message names those that exist
     */
    public ClusterNode node(String nameIdOrAddress) {
        for (ClusterNode node : nodes) {
            if (node.name().equals(nameIdOrAddress) || node.address().equals(nameIdOrAddress)) {
                return node;
            }
        }
        for (ClusterNode node : nodes) {
            if (node.id().equals(nameIdOrAddress)) {
                return node;
            }
        }
        throw new IllegalArgumentException("node=" + nameIdOrAddress + " is none of "
                + nodes.stream().map(ClusterNode::toString).toList());
    }

    /** The node at {@code index}, from 0. */
    public ClusterNode node(int index) {
        if (index < 0 || index >= nodes.size()) {
            throw new IllegalArgumentException("index=" + index + " is not within 0 to " + (nodes.size() - 1));
        }
        return nodes.get(index);
    }

    /** The running nodes that hold themselves for masters. */
    public List<ClusterNode> masters() {
        return query(() -> nodes.stream()
                .filter(ClusterNode::isRunning)
                .filter(ClusterNode::isMaster)
                .toList());
    }

    /** The running nodes that hold themselves for replicas. */
    public List<ClusterNode> replicas() {
        return query(() -> nodes.stream()
                .filter(ClusterNode::isRunning)
                .filter(node -> !node.isMaster())
                .toList());
    }

    /** The running replicas of {@code master}, as they themselves see it. */
    public List<ClusterNode> replicasOf(ClusterNode master) {
        return query(() -> nodes.stream()
                .filter(ClusterNode::isRunning)
                .filter(node -> node.master().filter(found -> found == master).isPresent())
                .toList());
    }

    /** The addresses of all nodes as {@code host:port}, which is what most clients want for a start. */
    public List<String> addresses() {
        return nodes.stream().map(ClusterNode::address).toList();
    }

    Optional<ClusterNode> nodeAt(Address address) {
        return nodes.stream()
                .filter(node -> node.member().address().equals(address))
                .findFirst();
    }

    abstract @Nullable ClusterNode findMasterOf(String key);

    abstract @Nullable ClusterNode findMasterOfSlot(int slot);

    abstract boolean isClusterOk();

    abstract boolean isConverged();

    /** Whether every running replica of a running master has all that its master has. */
    boolean isReplicated() {
        for (ClusterNode node : nodes) {
            if (!node.isRunning() || node.isMaster()) {
                continue;
            }
            Optional<ClusterNode> master = node.master();
            if (master.isPresent() && master.get().isRunning()) {
                boolean caughtUp = node.isLinkedTo(master.get())
                        && node.replicationOffset() == master.get().replicationOffset();
                if (!caughtUp) {
                    return false;
                }
            }
        }
        return true;
    }

    // ---- what tests use

    /** The network. */
    public Network network() {
        return network;
    }

    /** The clock. */
    public ClusterClock clock() {
        return clock;
    }

    /** Waits for what a test needs to be true. */
    public Await await() {
        return new Await(this, Await.DEFAULT_DEADLINE, false);
    }

    /**
     * A place of its own in the network for a client: addresses of its own for every node, so that faults can concern this client and
     * no other. The same name gives the same view.
     *
     * @param name letters, digits, {@code -} and {@code _}; not a node's
     */
    public synchronized ClientView clientView(String name) {
        checkOpen();
        if (!name.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("name=" + name + " is not made of letters, digits, - and _");
        }
        return views.computeIfAbsent(
                name, key -> new ClientView(this, key, launcher.world().view(key)));
    }

    /** Whether there was anything left to close. */
    synchronized boolean forget(ClientView view) {
        return views.remove(view.name(), view) && !launcher.isClosed();
    }

    /** Heals every fault of the network and of disks, and lets paused nodes go on. Crashed nodes stay down. */
    public void healAll() {
        network.heal();
        List<NodeFault> disks;
        synchronized (diskFaults) {
            disks = List.copyOf(diskFaults);
            diskFaults.clear();
        }
        disks.forEach(NodeFault::close);
        nodes.forEach(this::resume);
    }

    /** What is broken now: faults of the network, then nodes that do not run. */
    public List<String> faults() {
        List<String> all = new ArrayList<>(network.faults());
        synchronized (diskFaults) {
            diskFaults.stream()
                    .filter(NodeFault::isActive)
                    .map(NodeFault::description)
                    .forEach(all::add);
        }
        for (ClusterNode node : nodes) {
            if (!node.isRunning()) {
                all.add(node.name() + " is " + node.state().name().toLowerCase(java.util.Locale.ROOT));
            }
        }
        return all;
    }

    /** What happened lately in the nodes: role changes, suspicions, elections, starts and ends; oldest first, a line each. */
    public List<String> recentEvents() {
        return launcher.recorder().lines();
    }

    /** What happened since the start, or since {@link #reset}: as data, as a page, as text. Also after the end. */
    public Timeline timeline() {
        return timeline;
    }

    /** How everything stands, over several lines: roles, epochs, offsets, faults in force, the last events. */
    public String describe() {
        return Description.of(this);
    }

    // ---- life and death of nodes

    NodeFault diskFault(NodeFault fault) {
        synchronized (diskFaults) {
            diskFaults.removeIf(earlier -> !earlier.isActive());
            diskFaults.add(fault);
        }
        return fault;
    }

    Fault pause(ClusterNode node) {
        synchronized (pauses) {
            if (node.member().state() != Member.State.RUNNING) {
                throw new IllegalStateException(node + " does not run");
            }
            launcher.pause(node.member());
            NodeFault fault = new NodeFault(() -> endPause(node), "pause of " + node.name());
            pauses.put(node, fault);
            return fault;
        }
    }

    Fault pause(ClusterNode node, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("duration=" + duration + " is not more than zero");
        }
        Fault fault = pause(node);
        launcher.after(duration, fault::close);
        return fault;
    }

    /** A pause ends with its deployment. */
    private void endPause(ClusterNode node) {
        if (!launcher.isClosed()) {
            resume(node);
        }
    }

    void resume(ClusterNode node) {
        synchronized (pauses) {
            NodeFault fault = pauses.remove(node);
            if (fault != null) {
                fault.ended();
            }
            launcher.resume(node.member());
        }
    }

    void crash(ClusterNode node, CrashMode mode) {
        switch (mode) {
            case PROCESS -> launcher.crash(node.member());
            case POWER_LOSS -> launcher.losePower(node.member());
        }
    }

    void stop(ClusterNode node) {
        launcher.stop(node.member());
    }

    void restart(ClusterNode node, boolean withoutData) {
        launcher.restart(node.member(), withoutData);
    }

    // ---- back to the beginning

    /** What joins the nodes at the start. */
    abstract Consumer<List<Member>> first();

    /**
     * Brings everything back to how it was after the start, in milliseconds: faults are healed, paused and crashed nodes run, every node has
     * the role and the slots that it was given first, all keys are gone, parameters have their first values. Clocks run at the speed of real
     * time, unfrozen, and without skew or drift; the time that has passed stays passed. Client views stand alone again. Earlier events are forgotten.
     *
     * <p>Connections of clients stay as they are where their node has lived through it.
     */
    public void reset() {
        checkOpen();
        healAll();
        if (launcher.world().followsRealTime()) {
            clock.unfreeze();
            clock.speed(1);
        }
        for (ClusterNode node : nodes) {
            node.clock().skew(Duration.ZERO);
            node.clock().drift(1);
        }
        network.useLinuxTcp();
        openViews().forEach(ClientView::placeAlone);
        launcher.reset(first());
        awaitReady();
        launcher.forgetEvents("begun anew");
    }

    /** Waits until the deployment is whole, and every replica has something of its master's stream: before, clients are not told of it. */
    void awaitReady() {
        await().until(
                        "ready",
                        () -> isConverged()
                                && nodes.stream().allMatch(node -> node.isMaster() || node.replicationOffset() > 0));
        BooleanSupplier listed =
                () -> nodes.stream().allMatch(node -> node.member().listsReplicas());
        if (!query(listed::getAsBoolean)) {
            launcher.announce(); // some packets left before the replicas were in sync
            await().until("every node lists every replica", listed);
        }
    }

    private synchronized List<ClientView> openViews() {
        return List.copyOf(views.values());
    }

    // ---- for the classes beside

    void checkOpen() {
        if (launcher.isClosed()) {
            throw new IllegalStateException(launcher.name() + " is closed");
        }
    }

    String endpointName(Endpoint endpoint) {
        if (endpoint.deployment() != this) {
            throw new IllegalArgumentException("endpoint=" + endpoint.name() + " belongs to another deployment");
        }
        return endpoint instanceof ClientView view ? view.endpoint() : endpoint.name();
    }

    /** Asks something while all nodes stand still. */
    <T> T query(Supplier<T> question) {
        checkOpen();
        return launcher.query(question);
    }

    void await(String description, BooleanSupplier condition, Duration deadline, boolean fastForward) {
        checkOpen();
        if (!launcher.world().await(condition, deadline, fastForward ? Await.FAST_FORWARD_LIMIT : Duration.ZERO)) {
            throw new AwaitTimeoutException(
                    "awaited, but not within " + deadline + ": " + description + "\n" + describe());
        }
    }

    @Nullable
    Object execute(ClusterNode node, String... words) {
        return Replies.decode(launcher.execute(node.member(), words));
    }

    /** Ends all nodes and frees all ports and threads; files in memory are gone with it. Closing twice is fine. */
    @Override
    public void close() {
        launcher.close();
    }
}
