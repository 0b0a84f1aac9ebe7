package io.clusterjar.junit5;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisClusterInfoCache;
import redis.clients.jedis.JedisSocketFactory;

/**
 * Jedis' own knowledge of a cluster, but that its pools open virtual sockets, and that it takes nodes in the order of their addresses where it would
 * shuffle them.
 */
final class VirtualClusterSlots extends JedisClusterInfoCache {
    private final Map<String, ConnectionPool> pools = new TreeMap<>();
    private final JedisClientConfig config;
    private final Function<HostAndPort, JedisSocketFactory> sockets;

    @SuppressWarnings("NullAway") // Without start nodes it goes through the pools, which hold them.
    VirtualClusterSlots(JedisClientConfig config, Function<HostAndPort, JedisSocketFactory> sockets) {
        super(config, null);
        this.config = config;
        this.sockets = sockets;
    }

    @Override
    public ConnectionPool setupNodeIfNotExist(HostAndPort node) {
        return pools.computeIfAbsent(getNodeKey(node), key -> newPool(node));
    }

    private ConnectionPool newPool(HostAndPort node) {
        GenericObjectPoolConfig<Connection> limits = new GenericObjectPoolConfig<>();
        limits.setJmxEnabled(false);
        limits.setMaxTotal(-1);
        limits.setMaxIdle(-1);
        limits.setBlockWhenExhausted(false);
        return new ConnectionPool(new ConnectionFactory(sockets.apply(node), config), limits);
    }

    @Override
    public @Nullable ConnectionPool getNode(String nodeKey) {
        return pools.get(nodeKey);
    }

    @Override
    public @Nullable ConnectionPool getNode(HostAndPort node) {
        return getNode(getNodeKey(node));
    }

    @Override
    public Map<String, ConnectionPool> getNodes() {
        return new LinkedHashMap<>(pools);
    }

    @Override
    public List<ConnectionPool> getShuffledNodesPool() {
        return new ArrayList<>(pools.values());
    }

    @Override
    public List<ConnectionPool> getShuffledPrimaryNodesPool() {
        return new ArrayList<>(getPrimaryNodes().values());
    }

    /** Of masters: Jedis keeps them in a map of its own, with these pools. */
    @Override
    public Map<String, ConnectionPool> getPrimaryNodes() {
        return new TreeMap<>(super.getPrimaryNodes());
    }

    @Override
    public void close() {
        super.close();
        pools.values().forEach(ConnectionPool::destroy);
        pools.clear();
    }
}
