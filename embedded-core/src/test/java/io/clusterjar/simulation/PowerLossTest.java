package io.clusterjar.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.ClusterNode;
import io.clusterjar.CrashMode;
import io.clusterjar.EmbeddedCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is seen of a machine that has lost its power, and of one whose process alone has died. */
class PowerLossTest {
    private final EmbeddedCluster cluster =
            EmbeddedCluster.builder().masters(3).replicasPerMaster(1).startStepped(7);
    private final SimulatedClient client = SimulatedClient.of(cluster, "c1");
    private final ClusterNode master = cluster.masterOf("k");

    @AfterEach
    void close() {
        cluster.close();
    }

    private void writeInVain(String message) {
        assertThatThrownBy(() -> client.set("k", "during"))
                .isInstanceOfAny(UnknownOutcomeException.class, NotReachedException.class)
                .hasMessageContaining(message);
    }

    /** Clients that the node knows of. */
    private static long clients(ClusterNode node) {
        return String.valueOf(node.execute("CLIENT", "LIST", "TYPE", "normal"))
                .lines()
                .count();
    }

    /** Ends of connections that {@code node} has with nodes of the cluster, by direction. */
    private static long busLinks(ClusterNode node, String direction) {
        return ((List<?>) node.execute("CLUSTER", "LINKS"))
                .stream()
                        .map(String::valueOf)
                        .filter(link -> link.contains(direction))
                        .count();
    }

    @Test
    void shouldAnswerNothingUntilItHasPowerAgain() {
        client.set("k", "before");
        cluster.await().replicated();
        master.crash(CrashMode.POWER_LOSS);
        writeInVain("no reply came within 2000 ms");
        writeInVain("reached no node within 2000 ms");

        cluster.await().masterOf("k").isNot(master);
        cluster.await().clusterOk();
        assertThat(client.get("k")).isEqualTo("before");
        master.restart();
        cluster.await().converged();
        assertThat(client.get("k")).isEqualTo("before");
    }

    @Test
    void shouldEndItsConnectionsAtOnceWhenOnlyTheProcessDied() {
        client.set("k", "before");
        cluster.await().replicated();
        master.crash(CrashMode.PROCESS);
        writeInVain("the connection was closed");
        master.restart();
        cluster.await().converged();
        assertThat(client.get("k")).isNull();
    }

    @Test
    void shouldForgetLinksFromASilentNodeByTheirKeepAlive() {
        ClusterNode other = cluster.masters().stream()
                .filter(node -> node != master)
                .findFirst()
                .orElseThrow();
        cluster.clock().advance(Duration.ofSeconds(5));
        assertThat(busLinks(other, "from")).isEqualTo(5);
        master.crash(CrashMode.POWER_LOSS);
        cluster.clock().advance(Duration.ofSeconds(59));
        assertThat(busLinks(other, "from")).isEqualTo(5);
        cluster.clock().advance(Duration.ofSeconds(1));
        assertThat(busLinks(other, "from"))
                .as("twice the node timeout of 15 s, and thrice a third of it")
                .isEqualTo(4);
    }

    @Test
    void shouldForgetClientsThatAreSilentForTenMinutes() {
        client.set("k", "v");
        long before = clients(master);
        cluster.network().isolate(client.view());
        cluster.clock().advance(Duration.ofSeconds(599));
        assertThat(clients(master)).isEqualTo(before);
        cluster.clock().advance(Duration.ofSeconds(1));
        assertThat(clients(master)).as("tcp-keepalive is 300 s").isEqualTo(before - 1);
    }

    @Test
    void shouldRefuseToTryLessOftenThanNever() {
        assertThatThrownBy(() -> cluster.network().tcpRetries(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("retries=-1 is negative");
    }

    @Test
    void shouldRunTheSameWhenTheSeedIsTheSame() {
        long[] hashes = new long[2];
        for (int i = 0; i < 2; i++) {
            hashes[i] = Simulation.of(EmbeddedCluster.builder().masters(3).replicasPerMaster(1))
                    .faults(FaultPlan.parse("""
                            @5000+40000 crash master(k) mode=POWER_LOSS
                            @7000+30000 cut node-2 rest
                            """))
                    .workload(new BusyClients())
                    .duration(Duration.ofSeconds(60))
                    .runSeed(5)
                    .traceHash();
        }
        assertThat(hashes[1]).isEqualTo(hashes[0]);
    }
}
