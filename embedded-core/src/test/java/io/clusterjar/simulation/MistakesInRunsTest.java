package io.clusterjar.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.EmbeddedCluster;
import io.clusterjar.EmbeddedClusterBuilder;
import io.clusterjar.check.Invariant;
import io.clusterjar.check.InvariantViolation;
import io.clusterjar.check.Scene;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run says to a workload that asks for what cannot be. */
class MistakesInRunsTest {
    private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);

    private static Simulation simulation(Consumer<Run> workload) {
        return Simulation.of(EmbeddedCluster.builder().masters(1))
                .workload(workload::accept)
                .duration(Duration.ofSeconds(5));
    }

    private static String violation(Consumer<Run> workload) {
        return simulation(workload)
                .runSeed(1)
                .violation()
                .map(InvariantViolation::toString)
                .orElse("");
    }

    private static String violationInTask(Consumer<Run> task) {
        return violation(run -> run.schedule(Duration.ofSeconds(1), () -> task.accept(run)));
    }

    // ---- waiting where nothing can wait

    @Test
    void shouldSayWhatToDoWhenATaskWaitsForACommand() {
        String remedy = " here: this is a task of run.schedule(..), a callback, a condition or an invariant, and time"
                + " stands still until it returns; say executeAsync(..).thenAccept(..), or wait on a thread: run.thread(name, body)";

        assertThat(violationInTask(run -> run.client("c").set("k", "v"))).contains("c cannot wait for SET" + remedy);
        assertThat(violationInTask(run -> run.client("c").waitFor("k", 1, Duration.ofSeconds(1))))
                .contains("c cannot wait for WAIT" + remedy);
        assertThat(violationInTask(run -> run.client("c").await(new CompletableFuture<>())))
                .contains("c cannot wait for a future" + remedy);
    }

    @Test
    void shouldSendNothingWhenATaskWaitsForACommand() {
        List<Object> found = new ArrayList<>();

        simulation(run -> run.schedule(Duration.ofSeconds(1), () -> {
                    assertThatThrownBy(() -> run.client("c").set("k", "v")).isInstanceOf(IllegalStateException.class);
                    var unused = run.client("c").executeAsync("GET", "k").thenAccept(found::add);
                }))
                .run()
                .assertPassed();

        assertThat(found).hasSize(1).containsOnlyNulls();
    }

    @Test
    void shouldSayWhatToDoWhenATaskLetsTimePass() {
        String remedy =
                "nothing can wait here: this is a task, a callback, a condition or an invariant, between two turns of the"
                        + " nodes, and time stands still until it returns; wait on a thread of the simulation: run.thread(name, body)";

        assertThat(violationInTask(run -> run.sleep(Duration.ofSeconds(1)))).contains(remedy);
        assertThat(violationInTask(run -> run.await(() -> false, Duration.ofSeconds(1))))
                .contains(remedy);
        assertThat(violationInTask(run -> run.cluster().clock().advance(Duration.ofSeconds(1))))
                .contains(remedy);
        assertThat(violationInTask(run -> run.cluster().await().until("never", () -> false)))
                .contains(remedy);
    }

    @Test
    void shouldSayThatItCannotWaitWhenAConditionOrAnInvariantAsksAClient() {
        assertThat(violation(run -> run.thread(
                        "t", () -> run.await(() -> "v".equals(run.client("c").get("k")), Duration.ofSeconds(2)))))
                .contains("c cannot wait for GET here: this is a task of run.schedule(..), a callback, a condition");
        assertThat(violation(run -> run.thread("t", () -> {
                    run.schedule(
                            Duration.ofSeconds(1), () -> run.cluster().node(0).crash());
                    run.cluster().await().until("never", () -> "v"
                            .equals(run.client("c").get("k")));
                })))
                .contains("c cannot wait for GET here");
        assertThat(simulation(run -> run.schedule(
                                Duration.ofSeconds(1),
                                () -> run.cluster().node(0).crash()))
                        .invariants(new AsksAClient())
                        .runSeed(1)
                        .violation()
                        .orElseThrow())
                .hasMessageContaining("c cannot wait for GET here");
    }

    private static final class AsksAClient implements Invariant {
        @Override
        public String name() {
            return "asks-a-client";
        }

        @Override
        public Watch begin(Scene scene) {
            return new Watch() {
                @Override
                public void onChange() {
                    ((Run) scene).client("c").get("k");
                }
            };
        }
    }

    @Test
    void shouldNameTheNodeAndItsAddressWhenACommandGotNoReply() {
        assertThat(violation(run -> run.thread("t", () -> {
                    SimulatedClient client = run.client("c");
                    client.get("k");
                    run.cluster().network().isolate(run.cluster().node(0));
                    client.get("k");
                })))
                .contains("c: GET k was sent to node-1 (127.0.0.1:7000), no reply came within 2000 ms");
    }

    // ---- what is out of bounds

    @Test
    void shouldSayWhatIsWrongWhenARunIsAskedForWhatCannotBe() {
        assertThat(violation(run -> run.schedule(Duration.ofMillis(-1), () -> {})))
                .contains("delay=PT-0.001S is negative");
        assertThat(violation(run -> run.schedule(ENDLESS, () -> {})))
                .contains("delay=")
                .contains("is more than fifty years");
        assertThat(violation(run -> run.thread("t", () -> run.sleep(ENDLESS)))).contains("is more than fifty years");
        assertThat(violation(run -> run.thread("t", () -> run.await(() -> true, ENDLESS))))
                .contains("is more than fifty years");
        assertThat(violation(run -> run.client("c").timeout(ENDLESS))).contains("is more than fifty years");
        assertThat(violation(run -> run.fail(null, null))).contains("NullPointerException: invariant");
        assertThat(violation(run -> run.fail("x", null))).contains("NullPointerException: message");
        assertThat(violation(run -> run.fail(" ", "x"))).contains("invariant=  is no name");
        assertThat(violation(run -> run.reached(null))).contains("NullPointerException: probe");
        assertThat(violation(run -> run.cluster().node(0).clock().skew(ENDLESS.negated())))
                .contains("difference=")
                .contains("is more than fifty years");
        assertThat(violation(run -> run.thread("t", () -> run.cluster().clock().advance(ENDLESS))))
                .contains("duration=PT2562047788015215H30M7S is more than fifty years");
        assertThat(violation(run -> run.cluster().network().allLinks().latency(ENDLESS)))
                .contains("latency=PT2562047788015215H30M7S is more than fifty years");
    }

    @Test
    void shouldRefuseAStepWhenItWouldBeginAfterTheEnd() {
        Simulation late = simulation(run -> {}).faults(FaultPlan.parse("@5000+10 crash node-1"));

        assertThatThrownBy(late::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("step=@5000+10 crash node-1 would never begin: the run is healed after 5000 ms");
        assertThatThrownBy(() -> late.runSeed(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> late.prepare(1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(late.duration(Duration.ofMillis(5001)).runSeed(1).probes()).contains("fault-crash");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut node-1 node-1", "cut all all planes=BUS", "bridge client(c) client(c)"})
    void shouldRefuseAStepWhenBothItsSidesAreTheSame(String fault) {
        assertThatThrownBy(simulation(run -> {}).faults(FaultPlan.parse("@1+10 " + fault))::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("step=@1+10 " + fault + " cuts nobody off: both sides are the same");
    }

    @Test
    void shouldSayWhatToDoWhenTheStepsOfALineWereChanged() {
        Simulation simulation = simulation(run -> {});
        String line =
                simulation.runSeed(1, FaultPlan.parse("@1+10 crash node-1")).replayLine();

        assertThatThrownBy(() -> simulation.replay(line.replace("@1+10", "@1+11")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was changed")
                .hasMessageContaining("runSeed(seed, FaultPlan.parse(steps))");
    }

    @Test
    void shouldSayWhatIsWrongWhenASimulationIsToLastForever() {
        Simulation simulation = simulation(run -> {});

        assertThatThrownBy(() -> simulation.duration(ENDLESS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is more than fifty years");
        assertThatThrownBy(() -> simulation.duration(Duration.ofNanos(1)))
                .hasMessage("duration=PT0.000000001S is not 1 ms or more");
        assertThatThrownBy(() -> simulation.duration(Duration.ofDays(-1))).hasMessage("duration=PT-24H is negative");
        assertThatThrownBy(() -> simulation.convergence(ENDLESS)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FaultStep(ENDLESS, Duration.ZERO, FaultText.parse("pause all")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at=PT2562047788015215H30M7S is more than fifty years");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "skew all by=9000000000000000000",
                "slow all rest latency=9000000000000000000 jitter=0",
                "flaky all rest up=9000000000000000000 down=0",
                "disk all kind=SLOW by=9000000000000000000"
            })
    void shouldSayThatItIsTooLongWhenAFaultIsAbsurd(String fault) {
        assertThatThrownBy(() -> FaultText.parse(fault))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is more than fifty years");
    }

    @Test
    void shouldRefuseADirectoryWhenDisksAreSimulated(@TempDir Path directory) {
        EmbeddedClusterBuilder spec = EmbeddedCluster.builder().masters(1).directory(directory);

        assertThatThrownBy(() -> Simulation.of(spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("directory: the disks of simulated nodes are simulated as well; leave it out");
    }
}
