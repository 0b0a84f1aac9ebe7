package io.clusterjar.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.Await;
import io.clusterjar.ClusterClock;
import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.Fault;
import io.clusterjar.Network;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What a test can have injected, and that it is all of one cluster, which obeys every attribute. */
@SpringBootTest(classes = SampleApplication.class)
@EmbeddedRedisCluster(
        masters = 3,
        replicas = 1,
        nodeTimeout = "2s",
        minReplicasToWrite = 1,
        password = "p@ss:word",
        config = {"maxmemory-policy=allkeys-lru", "maxmemory = 100mb"})
class HandlesTest {
    @Autowired
    private EmbeddedCluster cluster;

    @Autowired
    private StringRedisTemplate redis;

    @Test
    void shouldObeyEveryAttribute() {
        assertThat(cluster.masters()).hasSize(3);
        assertThat(cluster.nodes()).hasSize(6);
        assertThat(parameter("cluster-node-timeout")).isEqualTo("2000");
        assertThat(parameter("min-replicas-to-write")).isEqualTo("1");
        assertThat(parameter("maxmemory-policy")).isEqualTo("allkeys-lru");
        assertThat(parameter("maxmemory")).isEqualTo(Long.toString(100L * 1024 * 1024));
        assertThat(parameter("requirepass")).isEqualTo("p@ss:word");
    }

    @Test
    void shouldInjectHandlesOfTheOneCluster(
            @Autowired Network network, @Autowired ClusterClock clock, @Autowired Await await) {
        assertThat(network).isSameAs(cluster.network());
        assertThat(clock).isSameAs(cluster.clock());
        await.clusterOk();

        ClusterNode node = cluster.node(0);
        try (Fault fault = network.isolate(node)) {
            assertThat(fault.isActive()).isTrue();
            assertThat(cluster.faults()).isNotEmpty();
        }
        await.converged();
    }

    @Test
    void shouldExpireKeysWhenTheInjectedClockAdvances(@Autowired ClusterClock clock) {
        redis.opsForValue().set("session:1", "alice", Duration.ofMinutes(1));
        assertThat(redis.hasKey("session:1")).isTrue();

        clock.advance(Duration.ofMinutes(1));

        assertThat(redis.hasKey("session:1")).isFalse();
    }

    @Test
    void shouldTellAddressAndPasswordToBeanAndPropertiesAlike(
            @Autowired DataRedisConnectionDetails details,
            @Value("${spring.data.redis.cluster.nodes}") List<String> nodes,
            @Value("${spring.data.redis.password}") String password) {
        assertThat(nodes).isEqualTo(cluster.addresses());
        assertThat(details.getCluster().getNodes())
                .extracting(node -> node.host() + ":" + node.port())
                .isEqualTo(cluster.addresses());
        assertThat(password).isEqualTo("p@ss:word");
        assertThat(details.getPassword()).isEqualTo("p@ss:word");
    }

    @Nested
    class Inside {
        @Test
        void shouldShareTheClusterOfTheClassAround(@Autowired EmbeddedCluster inner) {
            assertThat(inner).isSameAs(cluster);
        }
    }

    private Object parameter(String name) {
        return ((List<?>) cluster.node(0).execute("CONFIG", "GET", name)).get(1);
    }
}
