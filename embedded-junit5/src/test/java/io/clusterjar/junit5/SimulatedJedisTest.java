package io.clusterjar.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.Fault;
import io.clusterjar.check.History;
import io.clusterjar.check.Kind;
import io.clusterjar.check.Operation;
import io.clusterjar.net.CutMode;
import io.clusterjar.simulation.Run;
import io.clusterjar.simulation.SeedResult;
import io.clusterjar.simulation.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

class SimulatedJedisTest {
    /** What an application would have: it takes a client and knows nothing of simulations. */
    private static final class Visits {
        private final UnifiedJedis jedis;

        Visits(UnifiedJedis jedis) {
            this.jedis = jedis;
        }

        long count(String page) {
            return jedis.incr("visits:" + page);
        }
    }

    private static EmbeddedCluster stepped() {
        return EmbeddedCluster.builder().masters(3).replicasPerMaster(1).startStepped(5);
    }

    @Test
    void shouldRunAnApplicationThroughAFailoverTheSameWayWhenTheSeedIsTheSame() {
        List<List<Operation>> histories = new ArrayList<>();
        List<List<String>> told = new ArrayList<>();
        List<Long> hashes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            List<String> lines = new ArrayList<>();
            SeedResult result = Simulation.of(
                            EmbeddedCluster.builder().masters(3).replicasPerMaster(1))
                    .duration(Duration.ofMinutes(2))
                    .endsWithThreads()
                    .workload(run -> {
                        run.thread("visitors", () -> visits(run, lines));
                        run.thread("operator", () -> crash(run, lines));
                        run.schedule(
                                Duration.ofSeconds(70),
                                () -> histories.add(run.history().operations()));
                    })
                    .runSeed(17);
            result.violation().ifPresent(broken -> {
                throw broken;
            });
            told.add(lines);
            hashes.add(result.traceHash());
        }
        assertThat(told.get(0)).anyMatch(line -> line.contains("took over"));
        assertThat(told.get(0)).anyMatch(line -> line.contains("JedisClusterOperationException"));
        assertThat(told.get(0).get(told.get(0).size() - 1)).startsWith("80");
        assertThat(told.get(1)).isEqualTo(told.get(0));
        assertThat(histories.get(0))
                .filteredOn(operation -> operation.returnedNs() != Operation.NEVER)
                .hasSizeGreaterThan(50);
        assertThat(histories.get(1)).isEqualTo(histories.get(0));
        assertThat(hashes.get(1)).isEqualTo(hashes.get(0));
    }

    private static void visits(Run run, List<String> lines) {
        try (RedisClusterClient jedis = SimulatedJedis.cluster(run)) {
            Visits visits = new Visits(jedis);
            while (run.nowMs() < 80_000) {
                History.Pending pending = run.history().invoke("jedis", Kind.INCREMENT, "visits:home", "1");
                try {
                    pending.ok(Long.toString(visits.count("home")));
                } catch (JedisException e) {
                    pending.unknown();
                    lines.add(run.nowMs() + " " + e.getClass().getSimpleName() + " " + e.getMessage());
                }
                run.sleep(Duration.ofMillis(500));
            }
            lines.add(run.nowMs() + " " + visits.count("home"));
        }
    }

    private static void crash(Run run, List<String> lines) {
        run.sleep(Duration.ofSeconds(10));
        ClusterNode old = run.cluster().masterOf("visits:home");
        old.crash();
        ClusterNode promoted = run.cluster().await().masterOf("visits:home").isNot(old);
        lines.add(run.nowMs() + " " + promoted.name() + " took over");
        run.sleep(Duration.ofSeconds(10));
        old.restart();
        run.cluster().await().converged();
    }

    @Test
    void shouldGiveUpInVirtualTimeWhenRetriesTakeTooLong() {
        try (EmbeddedCluster cluster = stepped();
                RedisClusterClient jedis = SimulatedJedis.in(cluster)
                        .attempts(1000)
                        .maxTotalRetriesDuration(Duration.ofSeconds(10))
                        .clusterClient()) {
            jedis.set("k", "1");
            cluster.masterOf("k").crash();
            Instant began = cluster.clock().now();

            assertThatThrownBy(() -> jedis.set("k", "2"))
                    .isInstanceOf(JedisClusterOperationException.class)
                    .hasMessageContaining("deadline exceeded");

            assertThat(Duration.between(began, cluster.clock().now()))
                    .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
            assertThat(jedis.set("k", "3"))
                    .isEqualTo("OK"); // with ten seconds of its own, and a new master within them
        }
    }

    @Test
    void shouldRefuseTimesThatCannotPass() {
        Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
        try (EmbeddedCluster cluster = stepped()) {
            SimulatedJedis jedis = SimulatedJedis.in(cluster);

            assertThatThrownBy(() -> jedis.pause(endless))
                    .hasMessageContaining("length=")
                    .hasMessageContaining("fifty years");
            assertThatThrownBy(() -> jedis.maxTotalRetriesDuration(endless))
                    .hasMessageContaining("longest=")
                    .hasMessageContaining("fifty years");
            assertThatThrownBy(() -> jedis.pause(Duration.ofMillis(-1))).hasMessage("length=PT-0.001S is negative");
        }
    }

    @Test
    void shouldTryOnWhenRetriesMayTakeForEver() {
        try (EmbeddedCluster cluster = stepped();
                RedisClusterClient jedis =
                        SimulatedJedis.in(cluster).attempts(1000).clusterClient()) {
            jedis.set("k", "1");
            cluster.masterOf("k").crash();

            assertThat(jedis.set("k", "2")).isEqualTo("OK");
        }
    }

    @Test
    void shouldKeepTheOldMasterBusyWhenTheClientStandsBesideIt() {
        try (EmbeddedCluster cluster = stepped();
                RedisClusterClient jedis =
                        SimulatedJedis.in(cluster).named("z1").clusterClient()) {
            jedis.set("k", "1");
            ClusterNode master = cluster.masterOf("k");
            cluster.clientView("z1").placeWith(master);
            try (Fault cut = cluster.network().isolate(master)) {
                cluster.clock().advance(Duration.ofSeconds(1));
                jedis.set("k", "2"); // the minority still takes writes
                assertThat(cut.isActive()).isTrue();
            }
        }
    }

    @Test
    void shouldTimeOutInVirtualTimeWhenANodeIsSilent() {
        try (EmbeddedCluster cluster = stepped()) {
            ClusterNode node = cluster.masterOf("k");
            try (Jedis jedis = SimulatedJedis.in(cluster)
                    .config(DefaultJedisClientConfig.builder()
                            .socketTimeoutMillis(700)
                            .build())
                    .jedis(node)) {
                jedis.set("k", "v");
                try (Fault pause = node.pause()) {
                    long before = cluster.clock().now().toEpochMilli();
                    assertThatThrownBy(() -> jedis.get("k"))
                            .isInstanceOf(JedisConnectionException.class)
                            .hasMessageContaining("timed out");
                    assertThat(cluster.clock().now().toEpochMilli() - before).isEqualTo(700);
                    assertThat(pause.isActive()).isTrue();
                }
            }
        }
    }

    @Test
    void shouldSayWhatHappenedWhenTheConnectionIsCut() {
        try (EmbeddedCluster cluster = stepped()) {
            ClusterNode node = cluster.masterOf("k");
            Jedis jedis = SimulatedJedis.in(cluster).jedis(node);
            jedis.set("k", "v");
            cluster.network().partition(cluster.clientView("jedis"), node).mode(CutMode.RESET);
            assertThatThrownBy(() -> jedis.get("k"))
                    .isInstanceOf(JedisConnectionException.class)
                    .hasMessageContaining("Connection reset");
            assertThatThrownBy(() -> SimulatedJedis.in(cluster).jedis(node))
                    .isInstanceOf(JedisConnectionException.class)
                    .hasRootCauseMessage("Connection refused");
            jedis.close();
        }
    }

    @Test
    void shouldSpeakResp3WhenAsked() {
        try (EmbeddedCluster cluster = stepped();
                RedisClusterClient jedis = SimulatedJedis.in(cluster)
                        .config(DefaultJedisClientConfig.builder()
                                .protocol(RedisProtocol.RESP3)
                                .build())
                        .clusterClient()) {
            jedis.hset("h", "f", "v");
            assertThat(jedis.hgetAll("h")).containsEntry("f", "v");
        }
    }

    @Test
    @SuppressWarnings("deprecation")
    void shouldServeTheOlderClusterClientToo() {
        try (EmbeddedCluster cluster = stepped();
                redis.clients.jedis.JedisCluster jedis =
                        SimulatedJedis.in(cluster).jedisCluster()) {
            jedis.set("k", "v");
            assertThat(jedis.get("k")).isEqualTo("v");
            assertThat(jedis.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void shouldShareOneClientWhenSeveralThreadsUseIt() {
        List<String> seen = new ArrayList<>();
        SeedResult result = Simulation.of(EmbeddedCluster.builder().masters(3))
                .endsWithThreads()
                .workload(run -> run.thread("all", () -> {
                    run.cluster().network().allLinks().latency(Duration.ofMillis(3));
                    RedisClusterClient jedis = SimulatedJedis.cluster(run);
                    for (int i = 0; i < 10; i++) {
                        run.thread("t" + i, () -> seen.add(run.nowMs() + " " + jedis.incr("n")));
                    }
                    run.await(() -> seen.size() == 10, Duration.ofSeconds(10));
                    jedis.close();
                }))
                .runSeed(3);
        assertThat(result.violation()).isEmpty();
        assertThat(seen)
                .hasSize(10)
                .allMatch(line -> line.startsWith(seen.get(0).split(" ")[0]));
    }

    @Test
    void shouldHearWhatIsPublishedWhenItSubscribes() {
        List<String> heard = new ArrayList<>();
        SeedResult result = Simulation.of(EmbeddedCluster.builder().masters(3))
                .endsWithThreads()
                .workload(run -> {
                    JedisPubSub listener = new JedisPubSub() {
                        @Override
                        public void onMessage(String channel, String message) {
                            heard.add(message);
                            unsubscribe();
                        }
                    };
                    run.thread("listener", () -> {
                        try (Jedis jedis =
                                SimulatedJedis.node(run, run.cluster().node(0))) {
                            jedis.subscribe(listener, "news");
                        }
                    });
                    run.thread("speaker", () -> {
                        run.sleep(Duration.ofSeconds(30));
                        try (Jedis jedis =
                                SimulatedJedis.node(run, run.cluster().node(1))) {
                            jedis.publish("news", "hello");
                        }
                    });
                })
                .runSeed(3);
        assertThat(result.violation()).isEmpty();
        assertThat(heard).containsExactly("hello");
    }
}
