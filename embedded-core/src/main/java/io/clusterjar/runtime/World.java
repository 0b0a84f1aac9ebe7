package io.clusterjar.runtime;

import io.clusterjar.net.virtual.Directory;
import io.clusterjar.net.virtual.VirtualNetwork;
import io.clusterjar.time.SeededRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hosts nodes, and owns their time and their network. Two make one code path: {@link LiveWorld} runs nodes on threads with real
 * sockets, {@link SteppedWorld} on the caller's thread in virtual time.
 */
public abstract class World implements AutoCloseable {
    /** Turns at one moment of an advance, after which time moves on by a millisecond even though nodes are not quiet. */
    private static final int MAX_TURNS_PER_MOMENT = 10_000;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long seed;
    private final ClusterTime time;
    private final SeededRandom random;
    private final VirtualNetwork network;
    private final Directory directory = new Directory();
    private final PortChooser ports = new PortChooser(directory);
    private final Map<String, NodeHost> hosts = new LinkedHashMap<>();
    /** Hosts that are dead and still have sockets. */
    private final List<NodeHost> remains = new ArrayList<>();

    private int hostCount;
    private final Map<String, Integer> lives = new LinkedHashMap<>();
    private final Map<String, ClientView> views = new LinkedHashMap<>();

    World(long seed, long epochMs, double speed) {
        this.seed = seed;
        this.random = new SeededRandom(seed);
        this.time = new ClusterTime(this, epochMs, speed);
        this.network = new VirtualNetwork(random.fork("faults"), this::loopTimeNs, this::atSafepoint);
    }

    /** What all its chance comes from. */
    public final long seed() {
        return seed;
    }

    /** The world's time. */
    public final ClusterTime time() {
        return time;
    }

    /** The world's network and its faults. */
    public final VirtualNetwork network() {
        return network;
    }

    /**
     * Makes a home for a node, on the loop that has the fewest.
     *
     * @throws IllegalArgumentException when the name is in use by a node that is alive
     */
    public final NodeHost host(String endpoint) {
        NodeHost[] made = new NodeHost[1];
        atSafepoint(() -> {
            if (hosts.containsKey(endpoint)) {
                throw new IllegalArgumentException("endpoint=" + endpoint + " is hosted already");
            }
            network.powerOn(endpoint);
            EventLoop least = loops().get(0);
            for (EventLoop loop : loops()) {
                if (loop.hosts.size() < least.hosts.size()) {
                    least = loop;
                }
            }
            // Each life draws anew: a restarted process that repeated its ids would pass for the one that died.
            int life = lives.merge(endpoint, 1, Integer::sum);
            NodeHost host =
                    new NodeHost(this, endpoint, ++hostCount, least, random.fork("node " + endpoint + " life " + life));
            least.hosts.add(host);
            hosts.put(endpoint, host);
            made[0] = host;
        });
        return made[0];
    }

    /**
     * A place for clients to stand: listening ports of its own for every node, and an endpoint {@code client:name} for faults. The
     * same name gives the same view.
     */
    public final ClientView view(String name) {
        ClientView[] found = new ClientView[1];
        atSafepoint(() -> {
            ClientView view = views.get(name);
            if (view == null) {
                view = new ClientView(this, name);
                views.put(name, view);
                for (NodeHost host : hosts.values()) {
                    host.hostNet().openFor(view);
                }
            }
            found[0] = view;
        });
        return found[0];
    }

    /** The hosts that are alive, in the order in which they were made. */
    public final List<NodeHost> hosts() {
        List<NodeHost> all = new ArrayList<>();
        atSafepoint(() -> all.addAll(hosts.values()));
        return all;
    }

    /**
     * Runs {@code action} while every loop stands still, and returns when it is done; what it throws, this throws. This is how faults,
     * clock changes, questions and starting and stopping of nodes come in. On a loop's own thread it is run directly.
     *
     * @throws IllegalStateException when the world is closed
     */
    public abstract void atSafepoint(Runnable action);

    /**
     * Runs {@code question} on the node's loop and waits for the answer; also when the node is paused. What it throws, this throws. Not
     * for nodes' own callbacks, which would wait for each other.
     */
    public abstract <T extends @Nullable Object> T call(NodeHost host, Callable<T> question);

    /**
     * Asks something while all loops stand still; the question must change nothing. May cost less than {@link #atSafepoint}.
     */
    public abstract <T extends @Nullable Object> T look(Supplier<T> question);

    /**
     * Waits until {@code condition} holds, which is looked at while all loops stand still, after each turn that did something.
     *
     * @param deadline time after which it is given up: real time in a live world, cluster time in a stepped one
     * @param fastForward how much cluster time may pass as fast as it can meanwhile; zero lets time run as it does
     * @return whether it held
     */
    public abstract boolean await(BooleanSupplier condition, Duration deadline, Duration fastForward);

    /**
     * Ends what blocking code runs inside this world, while the nodes still live. It goes before {@link #close} for those who close under a
     * lock, which that code may want as well on its way out. Nothing to do in a world that has none.
     */
    public void dismiss() {}

    /** Ends all nodes. When it returns sockets, selectors and threads are gone. Closing twice is fine. */
    @Override
    public abstract void close();

    /** Runs {@code task} after {@code delay} of base time, between two turns of the nodes. At a safepoint. */
    public final void after(Duration delay, Runnable task) {
        loops().get(0).schedule(time.nowNs() + delay.toNanos(), task);
    }

    abstract List<EventLoop> loops();

    /** Whether its time follows real time by itself; else it passes only when it is told to. */
    public abstract boolean followsRealTime();

    /** Refuses what needs real time. */
    abstract void requireRealTime(String verb);

    /** Advances by {@code durationNs} or until the condition holds. */
    abstract boolean advance(long durationNs, BooleanSupplier condition);

    final Directory directory() {
        return directory;
    }

    final PortChooser ports() {
        return ports;
    }

    final Map<String, ClientView> views() {
        return views;
    }

    final List<NodeHost> liveHosts() {
        return new ArrayList<>(hosts.values());
    }

    final void forget(NodeHost host) {
        if (hosts.remove(host.endpoint(), host)) {
            host.loop().hosts.remove(host);
            remains.removeIf(dead -> !dead.hasRemains());
            if (host.hasRemains()) {
                remains.add(host);
            }
        }
    }

    final void killAll() {
        new ArrayList<>(hosts.values()).forEach(NodeHost::leave);
        remains.forEach(NodeHost::clearAway);
        remains.clear();
    }

    private long loopTimeNs() {
        return time.nowNs();
    }

    /** Passes through time on one thread while every loop stands still. */
    final boolean passThrough(long durationNs, BooleanSupplier condition) {
        boolean wasFrozen = time.isFrozen();
        time.hold();
        try {
            long targetNs = saturatedAdd(time.nowNs(), durationNs);
            while (true) {
                boolean quiet = settleAll();
                if (condition.getAsBoolean()) {
                    return true;
                }
                long nowNs = time.nowNs();
                long nextNs = quiet ? nextDeadlineNs() : nowNs + NANOS_PER_MILLI;
                if (nextNs > targetNs || nextNs == TimerHeap.NONE) {
                    if (nowNs >= targetNs) {
                        return false;
                    }
                    time.leap(targetNs);
                } else {
                    time.leap(nextNs);
                }
            }
        } finally {
            if (!wasFrozen) {
                time.release();
            }
        }
    }

    private static long saturatedAdd(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE - 1 : sum;
    }

    /** Handles all that is due now; returns whether it came to rest. */
    final boolean settleAll() {
        for (EventLoop loop : loops()) {
            loop.pollSockets();
        }
        for (int turns = 0; turns < MAX_TURNS_PER_MOMENT; turns++) {
            int work = 0;
            for (EventLoop loop : loops()) {
                work += loop.turn();
            }
            if (work == 0) {
                return true;
            }
            turned();
        }
        return false;
    }

    /** A turn did something, in a world that is stepped or advanced. */
    void turned() {}

    private long nextDeadlineNs() {
        long nextNs = TimerHeap.NONE;
        for (EventLoop loop : loops()) {
            nextNs = Math.min(nextNs, loop.nextDeadlineNs());
        }
        return nextNs;
    }
}
