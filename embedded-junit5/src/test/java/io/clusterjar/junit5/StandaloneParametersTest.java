package io.clusterjar.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.EmbeddedRedis;
import io.clusterjar.RedisDeployment;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

@RedisStandalone(replicas = 1, password = "secret")
class StandaloneParametersTest {
    @Test
    void shouldHandOutTheMasterWithoutQualifier(EmbeddedRedis redis, ClusterNode master, @Node(1) ClusterNode replica) {
        assertThat(master).isSameAs(redis.master());
        assertThat(replica.master()).contains(master);
    }

    @Test
    void shouldConnectClientsWithThePassword(
            UnifiedJedis unified,
            RedisClient jedis,
            Jedis single,
            io.lettuce.core.RedisClient client,
            StatefulRedisConnection<String, String> lettuce,
            RedisCommands<String, String> commands) {
        unified.set("a", "1");
        assertThat(jedis.get("a")).isEqualTo("1");
        assertThat(single.get("a")).isEqualTo("1");
        assertThat(lettuce.sync().get("a")).isEqualTo("1");
        assertThat(commands.get("a")).isEqualTo("1");
        assertThat(client.connect().sync().get("a")).isEqualTo("1");
    }

    @Test
    void shouldConnectToTheNodeThatIsNamed(@Node(1) Jedis replica, ClusterNode master, RedisDeployment deployment) {
        master.execute("SET", "a", "1");
        deployment.await().replicated();
        assertThat(replica.get("a")).isEqualTo("1");
        assertThat(replica.info("replication")).contains("role:slave");
    }

    @Test
    @RedisCluster
    void shouldGiveAMethodItsOwnWhenItAsks(EmbeddedCluster cluster, RedisDeployment same) {
        assertThat(same).isSameAs(cluster);
    }
}
