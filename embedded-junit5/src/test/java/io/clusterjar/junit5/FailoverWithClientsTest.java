package io.clusterjar.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.UnifiedJedis;

/** The ready clients, each through the crash of the master that holds its key. */
@RedisCluster(masters = 3, replicas = 1)
@SuppressWarnings("deprecation")
class FailoverWithClientsTest {
    private static final int ATTEMPTS = 10;

    @Test
    void shouldGoOnWithJedisClusterWhenMasterCrashes(
            EmbeddedCluster cluster, @Master("k") ClusterNode old, JedisCluster jedis) {
        jedis.set("k", "before");
        failOver(cluster, old);
        assertThat(jedis.get("k")).isEqualTo("before");
        assertThat(jedis.set("k", "after")).isEqualTo("OK");
    }

    @Test
    void shouldGoOnWithUnifiedJedisWhenMasterCrashes(
            EmbeddedCluster cluster, @Master("k") ClusterNode old, UnifiedJedis jedis) {
        jedis.set("k", "before");
        failOver(cluster, old);
        assertThat(jedis.get("k")).isEqualTo("before");
        assertThat(jedis.set("k", "after")).isEqualTo("OK");
    }

    @Test
    void shouldGoOnWithJedisClientWhenMasterCrashes(
            EmbeddedCluster cluster, @Master("k") ClusterNode old, redis.clients.jedis.RedisClusterClient jedis) {
        jedis.set("k", "before");
        failOver(cluster, old);
        assertThat(jedis.get("k")).isEqualTo("before");
    }

    @Test
    void shouldGoOnWithLettuceWhenMasterCrashes(
            EmbeddedCluster cluster,
            @Master("k") ClusterNode old,
            StatefulRedisClusterConnection<String, String> connection) {
        connection.sync().set("k", "before");
        failOver(cluster, old);
        assertThat(retrying(() -> connection.sync().get("k"))).isEqualTo("before");
        assertThat(retrying(() -> connection.sync().set("k", "after"))).isEqualTo("OK");
    }

    @Test
    void shouldHandOutOneLettuceClientPerTypeAndTest(
            RedisClusterClient client, RedisClusterClient same, RedisAdvancedClusterCommands<String, String> commands) {
        assertThat(client).isSameAs(same);
        commands.set("k", "1");
        try (var connection = client.connect()) {
            assertThat(connection.sync().get("k")).isEqualTo("1");
        }
    }

    @Test
    void shouldGoOnWithRedissonWhenMasterCrashes(
            EmbeddedCluster cluster, @Master("k") ClusterNode old, RedissonClient redisson) {
        var bucket = redisson.<String>getBucket("k", StringCodec.INSTANCE);
        bucket.set("before");
        failOver(cluster, old);
        assertThat(retrying(bucket::get)).isEqualTo("before");
        retrying(() -> {
            bucket.set("after");
            return "OK";
        });
    }

    @Test
    void shouldCutOffOnlyTheClientOnTheOtherSide(
            EmbeddedCluster cluster,
            @Master("k") ClusterNode b,
            @View("z1") io.clusterjar.ClientView z1,
            @View("z1") JedisCluster beside,
            JedisCluster elsewhere) {
        z1.placeWith(b);
        cluster.network().isolate(b);
        beside.set("k", "beside");
        cluster.await().fastForward().masterOf("k").isNot(b);
        assertThat(elsewhere.get("k")).isNull();
    }

    private static void failOver(EmbeddedCluster cluster, ClusterNode old) {
        cluster.await().replicated();
        old.crash();
        cluster.await().fastForward().masterOf("k").isNot(old);
    }

    /** As an application does. */
    private static <T> T retrying(Supplier<T> command) {
        for (int attempt = 1; ; attempt++) {
            try {
                return command.get();
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
