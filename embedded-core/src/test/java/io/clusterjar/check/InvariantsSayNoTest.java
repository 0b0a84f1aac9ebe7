package io.clusterjar.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.launch.DeploymentListener;
import io.clusterjar.net.Plane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invariants that no planted mistake breaks in every way that they can be broken, before scenes that break them. */
class InvariantsSayNoTest {
    private final Path directory;
    private final EmbeddedCluster cluster;
    private final Stage stage;

    InvariantsSayNoTest(@TempDir Path directory) {
        this.directory = directory;
        cluster = EmbeddedCluster.builder()
                .masters(3)
                .replicasPerMaster(1)
                .directory(directory)
                .startStepped(1);
        stage = new Stage(cluster);
    }

    /** A cluster that a test leads into what must not be. */
    private record Stage(EmbeddedCluster cluster, Map<Class<?>, Object> things) implements Scene {
        Stage(EmbeddedCluster cluster) {
            this(cluster, new LinkedHashMap<>());
        }

        @Override
        public long nowMs() {
            return cluster.clock().now().toEpochMilli();
        }

        @Override
        public <T> T shared(Class<T> kind, Supplier<T> make) {
            return kind.cast(things.computeIfAbsent(kind, key -> make.get()));
        }

        @Override
        public void listen(DeploymentListener listener) {
            things.put(DeploymentListener.class, listener);
        }

        DeploymentListener listener() {
            return (DeploymentListener) things.get(DeploymentListener.class);
        }
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    // ---- one-winner-per-epoch

    @Test
    void shouldSayNoWhenAnEpochElectsTwo() {
        var unused = Invariants.oneWinnerPerEpoch().begin(stage);
        stage.listener().onElected("node-4", 7, 2);
        stage.listener().onElected("node-4", 7, 2); // the same votes counted again
        stage.listener().onElected("node-5", 8, 2);

        assertThatThrownBy(() -> stage.listener().onElected("node-6", 8, 2))
                .isInstanceOf(InvariantViolation.class)
                .hasToString("one-winner-per-epoch: epoch 8 elected [node-5] and node-6");
    }

    @Test
    void shouldAllowWinnersOfTwoShardsOnlyWhenMoreThanTheShardsVoted() {
        var unused = Invariants.oneWinnerPerEpoch().begin(stage);
        for (int voter = 1; voter <= 4; voter++) {
            stage.listener().onVote("node-" + voter, "whoever", 9);
        }
        stage.listener().onElected("node-4", 9, 2);
        stage.listener().onElected("node-5", 9, 2);

        assertThat(cluster.node("node-4").master()).contains(cluster.node("node-1"));
        cluster.node("node-6")
                .execute("CLUSTER", "REPLICATE", cluster.node("node-1").id());
        assertThatThrownBy(() -> stage.listener().onElected("node-6", 9, 2))
                .hasMessage("epoch 9 elected [node-4, node-5] and node-6");
    }

    // ---- epochs-never-step-back

    private Path nodesConf(ClusterNode node) {
        return directory.resolve(node.name()).resolve("nodes.conf");
    }

    private void restartWith(ClusterNode node, String nodesConf) throws IOException {
        node.crash();
        Files.writeString(nodesConf(node), nodesConf);
        node.restart();
    }

    @Test
    void shouldSayNoWhenAMasterComesBackWithAnOlderEpochOfItsOwn() throws IOException {
        ClusterNode node = cluster.node("node-1");
        String old = Files.readString(nodesConf(node));
        Invariant.Watch watch = Invariants.epochsNeverStepBack().begin(stage);
        watch.onChange();
        node.execute("CLUSTER", "BUMPEPOCH");
        cluster.clock().advance(Duration.ofSeconds(2));
        watch.onChange();
        restartWith(node, Files.readString(nodesConf(node)));
        watch.onChange();

        restartWith(node, old);

        assertThatThrownBy(watch::onChange)
                .isInstanceOf(InvariantViolation.class)
                .hasToString("epochs-never-step-back: node-1's configEpoch went back from 7 to 1");
    }

    @Test
    void shouldAllowAnEpochOfZeroWhenANodeIsMadeAnotherByAHardReset() {
        ClusterNode replica = cluster.node("node-4");
        Invariant.Watch watch = Invariants.epochsNeverStepBack().begin(stage);
        watch.onChange();

        replica.execute("CLUSTER", "RESET", "HARD");

        assertThat(replica.currentEpoch()).isZero();
        watch.onChange();
    }

    // ---- all-agree-at-the-end

    private void assertDisagreement(String message) {
        assertThatThrownBy(() -> Invariants.allAgreeAtTheEnd().begin(stage).atEnd())
                .isInstanceOf(InvariantViolation.class)
                .hasToString("all-agree-at-the-end: " + message);
    }

    @Test
    void shouldSayNoWhenNodesDifferAboutTheOwnersOfSlotsAtTheEnd() {
        Invariants.allAgreeAtTheEnd().begin(stage).atEnd();
        ClusterNode old = cluster.node("node-1");
        cluster.network().isolate(old);
        cluster.await().masterOf("b").isNot(old);
        cluster.clock().advance(Duration.ofSeconds(5));
        assertDisagreement("node-2 and node-1 differ about the owners of slots");
    }

    @Test
    void shouldSayNoWhenMastersHaveOneEpochAtTheEnd() throws IOException {
        ClusterNode second = cluster.node("node-2");
        restartWith(
                second, Files.readString(nodesConf(second)).replaceFirst("(myself,master - \\d+ \\d+) 2 ", "$1 1 "));

        assertDisagreement("node-1 and node-2 both have epoch 1");
    }

    @Test
    void shouldSayNoWhenAReplicaHoldsOtherDataAtTheEnd() {
        ClusterNode master = cluster.masterOf("b");
        ClusterNode replica = cluster.replicaOf("b");
        cluster.network().partition(master, replica).planes(Plane.REPLICATION);
        master.execute("SET", "b", "v");
        assertDisagreement(replica.name() + " holds other data than its master " + master.name());
        cluster.network().heal();
        cluster.await().converged();
        Invariants.allAgreeAtTheEnd().begin(stage).atEnd();
    }
}
