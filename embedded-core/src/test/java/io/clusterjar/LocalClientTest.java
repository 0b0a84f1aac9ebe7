package io.clusterjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LocalClientTest {
    @Test
    void shouldReadWhatItWroteWhenKeysAreOnDifferentNodes() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().masters(3).start();
                LocalClient client = cluster.client()) {
            for (int i = 0; i < 100; i++) {
                client.set("key:" + i, "value " + i);
            }
            for (int i = 0; i < 100; i++) {
                assertThat(client.get("key:" + i)).isEqualTo("value " + i);
            }
            assertThat(cluster.nodes())
                    .allSatisfy(node -> assertThat(node.keyCount()).isPositive());
            assertThat(client.incr("counter")).isEqualTo(1);
            assertThat(client.exists("counter")).isTrue();
            assertThat(client.del("counter")).isTrue();
            assertThat(client.get("counter")).isNull();
        }
    }

    @Test
    void shouldShowRepliesAsJavaKnowsThem() {
        try (EmbeddedRedis redis = EmbeddedRedis.builder().start();
                LocalClient client = redis.client()) {
            assertThat(client.execute("RPUSH", "list", "a", "b")).isEqualTo(2L);
            assertThat(client.execute("LRANGE", "list", "0", "-1")).isEqualTo(List.of("a", "b"));
            client.execute("HELLO", "3");
            client.execute("HSET", "hash", "field", "1");
            assertThat(client.execute("HGETALL", "hash")).isEqualTo(Map.of("field", "1"));
            client.execute("ZADD", "zset", "1.5", "m");
            assertThat(client.execute("ZSCORE", "zset", "m")).isEqualTo(1.5);
            assertThatThrownBy(() -> client.execute("INCR", "list"))
                    .isInstanceOfSatisfying(RedisErrorException.class, error -> assertThat(error.code())
                            .isEqualTo("WRONGTYPE"));
            assertThatThrownBy(client::execute).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldGoOnWithTheNewMasterWhenTheOldOneCrashed() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                        .masters(3)
                        .replicasPerMaster(1)
                        .start();
                LocalClient client = cluster.client()) {
            client.set("cart:42", "book");
            cluster.await().replicated();
            ClusterNode old = cluster.masterOf("cart:42");
            old.crash();
            cluster.await().fastForward().masterOf("cart:42").isNot(old);
            assertThat(client.get("cart:42")).isEqualTo("book");
            old.restart();
            cluster.await().fastForward().converged();
            assertThat(client.get("cart:42")).isEqualTo("book");
        }
    }

    @Test
    void shouldWaitForItsReplyWhenTheCommandBlocks() {
        try (EmbeddedRedis redis = EmbeddedRedis.builder().start();
                LocalClient client = redis.client();
                LocalClient other = redis.client()) {
            CompletableFuture<Object> popped =
                    CompletableFuture.supplyAsync(() -> client.execute("BLPOP", "queue", "0"));
            redis.await().until("a client is blocked", () -> String.valueOf(
                            redis.master().execute("INFO", "clients"))
                    .contains("blocked_clients:1"));
            other.execute("RPUSH", "queue", "job");
            assertThat(popped.join()).isEqualTo(List.of("queue", "job"));
        }
    }

    @Test
    void shouldSayWhichNodeDoesNotRunWhenItIsAsked() {
        try (EmbeddedRedis redis = EmbeddedRedis.builder().start();
                LocalClient client = redis.client()) {
            client.set("a", "b");
            try (Fault paused = redis.master().pause()) {
                assertThat(paused.isActive()).isTrue();
                assertThatThrownBy(() -> client.get("a"))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("node-1 does not run");
            }
            assertThat(client.get("a")).isEqualTo("b");
        }
    }
}
