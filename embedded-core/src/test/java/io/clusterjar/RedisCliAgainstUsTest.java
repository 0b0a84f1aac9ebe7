package io.clusterjar;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.testing.RealRedis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClusterClient;

/** {@code redis-cli -c} follows our redirects, and {@code redis-cli --cluster} says that all is well, or what is not. */
class RedisCliAgainstUsTest {
    private EmbeddedCluster cluster;

    @BeforeEach
    void start() {
        Assumptions.assumeTrue(RealRedis.available(), "skipped: redis-cli is not on the PATH");
        cluster = EmbeddedCluster.builder().masters(3).replicasPerMaster(1).start();
    }

    @AfterEach
    void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private static String run(String... words) {
        try {
            List<String> line = new ArrayList<>(List.of("redis-cli"));
            line.addAll(List.of(words));
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return output + "exit " + process.exitValue();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String tool(String verb, String... words) {
        List<String> line =
                new ArrayList<>(List.of("--cluster", verb, cluster.node(0).address()));
        line.addAll(List.of(words));
        return run(line.toArray(String[]::new));
    }

    private String follow(String... words) {
        List<String> line = new ArrayList<>(
                List.of("-c", "-p", Integer.toString(cluster.node(0).port())));
        line.addAll(List.of(words));
        return run(line.toArray(String[]::new));
    }

    @Test
    void shouldFollowRedirectsBeforeAndAfterAFailOver() {
        assertThat(follow("set", "foo", "bar")).isEqualTo("OK\nexit 0");
        cluster.await().replicated();
        ClusterNode old = cluster.masterOf("foo");
        old.crash();
        cluster.await().fastForward().masterOf("foo").isNot(old);
        cluster.await().fastForward().clusterOk();
        assertThat(follow("get", "foo")).isEqualTo("bar\nexit 0");
    }

    @Test
    void shouldCallAHealthyClusterHealthy() {
        follow("set", "foo", "bar");
        cluster.await().converged();
        assertThat(tool("check"))
                .contains("[OK] 1 keys in 3 masters.")
                .contains("[OK] All nodes agree about slots configuration.")
                .contains("[OK] All 16384 slots covered.")
                .contains("1 additional replica(s)")
                .endsWith("exit 0");
        assertThat(tool("info"))
                .contains("[OK] 1 keys in 3 masters.")
                .contains("5461 slots | 1 slaves.")
                .endsWith("exit 0");
    }

    @Test
    void shouldFindAnOpenSlotAndMendIt() {
        ClusterNode source = cluster.masterOfSlot(0);
        ClusterNode target = cluster.masterOfSlot(16_383);
        target.execute("CLUSTER", "SETSLOT", "0", "IMPORTING", source.id());
        source.execute("CLUSTER", "SETSLOT", "0", "MIGRATING", target.id());
        assertThat(tool("check")).contains("[WARNING] Node " + source.address() + " has slots in migrating state 0");
        assertThat(tool("fix", "--cluster-yes")).contains("[OK] All 16384 slots covered.");
        cluster.await().converged();
        assertThat(tool("check")).doesNotContain("WARNING").endsWith("exit 0");
    }

    @Test
    void shouldReshardWhileAClientWrites() {
        AtomicBoolean done = new AtomicBoolean();
        int keys = 200;
        try (RedisClusterClient client = RedisClusterClient.create(
                Set.of(new HostAndPort(cluster.node(0).host(), cluster.node(0).port())))) {
            for (int i = 0; i < keys; i++) {
                client.set("key" + i, "0");
            }
            CompletableFuture<Integer> writer = CompletableFuture.supplyAsync(() -> {
                int round = 0;
                while (!done.get()) {
                    round++;
                    for (int i = 0; i < keys; i++) {
                        client.set("key" + i, Integer.toString(round));
                    }
                }
                return round;
            });
            ClusterNode from = cluster.node(0);
            ClusterNode to = cluster.node(1);
            assertThat(tool(
                            "reshard",
                            "--cluster-from",
                            from.id(),
                            "--cluster-to",
                            to.id(),
                            "--cluster-slots",
                            "300",
                            "--cluster-yes"))
                    .endsWith("exit 0");
            done.set(true);
            String last = Integer.toString(writer.join());
            cluster.await().converged();
            assertThat(cluster.masterOfSlot(0)).isSameAs(to);
            for (int i = 0; i < keys; i++) {
                assertThat(client.get("key" + i)).as("key" + i).isEqualTo(last);
            }
            assertThat(tool("check"))
                    .contains("[OK] " + keys + " keys in 3 masters.")
                    .endsWith("exit 0");
        }
    }
}
