package io.clusterjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.net.CutMode;
import io.clusterjar.net.Plane;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** What a real client sees while its cluster's network and nodes are broken in one way or another. */
class FaultsOverTcpTest {
    private static final DefaultJedisClientConfig IMPATIENT =
            DefaultJedisClientConfig.builder().timeoutMillis(200).build();

    private EmbeddedCluster cluster;
    private RedisClusterClient client;
    private ClusterNode master;
    private ClusterNode replica;

    @BeforeEach
    void start() {
        cluster = EmbeddedCluster.builder().masters(3).replicasPerMaster(1).start();
        client = RedisClusterClient.builder()
                .nodes(Set.of(
                        new HostAndPort(cluster.node(0).host(), cluster.node(0).port())))
                .clientConfig(IMPATIENT)
                .maxAttempts(20)
                .build();
        master = cluster.masterOf("key");
        replica = cluster.replicaOf("key");
    }

    @AfterEach
    void close() {
        client.close();
        cluster.close();
    }

    private Jedis direct(ClusterNode node) {
        return new Jedis(node.host(), node.port(), IMPATIENT);
    }

    // ---- cuts

    @Test
    void shouldLoseWhatWasAcknowledgedWhenReplicationWasCutAndTheMasterCrashed() {
        client.set("key", "replicated");
        cluster.await().replicated();
        try (Jedis jedis = direct(master);
                Cut cut = cluster.network().isolate(master).planes(Plane.REPLICATION)) {
            assertThat(jedis.set("key", "only on the master")).isEqualTo("OK");
            assertThat(jedis.waitReplicas(1, 50)).isZero(); // WAIT tells
            cluster.clock().advance(Duration.ofSeconds(20));
            assertThat(cluster.nodes()).noneMatch(node -> node.suspects(master)); // gossip is fine
            assertThat(cluster.masterOf("key")).isSameAs(master);

            master.crash();
            assertThat(cluster.await().fastForward().masterOf("key").isNot(master))
                    .isSameAs(replica);
            assertThat(cut.isActive()).isTrue();
        }
        cluster.await().fastForward().clusterOk();
        assertThat(client.get("key")).isEqualTo("replicated");
    }

    @Test
    void shouldConfirmByWaitWhenReplicationWorks() {
        try (Jedis jedis = direct(master)) {
            jedis.set("key", "safe");
            assertThat(jedis.waitReplicas(1, 5_000)).isEqualTo(1);
        }
        master.crash();
        cluster.await().fastForward().masterOf("key").isNot(master);
        cluster.await().fastForward().clusterOk();
        assertThat(client.get("key")).isEqualTo("safe");
    }

    @Test
    void shouldFailOverWhenAMasterHearsButCannotSpeak() {
        client.set("key", "before");
        cluster.await().replicated();
        try (Cut cut = cluster.network().isolate(master).oneWay()) {
            cluster.await().fastForward().masterOf("key").isNot(master);
            assertThat(cut.isActive()).isTrue();
            cluster.await().fastForward().node(replica).isClusterOk();
            assertThat(client.get("key")).isEqualTo("before");
            client.set("key", "after");
        }
        cluster.await().fastForward().node(master).isReplicaOf(replica);
        cluster.await().fastForward().converged();
        assertThat(client.get("key")).isEqualTo("after");
    }

    @Test
    void shouldHoldCommandsAndAnswerThemAfterwardsWhenHeld() throws Exception {
        try (Jedis jedis = new Jedis(master.host(), master.port())) {
            jedis.ping();
            Cut cut = cluster.network().isolate(master).planes(Plane.CLIENT).mode(CutMode.HOLD);
            CompletableFuture<String> reply = CompletableFuture.supplyAsync(() -> jedis.set("key", "late"));
            assertThatThrownBy(() -> reply.get(50, TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            assertThat(master.execute("GET", "key")).isNull();
            cut.close();
            assertThat(reply.get(5, TimeUnit.SECONDS)).isEqualTo("OK");
        }
    }

    @Test
    void shouldResetConnectionsAndRefuseNewOnesWhenTheCutIsAReset() {
        try (Jedis jedis = direct(master)) {
            jedis.ping();
            try (Cut cut =
                    cluster.network().isolate(master).planes(Plane.CLIENT).mode(CutMode.RESET)) {
                assertThatThrownBy(jedis::ping).isInstanceOf(JedisConnectionException.class);
                assertThatThrownBy(() -> {
                            try (Jedis other = direct(master)) {
                                other.ping();
                            }
                        })
                        .isInstanceOf(JedisConnectionException.class);
                assertThat(cut.isActive()).isTrue();
            }
        } catch (JedisConnectionException closingABrokenOne) {
            assertThat(closingABrokenOne).hasMessageContaining("roken pipe");
        }
        client.set("key", "again");
        assertThat(client.get("key")).isEqualTo("again");
    }

    // ---- nodes

    @Test
    void shouldStepDownWhenItWasPausedForLongerThanTheNodeTimeout() {
        client.set("key", "before");
        cluster.await().replicated();
        Fault pause = master.pause();
        cluster.await().fastForward().masterOf("key").isNot(master);
        cluster.await().fastForward().clusterOk();
        client.set("key", "after");

        pause.close();
        cluster.await().fastForward().node(master).isReplicaOf(replica);
        cluster.await().fastForward().converged();
        assertThat(client.get("key")).isEqualTo("after");
        try (Jedis jedis = direct(master)) {
            jedis.readonly();
            assertThat(jedis.get("key")).isEqualTo("after");
        }
    }

    @Test
    void shouldCrashWhenAClientSaysSegfault() {
        try (Jedis jedis = direct(master)) {
            assertThatThrownBy(() -> jedis.sendCommand(() -> "DEBUG".getBytes(StandardCharsets.US_ASCII), "SEGFAULT"))
                    .isInstanceOf(JedisConnectionException.class);
        } catch (JedisConnectionException closingABrokenOne) {
            assertThat(closingABrokenOne).hasMessageContaining("roken pipe");
        }
        cluster.await().until("it is down", () -> master.state() == NodeState.DOWN);
        cluster.await().fastForward().masterOf("key").isNot(master);
        cluster.await().fastForward().clusterOk();
        client.set("key", "alive");
        assertThat(client.get("key")).isEqualTo("alive");
    }

    @Test
    void shouldComeBackEmptyButKnownWhenItCrashedAndRestartedBeforeAnybodyNoticed() {
        client.set("key", "in memory only");
        String id = master.id();
        String history = replicationId();
        master.crash();
        master.restart();
        assertThat(master.id()).isEqualTo(id);
        assertThat(replicationId()).isNotEqualTo(history); // what it sends now is not what its replica has
        cluster.await().fastForward().converged();
        assertThat(cluster.masterOf("key")).isSameAs(master);
        assertThat(client.get("key")).isNull(); // as in Redis: an empty master is what its replica copies
        assertThat(replica.keyCount()).isZero();
    }

    private String replicationId() {
        return String.valueOf(master.execute("INFO", "replication"))
                .lines()
                .filter(line -> line.startsWith("master_replid:"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldComeBackWithItsDataWhenItHadSavedThem() {
        client.set("key", "saved");
        try (Jedis jedis = direct(master)) {
            jedis.save();
        }
        client.set("key2{key}", "not saved");
        master.crash();
        master.restart();
        cluster.await().fastForward().converged();
        assertThat(client.get("key")).isEqualTo("saved");
        assertThat(client.get("key2{key}")).isNull();
    }

    @Test
    void shouldComeBackAsAStrangerWhenItsDiskIsLost() {
        String id = master.id();
        client.set("key", "kept by the replica");
        cluster.await().replicated();
        master.crash();
        cluster.await().fastForward().masterOf("key").isNot(master);
        master.restartWithoutData();
        assertThat(master.id()).isNotEqualTo(id);
        assertThat(master.slots()).isEmpty();
        assertThat(String.valueOf(master.execute("CLUSTER", "NODES")).lines()).hasSize(1);
        try (Jedis stranger = direct(master);
                Jedis promoted = direct(replica)) {
            assertThatThrownBy(() -> stranger.get("key")).hasMessage("CLUSTERDOWN Hash slot not served");
            cluster.await().fastForward().node(replica).isClusterOk();
            assertThat(promoted.get("key")).isEqualTo("kept by the replica");
        }
    }

    // ---- operators

    @ParameterizedTest
    @ValueSource(strings = {"", "FORCE", "TAKEOVER"})
    void shouldHandOverWhenAnOperatorFailsOver(String option) {
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger told = new AtomicInteger();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            while (!done.get() || told.get() < 50) {
                client.set("key", "value " + (told.get() + 1));
                client.set("{key}" + told.get(), "kept");
                told.incrementAndGet();
            }
        });
        try (Jedis jedis = direct(replica)) {
            if (option.isEmpty()) {
                assertThat(jedis.clusterFailover()).isEqualTo("OK");
            } else {
                assertThat(jedis.clusterFailover(redis.clients.jedis.args.ClusterFailoverOption.valueOf(option)))
                        .isEqualTo("OK");
            }
        }
        cluster.await().masterOf("key").is(replica);
        cluster.await().node(master).isReplicaOf(replica);
        done.set(true);
        writer.join();
        cluster.await().converged();

        assertThat(client.get("key")).isEqualTo("value " + told.get());
        if (option.isEmpty()) { // only the default waits for the last byte
            for (int i = 0; i < told.get(); i++) {
                assertThat(client.get("{key}" + i)).isEqualTo("kept");
            }
        }
    }

    @Test
    void shouldGiveAReplicaToAMasterThatLostItsOnlyOne() {
        cluster.close();
        client.close();
        cluster = EmbeddedCluster.builder().masters(3).replicasPerMaster(2).start();
        client = RedisClusterClient.create(
                Set.of(new HostAndPort(cluster.node(0).host(), cluster.node(0).port())));
        ClusterNode orphan = cluster.node(0);
        cluster.replicasOf(orphan).forEach(ClusterNode::crash);
        cluster.await().fastForward().until("a replica moved", () -> !cluster.replicasOf(orphan)
                .isEmpty());
        ClusterNode moved = cluster.replicasOf(orphan).get(0);
        cluster.await().fastForward().node(moved).isReplicaOf(orphan);
        cluster.await().fastForward().converged();
        assertThat(cluster.masters())
                .allSatisfy(node -> assertThat(cluster.replicasOf(node)).isNotEmpty());

        String key = java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> "k" + i)
                .filter(name -> cluster.masterOf(name) == orphan)
                .findFirst()
                .orElseThrow();
        client.set(key, "kept");
        cluster.await().replicated();
        orphan.crash();
        assertThat(cluster.await().fastForward().masterOf(key).isNot(orphan)).isSameAs(moved);
    }

    @Test
    void shouldTellTheClientWhenTheClusterIsDown() {
        master.crash();
        replica.crash();
        ClusterNode other = cluster.masters().get(0);
        cluster.await().fastForward().node(other).isClusterDown();
        try (Jedis jedis = direct(other)) {
            assertThatThrownBy(() -> jedis.get("key"))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessage("CLUSTERDOWN The cluster is down");
        }
    }
}
