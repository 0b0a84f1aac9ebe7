package io.clusterjar.junit5;

import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.ClusterConnectionProvider;

/**
 * Chooses connections as Jedis' own provider does, from pools that open virtual sockets. Jedis' executor takes no other type than that of its own
 * provider, whose constructor would connect for real; it is kept from doing so.
 */
final class VirtualClusterProvider extends ClusterConnectionProvider {
    /**
     * With it Jedis' constructor does not mind that it reached nobody. There is no way around it: every constructor of this class, in Jedis 7 and
     * 8, asks a start node for the slots over a socket of {@code DefaultJedisSocketFactory}, which is a real one whatever the
     * configuration says, and throws when none has answered and this is not set. So it is set while the constructor runs, by one thread at a time.
     * All that others may see of it: a Jedis that a test beside creates in that very moment, and that reaches nobody, says so only at its first
     * command.
     */
    private static final String NO_ERROR_PROPERTY = "jedis.cluster.initNoError";

    private static final Object CONSTRUCTION = new Object();

    private final Set<HostAndPort> startNodes;
    private final VirtualClusterSlots slots;
    private final RetryDeadline deadline;

    private VirtualClusterProvider(
            List<HostAndPort> startNodes,
            JedisClientConfig config,
            Function<HostAndPort, JedisSocketFactory> sockets,
            RetryDeadline deadline) {
        super(new Nobody(), config);
        this.deadline = deadline;
        this.startNodes = new LinkedHashSet<>(startNodes);
        this.slots = new VirtualClusterSlots(config, sockets);
        startNodes.forEach(slots::setupNodeIfNotExist);
    }

    /** One that has asked for the slots. */
    static VirtualClusterProvider connected(
            List<HostAndPort> startNodes,
            JedisClientConfig config,
            Function<HostAndPort, JedisSocketFactory> sockets,
            RetryDeadline deadline) {
        VirtualClusterProvider provider = quietly(startNodes, config, sockets, deadline);
        provider.discover();
        return provider;
    }

    /** Asks the first start node that answers. */
    private void discover() {
        JedisClusterOperationException nobody =
                new JedisClusterOperationException("Could not initialize cluster slots cache.");
        for (HostAndPort node : startNodes) {
            try (Connection connection = slots.setupNodeIfNotExist(node).getResource()) {
                slots.discoverClusterNodesAndSlots(connection);
                return;
            } catch (JedisException e) {
                nobody.addSuppressed(e);
            }
        }
        throw nobody;
    }

    private static VirtualClusterProvider quietly(
            List<HostAndPort> startNodes,
            JedisClientConfig config,
            Function<HostAndPort, JedisSocketFactory> sockets,
            RetryDeadline deadline) {
        synchronized (CONSTRUCTION) {
            String before = System.getProperty(NO_ERROR_PROPERTY);
            System.setProperty(NO_ERROR_PROPERTY, "");
            try {
                return new VirtualClusterProvider(startNodes, config, sockets, deadline);
            } finally {
                if (before == null) {
                    System.clearProperty(NO_ERROR_PROPERTY);
                } else {
                    System.setProperty(NO_ERROR_PROPERTY, before);
                }
            }
        }
    }

    /** Says that it is not empty, and holds nobody to connect to. */
    private static final class Nobody extends AbstractSet<HostAndPort> {
        @Override
        public Iterator<HostAndPort> iterator() {
            return Collections.emptyIterator();
        }

        @Override
        public int size() {
            return 0;
        }

        @Override
        public boolean isEmpty() {
            return false;
        }
    }

    Set<HostAndPort> startNodes() {
        return startNodes;
    }

    RetryDeadline deadline() {
        return deadline;
    }

    @Override
    public void close() {
        slots.close();
    }

    @Override
    public void renewSlotCache() {
        slots.renewClusterSlots(null);
    }

    @Override
    public void renewSlotCache(Connection connection) {
        slots.renewClusterSlots(connection);
    }

    @Override
    public Map<String, ConnectionPool> getNodes() {
        return slots.getNodes();
    }

    @Override
    public Map<String, ConnectionPool> getPrimaryNodes() {
        return slots.getPrimaryNodes();
    }

    @Override
    public @Nullable HostAndPort getNode(int slot) {
        return slot >= 0 ? slots.getSlotNode(slot) : null;
    }

    @Override
    public Connection getConnection(@Nullable HostAndPort node) {
        return node != null ? slots.setupNodeIfNotExist(node).getResource() : getConnection();
    }

    @Override
    public Connection getConnection(CommandArguments args) {
        deadline.connecting(args);
        Set<Integer> wanted = slotsOf(args);
        return wanted.isEmpty()
                ? getConnection()
                : getConnectionFromSlot(wanted.iterator().next());
    }

    @Override
    public Connection getReplicaConnection(CommandArguments args) {
        deadline.connecting(args);
        Set<Integer> wanted = slotsOf(args);
        return wanted.isEmpty()
                ? getConnection()
                : getReplicaConnectionFromSlot(wanted.iterator().next());
    }

    private static Set<Integer> slotsOf(CommandArguments args) {
        Set<Integer> wanted = CommandSlots.of(args);
        if (wanted.size() > 1) {
            throw new JedisClusterOperationException("Cannot get connection for command with multiple hash slots");
        }
        return wanted;
    }

    /** To the first master that answers. */
    @Override
    public Connection getConnection() {
        JedisClusterOperationException nobody = new JedisClusterOperationException("No reachable node in cluster.");
        for (ConnectionPool pool : slots.getShuffledPrimaryNodesPool()) {
            Connection connection = null;
            try {
                connection = pool.getResource();
                connection.ping();
                return connection;
            } catch (JedisException e) {
                if (nobody.getSuppressed().length == 0) {
                    nobody.addSuppressed(e);
                }
                if (connection != null) {
                    connection.close();
                }
            }
        }
        throw nobody;
    }

    @Override
    public Connection getConnectionFromSlot(int slot) {
        ConnectionPool pool = slots.getSlotPool(slot);
        if (pool == null) {
            renewSlotCache();
            pool = slots.getSlotPool(slot);
        }
        return pool == null ? getConnection() : pool.getResource();
    }

    /** From the slot's first replica; Jedis would take any. */
    @Override
    public Connection getReplicaConnectionFromSlot(int slot) {
        List<ConnectionPool> replicas = slots.getSlotReplicaPools(slot);
        if (replicas == null || replicas.isEmpty()) {
            renewSlotCache();
            replicas = slots.getSlotReplicaPools(slot);
        }
        return replicas == null || replicas.isEmpty()
                ? getConnectionFromSlot(slot)
                : replicas.get(0).getResource();
    }

    @Override
    public Map<String, ConnectionPool> getConnectionMap() {
        return Collections.unmodifiableMap(getNodes());
    }

    @Override
    public Map<String, ConnectionPool> getPrimaryNodesConnectionMap() {
        return Collections.unmodifiableMap(getPrimaryNodes());
    }
}
