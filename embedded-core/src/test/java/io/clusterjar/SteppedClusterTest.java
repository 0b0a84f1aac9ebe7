package io.clusterjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.clusterjar.node.RedisNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SteppedClusterTest {
    private static final Comparator<RedisNode> BY_IDENTITY = (a, b) -> a == b ? 0 : 1;

    @Test
    void shouldFailOverInVirtualTimeWhenAMasterCrashes() {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().masters(3).replicasPerMaster(1).startStepped(7)) {
            try (LocalClient client = cluster.client()) {
                client.set("cart:42", "apple");
                cluster.await().replicated();
                ClusterNode old = cluster.masterOf("cart:42");

                old.crash();
                ClusterNode promoted = cluster.await().masterOf("cart:42").isNot(old);
                cluster.await().clusterOk();

                assertThat(client.get("cart:42")).isEqualTo("apple");
                old.restart();
                cluster.await().node(old).isReplicaOf(promoted);
                cluster.clock().advance(Duration.ofHours(1));
                cluster.await().converged();
            }
        }
    }

    @Test
    void shouldNameNodesByTheirNamesWhenItTellsHowItStands() {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().masters(3).replicasPerMaster(1).startStepped(1)) {
            cluster.node(3).execute("CLUSTER", "FAILOVER");
            cluster.clock().advance(Duration.ofSeconds(3));
            cluster.node("node-2").crash();
            cluster.clock().advance(Duration.ofSeconds(16));
            String suspected = cluster.describe();
            cluster.clock().advance(Duration.ofSeconds(30));

            assertThat(suspected).containsPattern("node-1 \\S+ running .* (suspects|failed) node-2\n");
            assertThat(cluster.describe()).containsPattern("node-1 \\S+ running .* failed node-2\n");
            assertThat(cluster.recentEvents())
                    .anyMatch(line -> line.endsWith("node-1: suspects node-2"))
                    .anyMatch(line -> line.contains(": votes for node-5, epoch "))
                    .anyMatch(line -> line.endsWith("node-1: manual failover: paused for node-4"))
                    .filteredOn(line -> !line.contains(": started on "))
                    .noneMatch(line -> line.contains("127.0.0.1"));
        }
    }

    @Test
    void shouldBeginAnewWhenResetInVirtualTime() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                        .masters(3)
                        .replicasPerMaster(1)
                        .startStepped(7);
                LocalClient client = cluster.client()) {
            client.set("cart:42", "apple");
            ClusterNode old = cluster.masterOf("cart:42");
            old.crash();
            cluster.await().masterOf("cart:42").isNot(old);

            cluster.reset();

            assertThat(cluster.masterOf("cart:42")).isSameAs(old);
            assertThat(client.get("cart:42")).isNull();
        }
    }

    @Test
    void shouldKeepNodesAndLetNoTimePassWhenResetWithNothingBroken() {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().masters(3).replicasPerMaster(1).startStepped(7)) {
            RedisNode[] living = livingNodes(cluster);
            Instant began = cluster.clock().now();

            for (int i = 0; i < 20; i++) {
                cluster.reset();
            }

            assertThat(livingNodes(cluster)).usingElementComparator(BY_IDENTITY).isEqualTo(living);
            assertThat(cluster.clock().now()).isEqualTo(began); // no timer is waited for
        }
    }

    private static RedisNode[] livingNodes(EmbeddedCluster cluster) {
        return cluster.nodes().stream().map(node -> node.member().node()).toArray(RedisNode[]::new);
    }

    @Test
    void shouldRefuseAnotherThreadWhenTimeIsVirtual() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().masters(3).startStepped(7)) {
            AtomicReference<Throwable> refused = new AtomicReference<>();
            Thread stranger = new Thread(() -> refused.set(catchThrowable(cluster::masters)));
            stranger.start();
            stranger.join();

            assertThat(refused.get())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is none of the simulation's");
        }
    }

    @Test
    void shouldGiveAPlaceToClientsWhenTimeIsVirtual() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().masters(3).startStepped(7)) {
            ClientView view = cluster.clientView("z1").placeWith(cluster.node(0));

            assertThat(view.addresses()).isEqualTo(cluster.addresses());
            view.close();
        }
    }
}
