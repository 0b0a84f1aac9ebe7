package io.clusterjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The split brain of the Redis Cluster tutorial, with expectations to the millisecond: masters A, B, C, replicas A1, B1, C1, and a client
 * Z1 that stands on B's side of the cut. The clock stands still but for what the test lets pass.
 */
class SplitBrainTest {
    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(15);

    /** Ten times a second a node looks for who has not answered. */
    private static final Duration TICK = Duration.ofMillis(100);

    /** One step of time between two writes of Z1. */
    private static final Duration STEP = Duration.ofMillis(100);

    private EmbeddedCluster cluster;
    private ClusterNode a;
    private ClusterNode b;
    private ClusterNode c;
    private ClusterNode b1;
    private RedisClusterClient majority;
    private Jedis z1;
    private final Map<String, String> expected = new LinkedHashMap<>();

    private void start(int minReplicasToWrite) {
        cluster = EmbeddedCluster.builder()
                .masters(3)
                .replicasPerMaster(1)
                .nodeTimeout(NODE_TIMEOUT)
                .minReplicasToWrite(minReplicasToWrite)
                .seed(7)
                .start();
        cluster.clock().advance(Duration.ofSeconds(3));
        cluster.clock().freeze();
        a = cluster.node(0);
        b = cluster.node(1);
        c = cluster.node(2);
        b1 = cluster.replicasOf(b).get(0);
        majority = RedisClusterClient.builder()
                .nodes(Set.of(new HostAndPort(a.host(), a.port())))
                .clientConfig(
                        DefaultJedisClientConfig.builder().timeoutMillis(200).build())
                .build();
        ClientView view = cluster.clientView("z1").placeWith(b);
        z1 = new Jedis(HostAndPort.from(view.addressOf(b)));
        for (int i = 0; i < 300; i++) {
            majority.set("key" + i, "before");
            expected.put("key" + i, "before");
        }
        cluster.await().replicated();
    }

    @AfterEach
    void close() {
        if (cluster != null) {
            z1.close();
            majority.close();
            cluster.close();
        }
    }

    @Test
    void shouldLoseExactlyWhatTheMinorityTookWhenTheNetworkSplits() {
        start(0);
        Instant cutAt = cluster.clock().now();
        Cut cut = cluster.network().isolate(b);

        Map<String, String> accepted = new LinkedHashMap<>();
        List<String> bKeys = keysOfB();
        accepted.put(bKeys.get(0), "overwritten by z1");
        z1.set(bKeys.get(0), "overwritten by z1");
        long window = writeUntilRefused(accepted, "CLUSTERDOWN The cluster is down");

        // B goes down in the first tick after its pings to both others have waited for the node timeout
        Instant downAt = cutAt.plusMillis(window);
        Instant waited = later(pingSent(b, a), pingSent(b, c)).plus(NODE_TIMEOUT);
        assertThat(downAt).isAfter(waited).isBeforeOrEqualTo(waited.plus(TICK).plus(STEP));
        assertThat(window).isBetween(15_000L, 22_800L); // a ping waits at most half a node timeout before it is sent
        assertThatThrownBy(() -> z1.get(bKeys.get(0))).hasMessage("CLUSTERDOWN The cluster is down");
        assertThat(accepted).hasSizeGreaterThan(140);

        // the majority: FAIL by quorum, then 500 ms and up to 499 by chance, no rank; then the votes at once
        assertThat(cluster.clock().advanceUntil(b1::isMaster, Duration.ofSeconds(12)))
                .isTrue();
        assertThat(told("elected").minus(told("fail"))).isBetween(Duration.ofMillis(500), Duration.ofMillis(1_100));
        assertThat(b1.configEpoch()).isGreaterThan(b.configEpoch());
        cluster.await().node(a).isClusterOk();
        assertThat(b.isClusterOk()).isFalse();

        for (int i = 0; i < 300; i++) {
            majority.set("later" + i, "after");
            expected.put("later" + i, "after");
        }
        cut.close();
        cluster.await().fastForward().node(b).isReplicaOf(b1);
        cluster.await().fastForward().converged();

        assertOnlyLost(accepted);
    }

    @Test
    void shouldLoseOnlyTheLagWhenAMasterNeedsAReplicaToWrite() {
        start(1);
        Cut cut = cluster.network().isolate(b);

        Map<String, String> accepted = new LinkedHashMap<>();
        long window = writeUntilRefused(accepted, "NOREPLICAS Not enough good replicas to write.");

        // min-replicas-max-lag is 10 s, counted from the last acknowledgement, which is at most 1 s old, and looked at
        // each second
        assertThat(window).isBetween(9_000L, 12_000L);
        assertThat(z1.get(keysOfB().get(0))).isEqualTo("before"); // reads go on until the node timeout
        cluster.await().fastForward().node(b).isClusterDown();
        assertThatThrownBy(() -> z1.get(keysOfB().get(0))).hasMessage("CLUSTERDOWN The cluster is down");
        cluster.await().fastForward().node(b1).isMaster();
        cut.close();
        cluster.await().fastForward().node(b).isReplicaOf(b1);
        cluster.await().fastForward().converged();

        assertOnlyLost(accepted);
    }

    /** Lets Z1 write a new key of B each step until it is refused with {@code error}; after how many milliseconds that is. */
    private long writeUntilRefused(Map<String, String> accepted, String error) {
        Instant start = cluster.clock().now();
        for (int i = 0; ; i++) {
            String key = "z1:" + i;
            if (isOfB(key)) {
                try {
                    z1.set(key, "z1");
                    accepted.put(key, "z1");
                } catch (JedisDataException e) {
                    assertThat(e).hasMessage(error);
                    return Duration.between(start, cluster.clock().now()).toMillis();
                }
                cluster.clock().advance(STEP);
            }
            assertThat(Duration.between(start, cluster.clock().now())).isLessThan(Duration.ofSeconds(60));
        }
    }

    /** After healing every key is as it was or as the majority wrote it, and nothing is left of what B accepted. */
    private void assertOnlyLost(Map<String, String> accepted) {
        assertThat(cluster.masterOf(keysOfB().get(0))).isSameAs(b1);
        Map<String, String> found = new LinkedHashMap<>();
        expected.forEach((key, value) -> found.put(key, majority.get(key)));
        assertThat(found).isEqualTo(expected);
        for (String key : accepted.keySet()) {
            assertThat(majority.get(key)).as(key).isEqualTo(expected.get(key));
        }
        assertThat(b.keyCount()).isEqualTo(b1.keyCount());
        assertThat(cluster.masters().stream().mapToLong(ClusterNode::keyCount).sum())
                .isEqualTo(expected.size());
        assertThat(z1.ping()).isEqualTo("PONG"); // the connection lived through it
    }

    private static List<String> keysOfB() {
        return IntStream.range(0, 300)
                .mapToObj(i -> "key" + i)
                .filter(SplitBrainTest::isOfB)
                .toList();
    }

    /** B is the second of three masters. */
    private static boolean isOfB(String key) {
        int slot = EmbeddedCluster.slotOf(key);
        return 5461 <= slot && slot <= 10922;
    }

    /** When {@code from} sent the ping to {@code to} that waits for its answer. */
    private static Instant pingSent(ClusterNode from, ClusterNode to) {
        String line = String.valueOf(from.execute("CLUSTER", "NODES"))
                .lines()
                .filter(one -> one.contains(to.address() + "@"))
                .findFirst()
                .orElseThrow();
        assertThat(line).contains("fail?");
        return Instant.ofEpochMilli(Long.parseLong(line.split(" ")[4]));
    }

    /** When B1's lane of the timeline tells of {@code kind} first. */
    private Duration told(String kind) {
        Matcher line = Pattern.compile("\\{\"t\":(\\d+),\"kind\":\"" + kind + "\",\"lane\":\"" + b1.name() + "\"")
                .matcher(cluster.timeline().jsonLines());
        assertThat(line.find()).as(kind).isTrue();
        return Duration.ofNanos(Long.parseLong(line.group(1)));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
