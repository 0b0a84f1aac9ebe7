package io.clusterjar.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.Fault;
import io.clusterjar.RedisErrorException;
import io.clusterjar.check.History;
import io.clusterjar.check.Kind;
import io.clusterjar.check.Operation;
import io.clusterjar.check.Outcome;
import io.clusterjar.net.CutMode;
import io.clusterjar.net.Plane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedClientTest {
    private final EmbeddedCluster cluster =
            EmbeddedCluster.builder().masters(3).replicasPerMaster(1).startStepped(7);
    private final SimulatedClient client = SimulatedClient.of(cluster, "c1");

    @AfterEach
    void close() {
        cluster.close();
    }

    private void slowLinks() {
        cluster.network().allLinks().planes(Plane.CLIENT).latency(Duration.ofMillis(5));
    }

    private long nowMs() {
        return cluster.clock().now().toEpochMilli();
    }

    @Test
    void shouldReadWhatItWroteWhenKeysAreOnAllNodes() {
        for (int i = 0; i < 50; i++) {
            client.set("key:" + i, "v" + i);
        }
        for (int i = 0; i < 50; i++) {
            assertThat(client.get("key:" + i)).isEqualTo("v" + i);
        }
        assertThat(client.get("nothing")).isNull();
        assertThat(client.del("key:1")).isTrue();
        assertThat(client.incr("n")).isEqualTo(1);
        assertThat(client.incrBy("n", 41)).isEqualTo(42);
        assertThat(client.sadd("s", "a")).isTrue();
        assertThat(client.smembers("s")).containsExactly("a");
        assertThat(client.rpush("l", "x")).isEqualTo(1);
        assertThat(client.rpush("l", "y")).isEqualTo(2);
        assertThat(client.elements("l")).containsExactly("x", "y");
        assertThat(client.execute("MGET", "{t}1", "{t}2")).isEqualTo(java.util.Arrays.asList(null, null));
    }

    @Test
    void shouldTakeVirtualTimeWhenLinksAreSlow() {
        client.get("k");
        slowLinks();
        long before = nowMs();
        client.get("k");
        assertThat(nowMs() - before).isEqualTo(10);
    }

    @Test
    void shouldThrowWhatTheNodeSaysWhenItRefuses() {
        client.set("k", "text");
        assertThatThrownBy(() -> client.incr("k"))
                .isInstanceOf(RedisErrorException.class)
                .hasMessageStartingWith("ERR value is not an integer");
    }

    @Test
    void shouldFollowWhenASlotHasMoved() {
        int slot = EmbeddedCluster.slotOf("k");
        client.set("k", "left behind");
        ClusterNode from = cluster.masterOf("k");
        ClusterNode to = cluster.masters().stream()
                .filter(node -> node != from)
                .findFirst()
                .orElseThrow();
        to.execute("CLUSTER", "SETSLOT", String.valueOf(slot), "IMPORTING", from.id());
        from.execute("CLUSTER", "SETSLOT", String.valueOf(slot), "MIGRATING", to.id());

        client.set("{k}new", "asked"); // not there yet: ASK
        assertThat(client.get("{k}new")).isEqualTo("asked");

        from.execute("DEL", "k");
        to.execute("CLUSTER", "SETSLOT", String.valueOf(slot), "NODE", to.id());
        from.execute("CLUSTER", "SETSLOT", String.valueOf(slot), "NODE", to.id());
        assertThat(client.get("{k}new")).isEqualTo("asked"); // MOVED
        assertThat(client.get("k")).isNull();
    }

    @Test
    void shouldNotKnowTheOutcomeWhenNoReplyComes() {
        ClusterNode master = cluster.masterOf("k");
        client.set("k", "1");
        long before = nowMs();
        try (Fault cut = cluster.network().partition(client.view(), master)) {
            assertThatThrownBy(() -> client.set("k", "2"))
                    .isInstanceOf(UnknownOutcomeException.class)
                    .hasMessageContaining("c1: SET k")
                    .hasMessageContaining("no reply came within 2000 ms");
            assertThat(cut.isActive()).isTrue();
        }
        assertThat(nowMs() - before).isEqualTo(2_000);
        assertThat(client.get("k")).isIn("1", "2");
    }

    @Test
    void shouldKnowThatNothingHappenedWhenNobodyIsReached() {
        try (Fault cut = cluster.network().isolate(client.view()).mode(CutMode.RESET)) {
            assertThatThrownBy(() -> client.set("k", "2"))
                    .isInstanceOf(NotReachedException.class)
                    .hasMessageContaining("reached no node within 2000 ms")
                    .hasMessageContaining("refused");
            assertThat(cut.isActive()).isTrue();
        }
        assertThat(client.get("k")).isNull();
    }

    @Test
    void shouldGoThroughTheOthersWhenItIsPlacedWithANode() {
        ClusterNode master = cluster.masterOf("k");
        client.placeWith(master);
        try (Fault cut = cluster.network().isolate(master)) {
            client.set("k", "beside");
            assertThat(cut.isActive()).isTrue();
        }
        client.placeAlone();
        assertThat(client.get("k")).isEqualTo("beside");
    }

    @Test
    void shouldFindTheNewMasterWhenTheOldOneHasCrashed() {
        client.set("k", "before");
        cluster.await().replicated();
        ClusterNode old = cluster.masterOf("k");
        old.crash();
        cluster.await().masterOf("k").isNot(old);
        cluster.await().clusterOk();
        assertThat(client.get("k")).isEqualTo("before");
    }

    @Test
    void shouldCompleteFuturesInOrderWhenSeveralAreUnderWay() {
        slowLinks();
        List<Object> seen = new ArrayList<>();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(client.executeAsync("INCR", "n").thenAccept(seen::add));
        }
        assertThat(seen).isEmpty();
        cluster.clock().advance(Duration.ofMillis(30));
        assertThat(seen).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(all).allMatch(CompletableFuture::isDone);
        assertThat(cluster.timeline().jsonLines()).contains("INCR n -\\u003e 5");
    }

    @Test
    void shouldWaitForAFutureInVirtualTime() {
        CompletableFuture<Object> both = client.executeAsync("INCR", "a")
                .thenCombine(client.executeAsync("INCR", "b"), (a, b) -> (Long) a + (Long) b);
        assertThat(client.await(both)).isEqualTo(2L);
    }

    @Test
    void shouldLoseWhatIsUnderWayWhenItDisconnects() {
        client.get("k");
        slowLinks();
        CompletableFuture<Object> lost = client.executeAsync("SET", "k", "v");
        cluster.clock().advance(Duration.ofMillis(1));
        client.disconnect();
        assertThatThrownBy(() -> client.await(lost)).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void shouldCountReplicasWhenItWaitsForThem() {
        client.set("k", "v");
        assertThat(client.waitFor("k", 1, Duration.ofSeconds(5))).isEqualTo(1);
    }

    @Test
    void shouldRecordWhatItWasToldWhenThereIsAHistory() {
        History history = new History(() -> nowMs() * 1_000_000);
        client.recordIn(history);
        client.set("k", "1");
        client.get("k");
        assertThatThrownBy(() -> client.incr("{k}text" + client.rpush("{k}text1", "x")))
                .isInstanceOf(RedisErrorException.class);
        client.execute("PING");
        try (Fault cut = cluster.network().partition(client.view(), cluster.masterOf("k"))) {
            assertThatThrownBy(() -> client.set("k", "2")).isInstanceOf(UnknownOutcomeException.class);
            assertThat(cut.isActive()).isTrue();
        }
        List<Operation> operations = history.operations();
        assertThat(operations)
                .extracting(Operation::kind)
                .containsExactly(Kind.WRITE, Kind.READ, Kind.APPEND, Kind.INCREMENT, Kind.WRITE);
        assertThat(operations)
                .extracting(Operation::outcome)
                .containsExactly(Outcome.OK, Outcome.OK, Outcome.OK, Outcome.FAIL, Outcome.UNKNOWN);
        assertThat(operations.get(0).receipt().node())
                .isEqualTo(cluster.masterOf("k").name());
        assertThat(operations.get(0).receipt().offsetBytes()).isPositive();
        assertThat(operations.get(1).value()).isEqualTo("1");
    }

    @Test
    void shouldRefuseWhenTheClusterLivesInRealTime() {
        try (EmbeddedCluster live = EmbeddedCluster.builder().masters(1).start()) {
            assertThatThrownBy(() -> SimulatedClient.of(live, "c1")).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
