package io.clusterjar.junit5;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;

/**
 * Clients of Jedis, 4 to 8. The older have no {@code RedisClusterClient} and {@code RedisClient}, the newer no {@code JedisPooled}; each is
 * touched only where it is there.
 */
final class JedisClients implements ClientLibrary {
    /** How long a socket waits: longer than a healthy node takes, short beside a test. */
    private static final int TIMEOUT_MS = 1_000;

    /** Attempts of a cluster client; from half of them on it renews its slots before each. */
    private static final int ATTEMPTS = 20;

    private static final Duration ATTEMPTS_LAST = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 64;
    private static final String PACKAGE = "redis.clients.jedis.";

    @Override
    public Client create(ClientRequest request) {
        String type = request.type().getSimpleName();
        return switch (type) {
            case "JedisCluster" -> OldCluster.create(request);
            case "RedisClusterClient" -> NewCluster.create(request);
            case "RedisClient" -> NewStandalone.create(request);
            case "JedisPooled" -> pooled(request);
            case "Jedis" -> Client.of(new Jedis(first(request), config(request)));
            default -> unified(request);
        };
    }

    private static Client unified(ClientRequest request) {
        if (request.cluster()) {
            return isThere("RedisClusterClient") ? NewCluster.create(request) : OldCluster.create(request);
        }
        return isThere("RedisClient") ? NewStandalone.create(request) : pooled(request);
    }

    private static boolean isThere(String name) {
        try {
            Class.forName(PACKAGE + name, false, Jedis.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** By reflection, because the Jedis that this is compiled with has it no more. */
    private static Client pooled(ClientRequest request) {
        try {
            Object client = Class.forName(PACKAGE + "JedisPooled", true, Jedis.class.getClassLoader())
                    .getConstructor(HostAndPort.class, JedisClientConfig.class)
                    .newInstance(first(request), config(request));
            return Client.of((AutoCloseable) client);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("JedisPooled could not be made", e);
        }
    }

    private static HostAndPort first(ClientRequest request) {
        return new HostAndPort(request.firstHost(), request.firstPort());
    }

    private static Set<HostAndPort> all(ClientRequest request) {
        Set<HostAndPort> nodes = new LinkedHashSet<>();
        for (String address : request.addresses()) {
            nodes.add(new HostAndPort(ClientRequest.hostOf(address), ClientRequest.portOf(address)));
        }
        return nodes;
    }

    private static JedisClientConfig config(ClientRequest request) {
        DefaultJedisClientConfig.Builder builder = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(TIMEOUT_MS)
                .socketTimeoutMillis(TIMEOUT_MS);
        return request.password().isEmpty()
                ? builder.build()
                : builder.password(request.password()).build();
    }

    private static ConnectionPoolConfig pool() {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS);
        pool.setJmxEnabled(false);
        return pool;
    }

    private static final class OldCluster {
        @SuppressWarnings("deprecation")
        static Client create(ClientRequest request) {
            return Client.of(new JedisCluster(all(request), config(request), ATTEMPTS, ATTEMPTS_LAST, pool()));
        }
    }

    private static final class NewCluster {
        static Client create(ClientRequest request) {
            RedisClusterClient client = RedisClusterClient.builder()
                    .nodes(all(request))
                    .clientConfig(config(request))
                    .maxAttempts(ATTEMPTS)
                    .maxTotalRetriesDuration(ATTEMPTS_LAST)
                    .poolConfig(pool())
                    .build();
            return Client.of(client);
        }
    }

    private static final class NewStandalone {
        static Client create(ClientRequest request) {
            RedisClient client = RedisClient.builder()
                    .hostAndPort(first(request))
                    .clientConfig(config(request))
                    .poolConfig(pool())
                    .build();
            return Client.of(client);
        }
    }
}
