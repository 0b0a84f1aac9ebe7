package io.clusterjar.clients;

import io.clusterjar.ClusterNode;
import java.util.Arrays;
import java.util.List;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

/** The stories with Redisson's buckets. A slot is moved from beside, with Jedis: it has no commands for that. */
class RedissonTest extends ClientStory {
    private static final int TIMEOUT_MS = 500;
    private static final int SCAN_INTERVAL_MS = 100;

    @Override
    String artifact() {
        return "redisson";
    }

    @Override
    Class<?> typeOfClient() {
        return Redisson.class;
    }

    @Override
    Client connect(String host, int port) {
        Config config = new Config();
        config.setCodec(StringCodec.INSTANCE);
        config.useClusterServers()
                .addNodeAddress("redis://" + host + ":" + port)
                .setScanInterval(SCAN_INTERVAL_MS)
                .setMasterConnectionMinimumIdleSize(1)
                .setSlaveConnectionMinimumIdleSize(1)
                .setSubscriptionConnectionMinimumIdleSize(1)
                .setConnectTimeout(TIMEOUT_MS)
                .setTimeout(TIMEOUT_MS)
                .setRetryAttempts(1);
        return new RedissonBuckets(Redisson.create(config));
    }

    private record RedissonBuckets(RedissonClient redisson) implements Client {
        @Override
        public void set(String key, String value) {
            redisson.<String>getBucket(key).set(value);
        }

        @Override
        public String get(String key) {
            return redisson.<String>getBucket(key).get();
        }

        @Override
        public void send(ClusterNode node, String... words) {
            try (Jedis direct = new Jedis(node.host(), node.port())) {
                direct.sendCommand(Protocol.Command.valueOf(words[0]), Arrays.copyOfRange(words, 1, words.length));
            }
        }

        @Override
        public List<String> keysInSlot(ClusterNode node, int slot) {
            try (Jedis direct = new Jedis(node.host(), node.port())) {
                return direct.clusterGetKeysInSlot(slot, 10);
            }
        }

        @Override
        public void close() {
            redisson.shutdown();
        }
    }
}
