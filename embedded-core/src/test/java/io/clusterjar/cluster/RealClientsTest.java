package io.clusterjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisCluster;

/** Jedis and Lettuce find their way through a cluster of ours, and through a failover. */
@SuppressWarnings("deprecation") // the class that most applications still use
class RealClientsTest {
    @Test
    void shouldLeadJedisToTheNewMasterWhenTheOldOneCrashed() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                        .masters(3)
                        .replicasPerMaster(1)
                        .start();
                JedisCluster jedis = new JedisCluster(Set.of(
                        new HostAndPort(cluster.node(0).host(), cluster.node(0).port())))) {
            for (int i = 0; i < 100; i++) {
                jedis.set("key" + i, "value" + i);
            }
            assertThat(jedis.mget("{key1}a", "key1")).containsExactly(null, "value1");
            ClusterNode old = cluster.masterOf("key1");
            cluster.await().converged();
            old.crash();
            assertThat(cluster.clock()
                            .advanceUntil(
                                    () -> cluster.nodes().stream()
                                                    .filter(ClusterNode::isRunning)
                                                    .allMatch(ClusterNode::isClusterOk)
                                            && cluster.masters().size() == 3,
                                    Duration.ofMinutes(2)))
                    .isTrue();
            for (int i = 0; i < 100; i++) {
                assertThat(jedis.get("key" + i)).isEqualTo("value" + i);
            }
            old.restart();
            cluster.clock().advance(Duration.ofSeconds(30));
            assertThat(old.isMaster()).isFalse();
            cluster.await().converged();
        }
    }

    @Test
    void shouldLetLettuceReadFromReplicasWhenAsked() {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().masters(3).replicasPerMaster(1).start()) {
            RedisClusterClient client = RedisClusterClient.create(RedisURI.create(
                    "redis://" + cluster.node(0).host() + ":" + cluster.node(0).port()));
            try (StatefulRedisClusterConnection<String, String> connection = client.connect()) {
                RedisAdvancedClusterCommands<String, String> commands = connection.sync();
                for (int i = 0; i < 100; i++) {
                    commands.set("key" + i, "value" + i);
                }
                connection.setReadFrom(ReadFrom.REPLICA);
                cluster.await().converged();
                for (int i = 0; i < 100; i++) {
                    assertThat(commands.get("key" + i)).isEqualTo("value" + i);
                }
                assertThat(commands.dbsize()).isEqualTo(100);
            } finally {
                client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
            }
        }
    }
}
