package io.clusterjar.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.clusterjar.ClientView;
import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.Fault;
import io.clusterjar.junit5.Master;
import io.clusterjar.junit5.RedisCluster;
import io.clusterjar.junit5.View;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClusterClient;

@RedisCluster(masters = 3, replicas = 1)
class CartTest {
    @Test
    void shouldKeepTheCartWhenItsMasterDies(
            EmbeddedCluster cluster, @Master("cart:42") ClusterNode master, RedisClusterClient jedis) {
        jedis.set("cart:42", "book");
        cluster.await().replicated();

        master.crash();
        cluster.await().fastForward().masterOf("cart:42").isNot(master); // 15 s of node timeout, in milliseconds

        assertEquals("book", jedis.get("cart:42"));
    }

    @Test
    void shouldLoseWhatTheOldMasterTookWhileItWasAlone(
            EmbeddedCluster cluster,
            @Master("cart:42") ClusterNode old,
            RedisClusterClient jedis,
            @View("z1") ClientView z1,
            @View("z1") RedisClusterClient lonely) {
        jedis.set("cart:42", "book");
        cluster.await().replicated();

        z1.placeWith(old); // a second client, on the wrong side of the cut
        Fault cut = cluster.network().isolate(old);
        lonely.set("{cart:42}:gift", "lost"); // taken, answered with OK, and gone
        cluster.clock().advance(Duration.ofSeconds(20));
        cluster.await().masterOf("cart:42").isNot(old);
        cut.close();
        cluster.await().fastForward().converged();

        assertEquals("book", jedis.get("cart:42"));
        assertNull(jedis.get("{cart:42}:gift"));
    }
}
