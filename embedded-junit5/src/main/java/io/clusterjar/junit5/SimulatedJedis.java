package io.clusterjar.junit5;

import io.clusterjar.ClientView;
import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.simulation.Run;
import io.clusterjar.simulation.SimulatedThread;
import io.clusterjar.time.TimeLimits;
import java.time.Duration;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.RedisClusterClient;

/**
 * Real Jedis, 7 or 8, inside a simulation: its own code, over sockets of the virtual network. So code that takes a Jedis runs in virtual
 * time, under faults, from a seed.
 *
 * <pre>{@code
 * run.thread("orders", () -> {
 *     try (RedisClusterClient jedis = SimulatedJedis.cluster(run)) {
 *         new Orders(jedis).place("book");       // the application's own class
 *     }
 * });
 * }</pre>
 *
 * <p>To be used by threads of the simulation, or by the thread that owns a cluster in virtual time; there it lets time pass.
 *
 * <h2>What is Jedis' own, and what is not</h2>
 *
 * <p>Commands, protocol, pools of connections, slots, redirects, renewal of the slots and the count of attempts are Jedis'. Where Jedis would look
 * at the JVM's clock or chance the simulation decides, so that the same seed gives the same run:
 *
 * <ul>
 *   <li>Time-outs of sockets ({@code connectionTimeoutMillis}, {@code socketTimeoutMillis}) are in virtual time.
 *   <li>Between attempts Jedis draws a pause from {@code ThreadLocalRandom} and the real time that is left of {@code
 *       maxTotalRetriesDuration}, and sleeps in real time. Here the pause is always {@link #pause}, in virtual time, and the attempts end with
 *       {@link #attempts} or with {@link #maxTotalRetriesDuration}, in virtual time as well.
 *   <li>Where Jedis shuffles nodes (a command without a key, the renewal of slots when no connection works) it takes them in the order of their
 *       addresses.
 *   <li>Pools grow as they need and check no idle connections: neither waits in real time, and there are no threads. There is no periodic refresh of
 *       the topology.
 * </ul>
 *
 * <h2>What stays outside</h2>
 *
 * <ul>
 *   <li>A cluster pipeline over several nodes sends from threads of its own, which the simulation refuses: give {@code
 *       pipelined(ExecutorService)} one that runs tasks in place.
 *   <li>Client-side caching, token-based authentication and failover between several deployments have clocks and threads of their own, and are not for a
 *       simulation.
 *   <li>Two threads that share a lock around commands may stop each other for real: see {@link SimulatedThread}.
 * </ul>
 *
 * <p>Not for use by several threads; what it makes is, as far as Jedis says so. Immutable.
 */
public final class SimulatedJedis {
    /** How often a cluster client tries a command unless said otherwise: as Jedis does. */
    public static final int DEFAULT_ATTEMPTS = 5;

    /** How long a cluster client pauses before it tries again a second time, unless said otherwise. */
    public static final Duration DEFAULT_PAUSE = Duration.ofMillis(500);

    /** Longer than any run. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private static final String DEFAULT_NAME = "jedis";

    private final EmbeddedCluster cluster;
    private final ClientView view;
    private final JedisClientConfig config;
    private final int attempts;
    private final Duration pause;
    private final Duration retriesDuration;

    private SimulatedJedis(
            EmbeddedCluster cluster,
            ClientView view,
            JedisClientConfig config,
            int attempts,
            Duration pause,
            Duration retriesDuration) {
        this.cluster = cluster;
        this.view = view;
        this.config = config;
        this.attempts = attempts;
        this.pause = pause;
        this.retriesDuration = retriesDuration;
    }

    // ---- in short

    /** A cluster client, which stands at the client endpoint {@code jedis}. */
    public static RedisClusterClient cluster(Run run) {
        return in(run.cluster()).clusterClient();
    }

    /** A connection to one node, from the client endpoint {@code jedis}. */
    public static Jedis node(Run run, ClusterNode node) {
        return in(run.cluster()).jedis(node);
    }

    // ---- in full

    /** Clients of a cluster in virtual time, with Jedis' presets. */
    public static SimulatedJedis in(EmbeddedCluster cluster) {
        return new SimulatedJedis(
                cluster,
                cluster.clientView(DEFAULT_NAME),
                DefaultJedisClientConfig.builder().build(),
                DEFAULT_ATTEMPTS,
                DEFAULT_PAUSE,
                FOR_EVER);
    }

    /** The same, standing at the endpoint of that name: faults concern it through {@code cluster.clientView(name)}. */
    public SimulatedJedis named(String name) {
        return new SimulatedJedis(cluster, cluster.clientView(name), config, attempts, pause, retriesDuration);
    }

    /** The same with this configuration: time-outs, password, protocol and what else Jedis lets one say. TLS is not spoken. */
    public SimulatedJedis config(JedisClientConfig newConfig) {
        return new SimulatedJedis(cluster, view, newConfig, attempts, pause, retriesDuration);
    }

    /**
     * The same with so many attempts of a cluster client for a command.
     *
     * @param count 1 or more
     */
    public SimulatedJedis attempts(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count=" + count + " is not 1 or more");
        }
        return new SimulatedJedis(cluster, view, config, count, pause, retriesDuration);
    }

    /**
     * The same with this pause of a cluster client, after the second attempt in a row that failed to connect, and each further one.
     *
     * @param length zero to 50 years, of cluster time
     */
    public SimulatedJedis pause(Duration length) {
        TimeLimits.check("length", length);
        return new SimulatedJedis(cluster, view, config, attempts, length, retriesDuration);
    }

    /**
     * The same with this much time for all attempts of a cluster client for a command, as Jedis' {@code maxTotalRetriesDuration}; there is no such limit
     * unless it is said here. Looked at before each attempt and each pause.
     *
     * @param longest zero to 50 years, of cluster time
     */
    public SimulatedJedis maxTotalRetriesDuration(Duration longest) {
        TimeLimits.check("longest", longest);
        return new SimulatedJedis(cluster, view, config, attempts, pause, longest);
    }

    /** A cluster client. It asks for the slots at once. */
    public RedisClusterClient clusterClient() {
        VirtualClusterProvider provider = provider();
        return RedisClusterClient.builder()
                .nodes(provider.startNodes())
                .clientConfig(config)
                .connectionProvider(provider)
                .commandExecutor(executor(provider))
                .build();
    }

    /** A cluster client of the older kind. It asks for the slots at once. */
    @SuppressWarnings("deprecation")
    public JedisCluster jedisCluster() {
        VirtualClusterProvider provider = provider();
        return JedisCluster.builder()
                .nodes(provider.startNodes())
                .clientConfig(config)
                .connectionProvider(provider)
                .commandExecutor(executor(provider))
                .build();
    }

    /** A connection to one node, without a pool. */
    public Jedis jedis(ClusterNode node) {
        return new Jedis(sockets(new HostAndPort(node.host(), node.port())), config);
    }

    /** What opens sockets to an address, for clients that are put together by hand. */
    public JedisSocketFactory sockets(HostAndPort address) {
        return new VirtualSocketFactory(view, address, config);
    }

    private VirtualClusterProvider provider() {
        return VirtualClusterProvider.connected(
                cluster.nodes().stream()
                        .map(node -> new HostAndPort(node.host(), node.port()))
                        .toList(),
                config,
                this::sockets,
                new RetryDeadline(() -> cluster.clock().now(), retriesDuration, attempts));
    }

    private VirtualClusterExecutor executor(VirtualClusterProvider provider) {
        return new VirtualClusterExecutor(provider, attempts, pause, length -> SimulatedThread.sleep(cluster, length));
    }
}
