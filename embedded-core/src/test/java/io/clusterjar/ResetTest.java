package io.clusterjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResetTest {
    @Test
    void shouldBeginAnewWhenClusterFailedOver() {
        try (var cluster =
                EmbeddedCluster.builder().masters(3).replicasPerMaster(1).start()) {
            ClusterNode first = cluster.masterOf("a");
            first.execute("SET", "a", "1");
            first.crash();
            ClusterNode second = cluster.await().fastForward().masterOf("a").isNot(first);
            second.execute("SET", "a", "2");
            second.execute("CONFIG", "SET", "maxmemory", "1000000");
            cluster.network().isolate(second);

            cluster.reset();

            assertThat(cluster.masterOf("a")).isSameAs(first);
            assertThat(second.master()).contains(first);
            assertThat(cluster.nodes())
                    .allSatisfy(node -> assertThat(node.keyCount()).isZero());
            assertThat(cluster.faults()).isEmpty();
            assertThat(cluster.recentEvents())
                    .anyMatch(line -> line.contains("begun anew"))
                    .noneMatch(line -> line.contains("crashed"));
            assertThat(second.execute("CONFIG", "GET", "maxmemory").toString())
                    .contains("0")
                    .doesNotContain("1000000");
        }
    }

    @Test
    void shouldRunClocksRightAgainWhenTheyWereTamperedWith() {
        try (var cluster = EmbeddedCluster.builder().masters(1).start()) {
            cluster.clock().speed(100);
            cluster.clock().freeze();
            cluster.node(0).clock().skew(Duration.ofHours(1));

            cluster.reset();

            Duration ahead = Duration.between(
                    cluster.clock().now(), cluster.node(0).clock().now());
            assertThat(ahead).isLessThan(Duration.ofMinutes(1));
            var before = cluster.clock().now();
            cluster.await().until("time passes", () -> cluster.clock().now().isAfter(before));
        }
    }

    @Test
    void shouldFollowTheFirstMasterAgainWhenStandaloneWasReset() {
        try (var redis = EmbeddedRedis.builder().replicas(1).start()) {
            redis.node(1).execute("REPLICAOF", "NO", "ONE");
            redis.node(1).execute("SET", "a", "1");

            redis.reset();

            assertThat(redis.node(1).isLinkedTo(redis.master())).isTrue();
            assertThat(redis.node(1).keyCount()).isZero();
        }
    }

    @Test
    void shouldRefuseResetWhenClosed() {
        var redis = EmbeddedRedis.builder().start();
        redis.close();

        assertThatThrownBy(redis::reset)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
