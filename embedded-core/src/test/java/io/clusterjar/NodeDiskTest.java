package io.clusterjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeDiskTest {
    private static EmbeddedClusterBuilder sixNodes() {
        return EmbeddedCluster.builder().masters(3).replicasPerMaster(1).nodeTimeout(Duration.ofSeconds(2));
    }

    @Test
    void shouldStopWhenAVoteCannotBeMadeToLast() {
        try (EmbeddedCluster cluster = sixNodes().startStepped(1)) {
            Fault first = cluster.node(1).disk().failFsync();
            cluster.node(2).disk().failFsync();

            cluster.node(0).crash();
            cluster.clock().advance(Duration.ofSeconds(30));

            assertThat(cluster.node(1).state()).isEqualTo(NodeState.DOWN);
            assertThat(cluster.node(2).state()).isEqualTo(NodeState.DOWN);
            assertThat(cluster.node(3).isMaster()).isFalse();
            assertThat(cluster.faults()).contains("failing fsync of node-2");

            first.close();
            assertThat(cluster.faults()).doesNotContain("failing fsync of node-2");
            cluster.healAll();
            cluster.nodes().stream().filter(node -> !node.isRunning()).forEach(ClusterNode::restart);
            cluster.await().converged();
        }
    }

    @Test
    void shouldStandStillWhenAnFsyncTakesLong() {
        try (EmbeddedCluster cluster = sixNodes().startStepped(1)) {
            cluster.node(1).disk().slow(Duration.ofSeconds(1));

            cluster.node(0).crash();
            boolean waited = cluster.clock()
                    .advanceUntil(() -> cluster.node(1).state() == NodeState.PAUSED, Duration.ofSeconds(30));

            assertThat(waited).isTrue();
            cluster.clock().advance(Duration.ofSeconds(30));
            assertThat(cluster.node(3).isMaster()).isTrue();
        }
    }

    @Test
    void shouldForgetWhatWasNotSyncedWhenPowerIsLost() {
        try (EmbeddedCluster cluster = sixNodes().start()) {
            ClusterNode node = cluster.node(4);
            String id = node.id();

            node.crash(CrashMode.POWER_LOSS);
            node.restart();

            assertThat(node.id()).isEqualTo(id);
            cluster.await().fastForward().converged();
        }
    }

    @Test
    void shouldRefuseWhenPowerIsLostOfANodeWithADirectory(@TempDir Path directory) {
        try (EmbeddedRedis redis = EmbeddedRedis.builder().directory(directory).start()) {
            ClusterNode node = redis.nodes().get(0);
            assertThatThrownBy(() -> node.crash(CrashMode.POWER_LOSS))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("directory");
            assertThat(node.isRunning()).isTrue();
        }
    }
}
