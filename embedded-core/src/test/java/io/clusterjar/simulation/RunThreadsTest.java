package io.clusterjar.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.EmbeddedClusterBuilder;
import io.clusterjar.check.History;
import io.clusterjar.check.Operation;
import io.clusterjar.net.Plane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunThreadsTest {
    private static EmbeddedClusterBuilder cluster() {
        return EmbeddedCluster.builder().masters(3).replicasPerMaster(1);
    }

    private static Simulation simulation(Workload workload) {
        return Simulation.of(cluster()).workload(workload);
    }

    /** Two writers and a reader through the crash of a master, with the default node timeout of 15 s. */
    private static void throughAFailover(Run run, List<String> told) {
        run.cluster().network().allLinks().planes(Plane.CLIENT).latency(Duration.ofMillis(5));
        for (String name : List.of("w1", "w2")) {
            SimulatedClient client = run.client(name).recordIn(run.history());
            run.thread(name, () -> {
                for (int i = 0; !run.isOver(); i++) {
                    try {
                        client.set("k", name + i);
                    } catch (RuntimeException e) {
                        told.add(run.nowMs() + " " + e.getMessage());
                    }
                    run.sleep(Duration.ofMillis(500));
                }
            });
        }
        SimulatedClient reader = run.client("r").recordIn(run.history());
        run.thread("r", () -> {
            run.sleep(Duration.ofSeconds(5));
            run.await(() -> isUnderWay(run.history()), Duration.ofSeconds(1));
            ClusterNode old = run.cluster().masterOf("k");
            old.crash();
            boolean failedOver = run.await(() -> run.cluster().masterOf("k") != old, Duration.ofSeconds(60));
            told.add(run.nowMs() + " failed over " + failedOver);
            run.cluster().await().clusterOk();
            told.add(run.nowMs() + " reads " + reader.get("k"));
        });
    }

    private static boolean isUnderWay(History history) {
        return history.operations().stream().anyMatch(operation -> operation.returnedNs() == Operation.NEVER);
    }

    @Test
    void shouldRunTheSameWhenTheSeedIsTheSame() {
        List<List<String>> told = new ArrayList<>();
        List<List<Operation>> histories = new ArrayList<>();
        List<SeedResult> results = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            List<String> lines = new ArrayList<>();
            told.add(lines);
            results.add(simulation(run -> {
                        throughAFailover(run, lines);
                        run.schedule(
                                run.duration().minusMillis(1),
                                () -> histories.add(run.history().operations()));
                    })
                    .runSeed(17));
        }
        assertThat(results.get(0).violation()).isEmpty();
        assertThat(told.get(0)).anyMatch(line -> line.contains("failed over true"));
        assertThat(told.get(0)).anyMatch(line -> line.contains("was closed"));
        assertThat(told.get(1)).isEqualTo(told.get(0));
        assertThat(histories.get(1)).isEqualTo(histories.get(0)).hasSizeGreaterThan(100);
        assertThat(results.get(1).traceHash()).isEqualTo(results.get(0).traceHash());
    }

    @Test
    void shouldBeAViolationWhenAThreadThrows() {
        SeedResult result = simulation(run -> run.thread("clumsy", () -> {
                    run.sleep(Duration.ofSeconds(1));
                    assertThat(run.client("c").get("k")).isEqualTo("something");
                }))
                .runSeed(1);
        assertThat(result.violation()).isPresent();
        assertThat(result.violation().orElseThrow().getCause()).isInstanceOf(AssertionError.class);
        assertThat(result.violatedAt()).isEqualTo(Duration.ofSeconds(1));
        assertThat(result.report()).contains("seed 1 breaks workload").contains("something");
    }

    @Test
    void shouldBeAViolationWhenAThreadDoesNotEnd() {
        SeedResult result = simulation(run -> run.thread("endless", () -> {
                    while (true) {
                        run.sleep(Duration.ofSeconds(1));
                    }
                }))
                .duration(Duration.ofSeconds(10))
                .convergence(Duration.ofSeconds(10))
                .runSeed(1);
        assertThat(result.violation().orElseThrow())
                .hasMessageContaining("has not ended within 10000 ms of healing")
                .hasMessageContaining("thread endless waits at io.clusterjar.simulation.");
    }

    @Test
    void shouldEndEarlyWhenItEndsWithItsThreads() {
        Simulation simulation = simulation(run -> run.thread("quick", () -> run.sleep(Duration.ofSeconds(3))))
                .duration(Duration.ofHours(10));
        SeedResult result = simulation.endsWithThreads().runSeed(1);
        assertThat(result.violation()).isEmpty();
        assertThat(result.violatedAt()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void shouldLeaveNoThreadBehindWhenARunIsOver() {
        Thread[] seen = new Thread[1];
        SeedResult result = simulation(run -> {
                    run.thread("waits", () -> {
                        seen[0] = Thread.currentThread();
                        run.await(() -> false, Duration.ofDays(1));
                    });
                    run.schedule(Duration.ofSeconds(1), () -> run.fail("enough", "said the test"));
                })
                .runSeed(1);
        assertThat(result.violation().orElseThrow()).hasMessageContaining("said the test");
        assertThat(seen[0]).isNotNull().matches(thread -> joined(thread), "has ended");
    }

    private static boolean joined(Thread thread) {
        try {
            thread.join(5_000);
            return !thread.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
