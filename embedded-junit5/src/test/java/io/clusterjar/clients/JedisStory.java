package io.clusterjar.clients;

import io.clusterjar.ClusterNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisProtocol;

/** The stories with Jedis, which follows redirects and tries again by itself. */
@SuppressWarnings("deprecation") // the class that most applications still use, and that all majors have
abstract class JedisStory extends ClientStory {
    private static final int TIMEOUT_MS = 300;
    private static final int MAX_ATTEMPTS = 10;

    private final RedisProtocol protocol;

    JedisStory(RedisProtocol protocol) {
        this.protocol = protocol;
    }

    @Override
    String artifact() {
        return "jedis";
    }

    @Override
    Class<?> typeOfClient() {
        return Jedis.class;
    }

    @Override
    Client connect(String host, int port) {
        DefaultJedisClientConfig config = DefaultJedisClientConfig.builder()
                .timeoutMillis(TIMEOUT_MS)
                .protocol(protocol)
                .build();
        JedisCluster jedis = new JedisCluster(
                Set.of(new HostAndPort(host, port)),
                config,
                MAX_ATTEMPTS,
                new org.apache.commons.pool2.impl.GenericObjectPoolConfig<>());
        return new JedisClient(jedis);
    }

    private record JedisClient(JedisCluster jedis) implements Client {
        @Override
        public void set(String key, String value) {
            jedis.set(key, value);
        }

        @Override
        public String get(String key) {
            return jedis.get(key);
        }

        @Override
        public void send(ClusterNode node, String... words) {
            try (Connection connection = connectionTo(node)) {
                Command command = Command.valueOf(words[0]);
                connection.executeCommand(new redis.clients.jedis.CommandArguments(command)
                        .addObjects((Object[]) Arrays.copyOfRange(words, 1, words.length)));
            }
        }

        @Override
        public List<String> keysInSlot(ClusterNode node, int slot) {
            try (Connection connection = connectionTo(node);
                    Jedis direct = new Jedis(connection)) {
                return direct.clusterGetKeysInSlot(slot, 10);
            }
        }

        private Connection connectionTo(ClusterNode node) {
            return jedis.getClusterNodes().get(node.address()).getResource();
        }

        @Override
        public void close() {
            jedis.close();
        }
    }
}
