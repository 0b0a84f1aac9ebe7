package io.clusterjar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Crash, fail-over, restart, over and over on one cluster: nothing is lost, nothing leaks, no cycle fails. 50 cycles by default, {@code
 * -Dclusterjar.test.cycles=1000} for the whole proof.
 */
class CyclesTest {
    private static final int CYCLES = Integer.getInteger("clusterjar.test.cycles", 50);

    /** Heap that may be more after all cycles than after the first tenth: backlogs and buffers that breathe, not what grows. */
    private static final long LEEWAY_BYTES = 16L << 20;

    @Test
    void shouldFailOverAgainAndAgainWhenMastersCrash() {
        long slowestMs = 0;
        long began = System.nanoTime();
        long settledBytes = 0;
        Set<String> threadsBefore = threads();
        int[] ports;
        try (var cluster = EmbeddedCluster.builder()
                .masters(3)
                .replicasPerMaster(1)
                .name("cycles")
                .start()) {
            ports = cluster.nodes().stream().mapToInt(ClusterNode::port).toArray();
            int threadsOfCluster = threads().size();
            for (int i = 0; i < CYCLES; i++) {
                String key = "key" + i % 50;
                ClusterNode old = cluster.masterOf(key);
                old.execute("SET", key, "cycle " + i);
                cluster.await().replicated();
                long epoch = old.configEpoch();
                old.crash();
                long crashed = System.nanoTime();
                ClusterNode promoted =
                        cluster.await().fastForward().masterOf(key).isNot(old);
                cluster.await().fastForward().clusterOk();
                promoted.execute("SET", key, promoted.execute("GET", key) + ", kept");
                slowestMs = Math.max(slowestMs, (System.nanoTime() - crashed) / 1_000_000);
                old.restart();
                cluster.await().fastForward().node(old).isReplicaOf(promoted);
                cluster.await().fastForward().converged();

                assertThat(promoted.execute("GET", key)).isEqualTo("cycle " + i + ", kept");
                assertThat(promoted.configEpoch()).isGreaterThan(epoch);
                assertThat(cluster.masters()).hasSize(3);
                if (i == CYCLES / 10) {
                    settledBytes = usedBytes();
                }
            }
            assertThat(usedBytes() - settledBytes).as("heap grown, in bytes").isLessThan(LEEWAY_BYTES);
            assertThat(threads()).hasSizeLessThanOrEqualTo(threadsOfCluster);
        }
        assertThat(threads()).isSubsetOf(threadsBefore);
        Ports.assertFree(ports);
        System.getLogger(CyclesTest.class.getName())
                .log(
                        System.Logger.Level.DEBUG,
                        "{0} cycles in {1}, slowest fail-over {2} ms",
                        CYCLES,
                        Duration.ofNanos(System.nanoTime() - began),
                        slowestMs);
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** The live threads that carry this deployment's nodes, and whoever else came. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("cycles"))
                .map(thread -> thread.getName() + "/" + thread.getId())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
