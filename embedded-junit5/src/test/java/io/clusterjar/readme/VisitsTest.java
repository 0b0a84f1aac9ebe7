package io.clusterjar.readme;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clusterjar.EmbeddedCluster;
import io.clusterjar.check.Invariants;
import io.clusterjar.junit5.SimulatedCluster;
import io.clusterjar.simulation.FaultMix;
import io.clusterjar.simulation.Run;
import io.clusterjar.simulation.Simulation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.exceptions.JedisException;

class VisitsTest {
    @SimulatedCluster(replicas = 1, faults = "standard", seeds = "1..20", duration = "5m")
    void shouldNeverCountMoreVisitsThanThereWere(Run run, RedisClusterClient jedis) {
        int visits = 0;
        while (!run.isOver()) { // five minutes of cluster time, with faults that the seed draws
            try {
                jedis.sadd("visits", "visit " + visits++); // plain blocking code, and a real client
            } catch (JedisException e) {
                run.reached("visit-refused");
            }
            run.sleep(Duration.ofSeconds(1));
        }
        run.cluster().await().fastForward().clusterOk(); // the faults are over: it heals
        assertTrue(jedis.scard("visits") <= visits);
    }

    @Test
    void shouldKeepEveryPromiseOfACluster() {
        Simulation.of(EmbeddedCluster.builder().masters(3).replicasPerMaster(1))
                .faults(FaultMix.standard())
                .invariants(Invariants.all())
                .seeds(1, 50)
                .run()
                .assertPassed();
    }
}
