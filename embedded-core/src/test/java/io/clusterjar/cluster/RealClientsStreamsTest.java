package io.clusterjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.lettuce.core.Consumer;
import io.lettuce.core.RedisURI;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAutoClaimArgs;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import io.lettuce.core.models.stream.PendingMessages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamEntry;

/** Jedis and Lettuce read streams in groups: what was delivered and not acknowledged outlives its master. */
@SuppressWarnings("deprecation") // the class that most applications still use
class RealClientsStreamsTest {
    private static final Map<String, StreamEntryID> NEW = Map.of("orders", StreamEntryID.UNRECEIVED_ENTRY);

    @Test
    void shouldKeepWhatIsPendingWhenTheMasterCrashes() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                        .masters(3)
                        .replicasPerMaster(1)
                        .start();
                JedisCluster jedis = new JedisCluster(Set.of(
                        new HostAndPort(cluster.node(0).host(), cluster.node(0).port())))) {
            jedis.xgroupCreate("orders", "shop", new StreamEntryID(), true);
            for (int i = 0; i < 10; i++) {
                jedis.xadd("orders", StreamEntryID.NEW_ENTRY, Map.of("item", "tea" + i));
            }
            List<Map.Entry<String, List<StreamEntry>>> read = jedis.xreadGroup(
                    "shop", "a", XReadGroupParams.xReadGroupParams().count(4).block(100), NEW);
            List<StreamEntry> entries = read.get(0).getValue();
            assertThat(entries).hasSize(4);
            assertThat(entries.get(0).getFields()).containsEntry("item", "tea0");
            jedis.xack("orders", "shop", entries.get(0).getID());

            cluster.await().converged();
            ClusterNode old = cluster.masterOf("orders");
            old.crash();
            assertThat(cluster.clock()
                            .advanceUntil(
                                    () -> cluster.nodes().stream()
                                                    .filter(ClusterNode::isRunning)
                                                    .allMatch(ClusterNode::isClusterOk)
                                            && cluster.masters().size() == 3,
                                    Duration.ofMinutes(2)))
                    .isTrue();

            assertThat(jedis.xlen("orders")).isEqualTo(10);
            assertThat(jedis.xpending("orders", "shop").getTotal()).isEqualTo(3);
            assertThat(jedis.xinfoGroups("orders").get(0).getName()).isEqualTo("shop");
            assertThat(jedis.xinfoStream("orders").getLength()).isEqualTo(10);
            assertThat(jedis.xreadGroup("shop", "b", XReadGroupParams.xReadGroupParams(), NEW)
                            .get(0)
                            .getValue())
                    .hasSize(6);
        }
    }

    @Test
    @SuppressWarnings("unchecked") // Lettuce takes generic types as many as come
    void shouldLetLettuceClaimWhatOthersLeft() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().masters(3).start()) {
            RedisClusterClient client = RedisClusterClient.create(RedisURI.create(
                    "redis://" + cluster.node(0).host() + ":" + cluster.node(0).port()));
            try (StatefulRedisClusterConnection<String, String> connection = client.connect()) {
                RedisAdvancedClusterCommands<String, String> commands = connection.sync();
                XReadArgs.StreamOffset<String> next = XReadArgs.StreamOffset.lastConsumed("orders");
                commands.xgroupCreate(
                        XReadArgs.StreamOffset.from("orders", "0"), "shop", XGroupCreateArgs.Builder.mkstream());
                String id = commands.xadd("orders", Map.of("item", "tea"));
                assertThat(commands.xreadgroup(Consumer.from("shop", "a"), next))
                        .extracting(StreamMessage::getId)
                        .containsExactly(id);
                assertThat(commands.xautoclaim(
                                        "orders",
                                        XAutoClaimArgs.Builder.xautoclaim(
                                                Consumer.from("shop", "b"), Duration.ZERO, "0"))
                                .getMessages())
                        .extracting(StreamMessage::getBody)
                        .containsExactly(Map.of("item", "tea"));
                PendingMessages pending = commands.xpending("orders", "shop");
                assertThat(pending.getConsumerMessageCount()).containsExactly(Map.entry("b", 1L));
                assertThat(commands.xinfoStream("orders")).contains("length", 1L);
            } finally {
                client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
            }
        }
    }
}
