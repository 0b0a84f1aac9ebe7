package io.clusterjar.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.check.InvariantViolation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Faults of a plan that concern clients. */
class ClientsInPlansTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<String> seen = new ArrayList<>();

    private Simulation simulation(String plan) {
        return Simulation.of(EmbeddedCluster.builder().masters(3).replicasPerMaster(1))
                .faults(FaultPlan.parse(plan))
                .duration(Duration.ofSeconds(10));
    }

    private void reads(SimulatedClient client) {
        String key = "k";
        try {
            seen.add(client.name() + " " + client.get(key));
        } catch (NotReachedException | UnknownOutcomeException e) {
            seen.add(client.name() + " waits");
        }
    }

    private Simulation twoClients(String plan) {
        return simulation(plan)
                .workload(run -> run.thread("test", () -> {
                    SimulatedClient inside = run.client("inside");
                    SimulatedClient outside = run.client("outside");
                    outside.set("k", "v");
                    run.sleep(SECOND.multipliedBy(2));
                    reads(inside);
                    reads(outside);
                }));
    }

    @Test
    void shouldCutOneClientOffWhenThePlanNamesIt() {
        twoClients("@1000+8000 cut client(inside) rest").run().assertPassed();

        assertThat(seen).containsExactly("inside waits", "outside v");
    }

    @Test
    void shouldCutAClientFromOneNodeWhenThePlanNamesBoth() {
        twoClients("@1000+8000 cut client(inside) master(k)").run().assertPassed();
        twoClients("@1000+8000 cut client(inside) master(another)").run().assertPassed();

        assertThat(seen).containsExactly("inside waits", "outside v", "inside v", "outside v");
    }

    @Test
    void shouldPutAClientOnANodesSideWhenBothAreOnOneSide() {
        twoClients("@1000+5000 cut master(k),client(inside) rest").run().assertPassed();

        assertThat(seen).containsExactly("inside v", "outside waits");
    }

    @Test
    void shouldSlowOneClientDownWhenItsLinksAreWeak() {
        List<Long> took = new ArrayList<>();
        Consumer<Run> story = run -> run.thread("test", () -> {
            run.sleep(SECOND);
            for (String name : List.of("inside", "outside")) {
                long before = run.nowMs();
                run.client(name).set("k", "v");
                took.add(run.nowMs() - before);
            }
        });

        simulation("@500+9000 slow client(inside) all latency=200000 jitter=0")
                .workload(story::accept)
                .run()
                .assertPassed();

        assertThat(took.get(0)).isGreaterThanOrEqualTo(400);
        assertThat(took.get(1)).isLessThan(100);
    }

    @Test
    void shouldConcernAClientThatComesLater() {
        simulation("@0+9000 cut client(late) rest")
                .workload(run -> run.thread("test", () -> {
                    run.sleep(SECOND);
                    reads(run.client("late"));
                }))
                .run()
                .assertPassed();

        assertThat(seen).containsExactly("late waits");
    }

    @Test
    void shouldFailWhenAClientOfThePlanIsNeverThere() {
        SeedResult result = twoClients("@1000+1000 cut client(insid) rest").runSeed(1);

        assertThat(result.violation())
                .get()
                .extracting(InvariantViolation::toString)
                .isEqualTo("plan: client(insid) of the plan was never there; the clients of this run are"
                        + " [inside, outside]");
    }

    @Test
    void shouldMakeEveryLinkWorseOnceWhenSidesOverlap() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().masters(3).startStepped(1)) {
            FaultText.parse("lossy node-1,node-3 node-1 probability=0.5").inject(cluster);
            assertThat(cluster.faults())
                    .singleElement()
                    .asString()
                    .contains("node-1")
                    .contains("node-3");

            cluster.healAll();
            FaultText.parse("lossy all all probability=0.5").inject(cluster);
            assertThat(cluster.faults()).hasSize(3);
        }
    }

    @Test
    void shouldConcernNobodyWhenTheSlotOfAKeyIsNobodys() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().masters(1).startStepped(1)) {
            ClusterNode only = cluster.node(0);
            only.execute("CLUSTER", "DELSLOTSRANGE", "0", "16383");

            assertThat(Selector.masterOf("k").bind(cluster)).isEmpty();
            assertThat(Selector.replicaOf("k").bind(cluster)).isEmpty();
            assertThat(FaultText.parse("crash master(k)").inject(cluster).isActive())
                    .isFalse();
        }
    }
}
