package io.clusterjar;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.net.Plane;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnreplicatedTailTest {
    @Test
    void shouldLoseWhatReplicasHadNotGotWhenTheMastersMachineDiesAndTheNetworkHealsAtOnce() {
        assertThat(valueAfterFailover(CrashMode.POWER_LOSS, Duration.ofSeconds(2)))
                .isEqualTo("replicated");
    }

    @Test
    void shouldKeepWhatTheKernelHadToSendWhenOnlyTheMastersProcessDiesAndTheNetworkHealsAtOnce() {
        assertThat(valueAfterFailover(CrashMode.PROCESS, Duration.ofSeconds(2)))
                .as("the kernel goes on sending what a killed process had written, for 102 s")
                .isEqualTo("acknowledged, not replicated");
    }

    @Test
    void shouldLoseWhatReplicasHadNotGotWhenTheNetworkHealsTooLateForTheKernel() {
        assertThat(valueAfterFailover(CrashMode.PROCESS, Duration.ofSeconds(52)))
                .isEqualTo("replicated");
    }

    /**
     * What is read after a master took a write that no replica got, and died.
     *
     * @param healedAfter when replication is possible again, before anybody stood for election
     */
    private static String valueAfterFailover(CrashMode mode, Duration healedAfter) {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                        .masters(3)
                        .replicasPerMaster(1)
                        .nodeTimeout(Duration.ofMinutes(5))
                        .start();
                LocalClient client = cluster.client()) {
            client.set("cart:42", "replicated");
            cluster.await().replicated();
            ClusterNode master = cluster.masterOf("cart:42");
            try (Fault cut = cluster.network().isolate(master).planes(Plane.REPLICATION)) {
                assertThat(cut.isActive()).isTrue();
                client.set("cart:42", "acknowledged, not replicated");
                master.crash(mode);
                cluster.clock().advance(healedAfter);
            }
            cluster.await().fastForward().masterOf("cart:42").isNot(master);
            return client.get("cart:42");
        }
    }
}
