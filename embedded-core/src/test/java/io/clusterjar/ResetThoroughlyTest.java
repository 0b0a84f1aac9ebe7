package io.clusterjar;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.testing.RespClient;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a test did to its cluster, after a reset the next test finds it as it was at the start. */
class ResetThoroughlyTest {
    private EmbeddedCluster cluster;

    @BeforeEach
    void start() {
        cluster = EmbeddedCluster.builder().masters(3).replicasPerMaster(1).start();
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    static Stream<Arguments> deeds() {
        return Stream.of(
                deed("crashed masters", cluster -> cluster.masters().forEach(ClusterNode::crash)),
                deed("crashed everything", cluster -> cluster.nodes().forEach(ClusterNode::crash)),
                deed("machines without power", cluster -> {
                    cluster.network().tcpRetries(3);
                    cluster.masters().forEach(node -> node.crash(CrashMode.POWER_LOSS));
                    cluster.clock().advance(Duration.ofSeconds(20));
                }),
                deed("a fail-over and a restart", cluster -> {
                    ClusterNode old = cluster.node(0);
                    old.crash();
                    cluster.await().fastForward().masterOfSlot(0).isNot(old);
                    old.restart();
                    cluster.await().fastForward().node(old).isReplica();
                }),
                deed("a crash in the middle of a fail-over", cluster -> {
                    cluster.node(0).crash();
                    cluster.clock().advance(Duration.ofMillis(15_600));
                    cluster.node(1).crash();
                }),
                deed("a restart without data", cluster -> cluster.node(0).restartWithoutData()),
                deed("a moved slot and one half moved", cluster -> {
                    ClusterNode source = cluster.masterOfSlot(0);
                    ClusterNode target = cluster.masterOfSlot(16_383);
                    target.execute("CLUSTER", "SETSLOT", "0", "IMPORTING", source.id());
                    source.execute("CLUSTER", "SETSLOT", "0", "MIGRATING", target.id());
                    target.execute("CLUSTER", "SETSLOT", "0", "NODE", target.id());
                    target.execute("CLUSTER", "SETSLOT", "1", "IMPORTING", source.id());
                    source.execute("CLUSTER", "SETSLOT", "1", "MIGRATING", target.id());
                }),
                deed("unowned slots", cluster -> cluster.node(0).execute("CLUSTER", "DELSLOTSRANGE", "0", "100")),
                deed("forgotten nodes", cluster -> cluster.node(0)
                        .execute("CLUSTER", "FORGET", cluster.node(2).id())),
                deed("CLUSTER RESET HARD", cluster -> {
                    cluster.node(2).execute("FLUSHALL");
                    cluster.node(2).execute("CLUSTER", "RESET", "HARD");
                }),
                deed("a take-over", cluster -> {
                    cluster.node(3).execute("CLUSTER", "FAILOVER", "TAKEOVER");
                    cluster.await().node(cluster.node(0)).isReplica();
                }),
                deed("faults of all kinds", cluster -> {
                    cluster.network().isolate(cluster.node(0));
                    cluster.network()
                            .partition(cluster.node(1), cluster.node(2))
                            .oneWay();
                    cluster.network().allLinks().latency(Duration.ofSeconds(2), Duration.ofSeconds(1));
                    cluster.network().linksOf(cluster.node(4)).loss(0.5);
                    cluster.network().messages(BusMessageType.PONG).hold();
                    cluster.clock().advance(Duration.ofSeconds(40));
                    cluster.node(5).pause();
                    cluster.node(4).clock().skew(Duration.ofHours(-3));
                    cluster.clock().speed(50);
                }),
                deed("changed parameters", cluster -> cluster.nodes()
                        .forEach(node -> node.execute(
                                "CONFIG",
                                "SET",
                                "cluster-node-timeout",
                                "500",
                                "min-replicas-to-write",
                                "2",
                                "maxclients",
                                "50"))),
                deed("a password", cluster -> cluster.nodes()
                        .forEach(node ->
                                node.execute("CONFIG", "SET", "requirepass", "secret", "masterauth", "secret"))),
                deed("keys of every kind", cluster -> cluster.masters().forEach(node -> {
                    String tag = "{" + keyOf(node) + "}";
                    node.execute("SET", tag, "v", "PX", "100000");
                    node.execute("RPUSH", tag + "l", "a", "b");
                    node.execute("HSET", tag + "h", "f", "v");
                    node.execute("ZADD", tag + "z", "1", "m");
                })));
    }

    private static Arguments deed(String name, Consumer<EmbeddedCluster> what) {
        return Arguments.of(name, what);
    }

    private static String keyOf(ClusterNode node) {
        String[] range = node.slots().get(0).split("-");
        for (int i = 0; ; i++) {
            int slot = EmbeddedCluster.slotOf("k" + i);
            if (Integer.parseInt(range[0]) <= slot && slot <= Integer.parseInt(range[1])) {
                return "k" + i;
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deeds")
    void shouldBeAsAtTheStartWhenReset(String name, Consumer<EmbeddedCluster> deed) throws Exception {
        Map<String, Object> first = picture();
        deed.accept(cluster);

        cluster.reset();

        assertThat(picture()).isEqualTo(first);
        assertWorks();
        deed.accept(cluster); // and once more: what was left over shows at the second time
        cluster.reset();
        assertThat(picture()).isEqualTo(first);
        assertWorks();
    }

    @Test
    void shouldKeepClientsOfLivingNodesAndForgetWhatTheyHadBegunWhenReset() throws Exception {
        List<RespClient> clients = new ArrayList<>();
        for (ClusterNode node : cluster.nodes()) {
            clients.add(connect(node));
        }
        RespClient writer = clients.get(0);
        String key = keyOf(cluster.node(0));
        assertThat(writer.call("SET", key, "1")).isEqualTo("+OK\r\n");
        assertThat(writer.call("WATCH", key)).isEqualTo("+OK\r\n");

        cluster.reset();

        for (RespClient client : clients) {
            assertThat(client.call("PING")).isEqualTo("+PONG\r\n");
        }
        assertThat(writer.call("GET", key)).isEqualTo("$-1\r\n");
        assertThat(writer.call("SET", key, "2")).isEqualTo("+OK\r\n");
        clients.forEach(RespClient::close);
    }

    private static RespClient connect(ClusterNode node) throws IOException {
        return new RespClient(new Socket(node.host(), node.port()));
    }

    /** What the next test would see. */
    private Map<String, Object> picture() {
        Map<String, Object> picture = new TreeMap<>();
        for (ClusterNode node : cluster.nodes()) {
            picture.put(node.name() + " address", node.address());
            picture.put(node.name() + " role", node.role());
            picture.put(node.name() + " master", node.master().map(ClusterNode::name));
            picture.put(node.name() + " slots", node.slots());
            picture.put(node.name() + " keys", node.keyCount());
            picture.put(node.name() + " epoch", node.configEpoch());
            picture.put(node.name() + " current epoch", node.currentEpoch());
            picture.put(node.name() + " config", node.execute("CONFIG", "GET", "*"));
            picture.put(
                    node.name() + " known",
                    String.valueOf(node.execute("CLUSTER", "NODES")).lines().count());
        }
        picture.put("faults", cluster.faults());
        return picture;
    }

    private void assertWorks() throws IOException {
        for (ClusterNode master : List.of(cluster.node(0), cluster.node(1), cluster.node(2))) {
            try (RespClient client = connect(master)) {
                String key = keyOf(master);
                assertThat(client.call("SET", key, "v")).isEqualTo("+OK\r\n");
                assertThat(client.call("WAIT", "1", "5000")).isEqualTo(":1\r\n");
                assertThat(client.call("CLUSTER", "INFO")).contains("cluster_state:ok");
            }
        }
        String slots = String.valueOf(cluster.node(0).execute("CLUSTER", "SLOTS"));
        cluster.nodes().forEach(node -> assertThat(slots).contains(Integer.toString(node.port())));
    }
}
