package io.clusterjar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cluster that has just been made is in the state of one that has lived for a while. */
class NewClusterTest {
    private static final int NODES = 30;
    private static final Duration HALF_TIMEOUT = Duration.ofMillis(7_500);

    private static long sent(ClusterNode node) {
        return String.valueOf(node.execute("CLUSTER", "INFO"))
                .lines()
                .filter(line -> line.startsWith("cluster_stats_messages_sent:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldServeWithoutAGreetingAndNeverPingAllAtOnce() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                .masters(NODES / 2)
                .replicasPerMaster(1)
                .nodeTimeout(HALF_TIMEOUT.multipliedBy(2))
                .startStepped(3)) {
            assertThat(cluster.nodes()).allMatch(ClusterNode::isClusterOk).allMatch(node -> sent(node) == 0);

            List<Long> perSecond = new ArrayList<>();
            long before = 0;
            for (int second = 0; second < 30; second++) {
                cluster.clock().advance(Duration.ofSeconds(1));
                long now =
                        cluster.nodes().stream().mapToLong(NewClusterTest::sent).sum();
                perSecond.add(now - before);
                before = now;
            }
            // If all had greeted each other at once, all would ping all in one second of each seven or eight.
            assertThat(Collections.max(perSecond)).isLessThan(NODES * (NODES - 1L));
            assertThat(perSecond).allMatch(packets -> packets >= NODES);
        }
    }

    @Test
    void shouldHearOfACrashInTimeWhenItComesRightAfterTheStart() {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().masters(3).replicasPerMaster(1).startStepped(3)) {
            ClusterNode master = cluster.masterOfSlot(0);
            master.crash();

            assertThat(cluster.clock()
                            .advanceUntil(
                                    () -> cluster.masterOfSlot(0) != master,
                                    HALF_TIMEOUT.multipliedBy(3).plusSeconds(3)))
                    .isTrue();
        }
    }
}
