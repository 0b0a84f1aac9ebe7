package io.clusterjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.testing.RespClient;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.Jedis;

/** What a builder takes and refuses, which ports are used, and what is left when a deployment is closed. */
class StartAndCloseTest {
    static Stream<Arguments> badValues() {
        return Stream.of(
                bad("masters=0 is not within 1 to 1000", builder -> builder.masters(0)),
                bad("masters=-1 is not within 1 to 1000", builder -> builder.masters(-1)),
                bad("masters=1001 is not within 1 to 1000", builder -> builder.masters(1001)),
                bad("replicasPerMaster=-1 is not within 0 to 1000", builder -> builder.replicasPerMaster(-1)),
                bad(
                        "makes 1200 nodes; at most 1000",
                        builder -> builder.masters(400).replicasPerMaster(2).start()),
                bad("minReplicasToWrite=-1 is not 0 or more", builder -> builder.minReplicasToWrite(-1)),
                bad("nodeTimeout=PT0S is not 1 ms or more", builder -> builder.nodeTimeout(Duration.ZERO)),
                bad("port=0 is not within 1 to 65535", builder -> builder.port(0)),
                bad("port=70000 is not within 1 to 65535", builder -> builder.port(70_000)),
                bad("names a port twice", builder -> builder.ports(7000, 7001, 7000)),
                bad("names 2 ports for 3 nodes", builder -> builder.ports(7000, 7001)
                        .start()),
                bad("leaves no room for 3 nodes", builder -> builder.port(65_534)
                        .start()),
                bad("eventLoops=0 is not within 1 to 64", builder -> builder.eventLoops(0)),
                bad("appendonly", builder -> builder.config("apendonly", "yes")),
                bad("append-only file", builder -> builder.config("appendonly", "yes")),
                bad("use port(..)", builder -> builder.config("port", "7000")),
                bad("use EmbeddedCluster", builder -> builder.config("Cluster-Enabled", "no")),
                bad("use password(..)", builder -> builder.config("requirepass", "x")
                        .start()),
                bad("port=60000 leaves no room", builder -> builder.port(60000).start()),
                bad("cluster-node-timeout", builder -> builder.config("cluster-node-timeuot", "100")),
                bad("maxmemory", builder -> builder.config("maxmemory", "plenty")),
                bad(
                        "cluster-require-full-coverage",
                        builder -> builder.config("cluster-require-full-coverage", "perhaps")));
    }

    private static Arguments bad(String message, Consumer<EmbeddedClusterBuilder> use) {
        return Arguments.of(message, use);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badValues")
    void shouldNameValueAndRangeWhenABuilderIsToldNonsense(String message, Consumer<EmbeddedClusterBuilder> use) {
        EmbeddedClusterBuilder builder = EmbeddedCluster.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> use.accept(builder))
                .withMessageContaining(message);
    }

    @Test
    void shouldServeWithOneMasterAndWithTwo() {
        for (int masters = 1; masters <= 2; masters++) {
            try (var cluster = EmbeddedCluster.builder().masters(masters).start();
                    Jedis jedis = new Jedis(
                            cluster.masterOf("a").host(), cluster.masterOf("a").port())) {
                assertThat(jedis.set("a", "1")).isEqualTo("OK");
                assertThat(cluster.masters()).hasSize(masters);
            }
        }
    }

    @Test
    void shouldListenOnThePortsThatAreAskedFor() throws Exception {
        int first = Ports.freeRow(8);
        try (var cluster = EmbeddedCluster.builder()
                        .masters(3)
                        .replicasPerMaster(1)
                        .port(first)
                        .start();
                var other = EmbeddedCluster.builder()
                        .masters(1)
                        .replicasPerMaster(1)
                        .ports(first + 7, first + 6)
                        .start()) {
            assertThat(cluster.nodes())
                    .extracting(ClusterNode::port)
                    .containsExactly(first, first + 1, first + 2, first + 3, first + 4, first + 5);
            assertThat(other.nodes()).extracting(ClusterNode::port).containsExactly(first + 7, first + 6);
            try (Jedis jedis = new Jedis("127.0.0.1", first + 7)) {
                assertThat(jedis.set("a", "1")).isEqualTo("OK");
            }
        }
        Ports.assertFree(first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6, first + 7);
    }

    @Test
    void shouldNameThePortAndStopAllWhenAnotherClusterHasIt() throws Exception {
        int first = Ports.freeRow(5);
        try (var cluster = EmbeddedCluster.builder().masters(2).port(first + 2).start()) {
            assertThatThrownBy(() -> EmbeddedCluster.builder()
                            .masters(3)
                            .port(first)
                            .name("second")
                            .start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(Integer.toString(first + 2));

            Ports.assertFree(first, first + 1);
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().contains("second"));
            assertThat(cluster.node(0).execute("PING")).isEqualTo("PONG");
        }
    }

    @Test
    void shouldLeaveNothingBehindAndRefuseEverythingWhenClosed() throws Exception {
        var cluster = EmbeddedCluster.builder()
                .masters(3)
                .replicasPerMaster(1)
                .name("leaves-nothing")
                .start();
        int[] ports = cluster.nodes().stream().mapToInt(ClusterNode::port).toArray();
        ClusterNode node = cluster.node(0);
        ClusterNode other = cluster.node(1);
        List<Fault> faults = List.of(
                cluster.network().isolate(node),
                cluster.network().link(node, other).latency(Duration.ofMillis(1)),
                cluster.network().messages(BusMessageType.PING).hold(),
                cluster.node(2).pause());
        RespClient client = new RespClient(new Socket(other.host(), other.port()));
        client.call("PING");
        ClientView view = cluster.clientView("z1");

        cluster.close();

        Ports.assertFree(ports);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().contains("leaves-nothing"));
        assertThatThrownBy(() -> client.call("PING")).isInstanceOf(UncheckedIOException.class);
        client.close();
        for (Runnable use : List.<Runnable>of(
                () -> cluster.network().isolate(node),
                () -> cluster.network().partition(node, other),
                () -> cluster.network().messages(BusMessageType.PING),
                () -> cluster.network().heal(),
                () -> cluster.masterOf("a"),
                () -> cluster.clock().advance(Duration.ofSeconds(1)),
                () -> cluster.await().converged(),
                () -> cluster.clientView("z2"),
                () -> node.execute("PING"),
                cluster::healAll,
                node::pause,
                node::crash,
                node::restart,
                cluster::reset)) {
            assertThatIllegalStateException().isThrownBy(use::run).withMessageContaining("closed");
        }
        assertThatCode(() -> {
                    faults.forEach(Fault::close);
                    view.close();
                    cluster.close();
                    cluster.close();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void shouldNameTheNodesThatThereAreWhenAskedForAnother() {
        try (var cluster = EmbeddedCluster.builder().masters(1).start();
                var other = EmbeddedCluster.builder().masters(1).start()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cluster.node("f".repeat(40)))
                    .withMessageContaining("f".repeat(40))
                    .withMessageContaining("node-1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cluster.node(1))
                    .withMessageContaining("0 to 0");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cluster.network().isolate(other.node(0)))
                    .withMessageContaining("another deployment");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cluster.masterOfSlot(16_384))
                    .withMessageContaining("16383");
        }
    }
}
