package io.clusterjar.simulation;

import io.clusterjar.Backstage;
import io.clusterjar.ClientView;
import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.base.Bytes;
import io.clusterjar.check.History;
import io.clusterjar.net.Address;
import io.clusterjar.net.CloseCause;
import io.clusterjar.runtime.Signal;
import io.clusterjar.runtime.SteppedWorld;
import io.clusterjar.runtime.VirtualClient;
import io.clusterjar.slot.Slots;
import io.clusterjar.time.TimeLimits;
import io.clusterjar.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A cluster client inside a simulation: it stands at an endpoint of its own in the virtual network, follows redirects, connects again, and
 * says honestly what it knows of a command that got no reply.
 *
 * <pre>{@code
 * SimulatedClient client = run.client("c1");
 * run.thread("writer", () -> {
 *     while (!run.isOver()) {
 *         client.set("cart:1", "book");          // blocks in virtual time
 *     }
 * });
 * client.executeAsync("INCR", "visits").thenAccept(visits -> ...);   // needs no thread
 * }</pre>
 *
 * <p>Blocking calls are for threads of the run ({@link Run#thread}) and, outside of a run, for the thread that owns the cluster; there they
 * let time pass. A task of {@link Run#schedule} cannot wait: it uses {@link #executeAsync}. A command that fails throws one of
 *
 * <ul>
 *   <li>{@link io.clusterjar.RedisErrorException}: a node refused it, it was not carried out;
 *   <li>{@link NotReachedException}: it reached nobody in time, it was not carried out;
 *   <li>{@link UnknownOutcomeException}: it was sent, and the reply did not come.
 * </ul>
 *
 * <p>It is sent again only where it was certainly not carried out: after a redirect, or when a node could not be reached.
 */
public final class SimulatedClient {
    /** How long a command may take, connecting and redirects included, unless said otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

    private static final long MOST_CONNECT_MS = 1_000;
    private static final Duration FUTURES_LIMIT = Duration.ofHours(1);

    /** What a task that waits is told. */
    private static final String HERE =
            " here: this is a task of run.schedule(..), a callback, a condition or an invariant, and time stands still until it returns;"
                    + " say executeAsync(..).thenAccept(..), or wait on a thread: run.thread(name, body)";

    private final EmbeddedCluster cluster;
    private final VirtualClient process;
    private final ClientView view;
    private final Map<Address, ClientLink> links = new LinkedHashMap<>();
    private final List<Address> nodes = new ArrayList<>();
    private final @Nullable Address[] owners = new @Nullable Address[Slots.COUNT];
    private final HistoryWriter writer;
    private Duration timeout = DEFAULT_TIMEOUT;

    SimulatedClient(EmbeddedCluster cluster, String name) {
        this.cluster = cluster;
        this.view = cluster.clientView(name);
        this.process = world(cluster).client(name);
        this.writer = new HistoryWriter(this);
        for (ClusterNode node : cluster.nodes()) {
            nodes.add(new Address(node.host(), node.port()));
        }
        learnAll();
    }

    /** What a client asks for at its beginning: who serves which slot. */
    private void learnAll() {
        for (ClusterNode master : cluster.masters()) {
            Address address = new Address(master.host(), master.port());
            for (String range : master.slots()) {
                int dash = range.indexOf('-');
                int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
                int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
                Arrays.fill(owners, first, last + 1, address);
            }
        }
    }

    /**
     * A client of a cluster in virtual time, outside of a run.
     *
     * @param name letters, digits, {@code -} and {@code _}; faults know it by {@code client:name}
     * @throws IllegalArgumentException when the cluster lives in real time
     */
    public static SimulatedClient of(EmbeddedCluster cluster, String name) {
        return new SimulatedClient(cluster, name);
    }

    static SteppedWorld world(EmbeddedCluster cluster) {
        if (Backstage.launcher(cluster).world() instanceof SteppedWorld world) {
            return world;
        }
        throw new IllegalArgumentException("the cluster lives in real time; a simulation has one from startStepped");
    }

    // ---- who it is

    /** Its name. */
    public String name() {
        return process.name();
    }

    /** The cluster that it is a client of. */
    public EmbeddedCluster cluster() {
        return cluster;
    }

    /** Where it stands in the network, for faults: {@code network().partition(client.view(), node)}. */
    public ClientView view() {
        return view;
    }

    /** Stands on a node's side from now on: faults that name the node concern this client as well. */
    public SimulatedClient placeWith(ClusterNode node) {
        view.placeWith(node);
        return this;
    }

    /** Stands on nobody's side, as it does at first. */
    public SimulatedClient placeAlone() {
        view.placeAlone();
        return this;
    }

    /** How long a command may take. */
    public Duration timeout() {
        return timeout;
    }

    /**
     * Lets commands that begin from now on take so long at most.
     *
     * @param limit 1 ms or more
     */
    public SimulatedClient timeout(Duration limit) {
        if (TimeLimits.check("limit", limit).toMillis() < 1) {
            throw new IllegalArgumentException("limit=" + limit + " is not 1 ms or more");
        }
        timeout = limit;
        return this;
    }

    /**
     * Records in {@code history} from now on what it asks and is told: {@code GET}, {@code SET}, {@code DEL} of one key, {@code INCR}, {@code
     * INCRBY}, {@code SADD} of one member, {@code SMEMBERS}, {@code RPUSH} of one element, {@code LRANGE 0 -1}. Other commands leave no trace.
     * What was refused or reached nobody is recorded as failed, what got no reply as unknown; an acknowledgement names its node and that
     * node's replication offset at the time at which it came.
     */
    public SimulatedClient recordIn(History history) {
        writer.in(history);
        return this;
    }

    // ---- commands

    /**
     * Runs a command on the node that serves its key.
     *
     * @return a {@code String}, {@code Long}, {@code Double}, {@code Boolean}, {@code List}, {@code Map}, {@code Set} or null
     */
    public @Nullable Object execute(String... words) {
        if (!process.strands().mayWait()) {
            throw new IllegalStateException(name() + " cannot wait for " + words(words) + HERE);
        }
        return await(executeAsync(words));
    }

    private static String words(String... words) {
        return words.length == 0 ? "a command" : words[0];
    }

    /**
     * Begins a command; the future is completed in the client's turn, with what {@link #execute} returns or throws. Several may be under way.
     * To wait for it take {@link #await}: its own methods would wait in real time, in which nothing happens.
     */
    public CompletableFuture<@Nullable Object> executeAsync(String... words) {
        if (words.length == 0) {
            throw new IllegalArgumentException("words=[] names no command");
        }
        byte[][] bytes = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = Bytes.utf8(words[i]);
        }
        ClientCommand command = new ClientCommand(this, bytes);
        writer.follow(command, words);
        command.start(timeout);
        return command.future();
    }

    /**
     * Waits for a future in virtual time; what it failed with, this throws.
     *
     * @throws IllegalStateException when it is not complete within an hour of cluster time
     */
    public <T extends @Nullable Object> T await(CompletableFuture<T> future) {
        if (!future.isDone()) {
            if (!process.strands().mayWait()) {
                throw new IllegalStateException(name() + " cannot wait for a future" + HERE);
            }
            Signal done = process.strands().signal();
            var unused = future.whenComplete((value, failure) -> done.raise());
            if (!done.await(FUTURES_LIMIT) && !future.isDone()) {
                throw new IllegalStateException(
                        "the future was not complete within " + FUTURES_LIMIT + " of cluster time");
            }
        }
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** {@code GET}. */
    public @Nullable String get(String key) {
        return (String) execute("GET", key);
    }

    /** {@code SET}. */
    public void set(String key, String value) {
        execute("SET", key, value);
    }

    /** {@code DEL}; whether the key was there. */
    public boolean del(String key) {
        return number("DEL", key) == 1;
    }

    /** {@code INCR}; the new value. */
    public long incr(String key) {
        return number("INCR", key);
    }

    /** {@code INCRBY}; the new value. */
    public long incrBy(String key, long amount) {
        return number("INCRBY", key, Long.toString(amount));
    }

    /** {@code SADD}; whether the member was not there before. */
    public boolean sadd(String key, String member) {
        return number("SADD", key, member) == 1;
    }

    /** {@code SMEMBERS}. */
    public List<String> smembers(String key) {
        return texts(execute("SMEMBERS", key));
    }

    /** {@code RPUSH}; the new length. */
    public long rpush(String key, String element) {
        return number("RPUSH", key, element);
    }

    /** {@code LRANGE key 0 -1}. */
    public List<String> elements(String key) {
        return texts(execute("LRANGE", key, "0", "-1"));
    }

    /** {@code WAIT}; how many replicas have acknowledged what this client wrote to the node that serves {@code key}. */
    public long waitFor(String key, int replicas, Duration limit) {
        ClientCommand wait = new ClientCommand(
                this,
                Bytes.utf8("WAIT"),
                Bytes.utf8(Integer.toString(replicas)),
                Bytes.utf8(Long.toString(limit.toMillis())));
        if (!process.strands().mayWait()) {
            throw new IllegalStateException(name() + " cannot wait for WAIT" + HERE);
        }
        wait.aimAt(ownerOf(Slots.slotOf(Bytes.utf8(key))));
        wait.start(timeout.plus(limit));
        return (Long) Objects.requireNonNull(await(wait.future()));
    }

    private long number(String... words) {
        if (execute(words) instanceof Long value) {
            return value;
        }
        throw new IllegalStateException(words[0] + " was not answered with an integer");
    }

    static List<String> texts(@Nullable Object reply) {
        List<String> texts = new ArrayList<>();
        if (reply instanceof Iterable<?> elements) {
            elements.forEach(element -> texts.add(String.valueOf(element)));
        }
        return texts;
    }

    /** Drops all its connections at once, as a process does that dies; what is under way has an unknown outcome. The next command connects anew. */
    public void disconnect() {
        new ArrayList<>(links.values()).forEach(link -> link.end(CloseCause.RESET));
    }

    // ---- for its commands

    Timers.Timer after(long delayMs, Runnable task) {
        return process.timers().after(delayMs, task);
    }

    /** Who serves a slot, as far as it knows; any node where it does not. */
    Address ownerOf(int slot) {
        Address owner = slot < 0 ? null : owners[slot];
        return owner == null ? nodes.get(0) : owner;
    }

    void learn(int slot, Address owner) {
        owners[slot] = owner;
    }

    /** A node's name and address, as its {@code toString} has them; the address alone of what is no node. */
    String nameOf(Address address) {
        return cluster.nodes().stream()
                .filter(node -> node.port() == address.port() && node.host().equals(address.host()))
                .findFirst()
                .map(ClusterNode::toString)
                .orElseGet(address::toString);
    }

    /** The next node after one in the nodes' order that is none of these; null when there is none. */
    @Nullable
    Address nextAfter(Address address, Set<Address> but) {
        int start = nodes.indexOf(address) + 1;
        for (int i = 0; i < nodes.size(); i++) {
            Address candidate = nodes.get((start + i) % nodes.size());
            if (!but.contains(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    ClientLink linkTo(Address address) {
        ClientLink link = links.get(address);
        if (link == null) {
            long connectMs = Math.min(MOST_CONNECT_MS, Math.max(1, timeout.toMillis() / 2));
            link = new ClientLink(process, address, connectMs, ended -> links.remove(ended.address(), ended));
            links.put(address, link);
        }
        return link;
    }

    @Override
    public String toString() {
        return process.endpoint();
    }
}
