package io.clusterjar;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.net.Plane;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnreplicatedTailTest {
    @Test
    void shouldLoseWhatReplicasHadNotGotWhenTheMasterCrashesAndTheNetworkHealsAtOnce() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                        .masters(3)
                        .replicasPerMaster(1)
                        .start();
                LocalClient client = cluster.client()) {
            client.set("cart:42", "replicated");
            cluster.await().replicated();
            ClusterNode master = cluster.masterOf("cart:42");
            try (Fault cut = cluster.network().isolate(master).planes(Plane.REPLICATION)) {
                assertThat(cut.isActive()).isTrue();
                client.set("cart:42", "acknowledged, not replicated");
                cluster.clock().advance(Duration.ofSeconds(2));
                master.crash();
            }
            cluster.await().fastForward().masterOf("cart:42").isNot(master);
            assertThat(client.get("cart:42")).isEqualTo("replicated");
        }
    }
}
