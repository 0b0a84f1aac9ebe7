package io.clusterjar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SteppedClusterTest {
    @Test
    void shouldFailOverInVirtualTimeWhenAMasterCrashes() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().masters(3).replicasPerMaster(1).startStepped(7)) {
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
}
