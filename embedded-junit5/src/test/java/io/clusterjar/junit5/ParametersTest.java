package io.clusterjar.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.Await;
import io.clusterjar.ClientView;
import io.clusterjar.ClusterClock;
import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.Network;
import io.clusterjar.RedisDeployment;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RedisCluster(masters = 3, replicas = 1, nodeTimeout = "2s", minReplicasToWrite = 1, config = "maxmemory=100mb")
class ParametersTest {
    private final EmbeddedCluster cluster;
    private final ClusterNode constructorMaster;

    private static List<String> addressesBeforeAll = List.of();

    ParametersTest(EmbeddedCluster cluster, @Master("a") ClusterNode master) {
        this.cluster = cluster;
        this.constructorMaster = master;
    }

    @BeforeAll
    static void remember(EmbeddedCluster cluster) {
        addressesBeforeAll = cluster.addresses();
    }

    @BeforeEach
    void write(@Master("a") ClusterNode master) {
        master.execute("SET", "a", "1");
    }

    @Test
    void shouldHandOutOneClusterEverywhere(EmbeddedCluster same, RedisDeployment deployment) {
        assertThat(same).isSameAs(cluster).isSameAs(deployment);
        assertThat(same.addresses()).isEqualTo(addressesBeforeAll);
    }

    @Test
    void shouldHandOutPartsOfTheCluster(Network network, ClusterClock clock, Await await) {
        assertThat(network).isSameAs(cluster.network());
        assertThat(clock).isSameAs(cluster.clock());
        await.converged();
    }

    @Test
    void shouldHandOutNodesByRole(
            @Master("a") ClusterNode master, @Replica("a") ClusterNode replica, @Node(5) ClusterNode last) {
        assertThat(master).isSameAs(constructorMaster).isSameAs(cluster.masterOf("a"));
        assertThat(replica.master()).contains(master);
        assertThat(last).isSameAs(cluster.nodes().get(5));
    }

    @Test
    void shouldHandOutViewsByName(@View("z1") ClientView view, @View("z2") ClientView other) {
        assertThat(view).isSameAs(cluster.clientView("z1")).isNotSameAs(other);
    }

    @Test
    void shouldConfigureNodesAsTheAnnotationSays(@Node(0) ClusterNode node) {
        assertThat(node.execute("CONFIG", "GET", "cluster-node-timeout").toString())
                .contains("2000");
        assertThat(node.execute("CONFIG", "GET", "min-replicas-to-write").toString())
                .contains("1");
        assertThat(node.execute("CONFIG", "GET", "maxmemory").toString()).contains("104857600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void shouldGoTogetherWithArguments(String key, @Master("a") ClusterNode master, EmbeddedCluster same) {
        assertThat(same).isSameAs(cluster);
        assertThat(key).isIn("a", "b");
        assertThat(master.execute("DBSIZE")).isEqualTo(1L);
    }
}
