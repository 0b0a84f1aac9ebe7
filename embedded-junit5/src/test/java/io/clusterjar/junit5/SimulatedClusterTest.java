package io.clusterjar.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.clusterjar.ClientView;
import io.clusterjar.ClusterClock;
import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.Fault;
import io.clusterjar.Network;
import io.clusterjar.check.History;
import io.clusterjar.check.Invariant;
import io.clusterjar.check.InvariantViolation;
import io.clusterjar.check.Scene;
import io.clusterjar.simulation.Run;
import io.clusterjar.simulation.SimulatedClient;
import io.clusterjar.simulation.Simulation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.opentest4j.AssertionFailedError;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** A test for each seed, in virtual time. */
class SimulatedClusterTest {
    // ---- what tests look like

    @SimulatedCluster(seeds = "1..3")
    void shouldFailOverInVirtualTime(EmbeddedCluster cluster, SimulatedClient client, ClusterClock clock) {
        client.set("cart:42", "book");
        cluster.await().replicated();
        ClusterNode old = cluster.masterOf("cart:42");
        old.crash();
        cluster.await().masterOf("cart:42").isNot(old);
        cluster.await().clusterOk();
        assertEquals("book", client.get("cart:42"));
        clock.advance(Duration.ofMinutes(30));
    }

    @SimulatedCluster(seeds = "7", nodeTimeout = "2s", faults = "@1000+20000 crash master(visits)", duration = "40s")
    void shouldRunJedisUnderFaultsOfAPlan(Run run, UnifiedJedis jedis, ClusterClock clock) {
        long refused = 0;
        while (!run.isOver()) {
            try {
                jedis.incr("visits");
            } catch (RuntimeException e) {
                refused++;
            }
            run.sleep(Duration.ofSeconds(1));
        }
        assertThat(refused).isPositive();
        assertThat(Long.parseLong(jedis.get("visits"))).isGreaterThan(10);
        assertThat(run.nowMs()).isGreaterThanOrEqualTo(40_000);
    }

    @SimulatedCluster(seeds = "7", faults = "@1000+90000 cut client(jedis),client(z1) rest", duration = "100s")
    void shouldCutOffTheClientsThatThePlanNames(
            Run run, UnifiedJedis jedis, @View("z1") UnifiedJedis z1, SimulatedClient client) {
        jedis.set("k", "v");
        z1.set("k", "v");
        run.sleep(Duration.ofSeconds(2));
        assertThat(client.get("k")).isEqualTo("v");
        assertThat(catchOf(() -> jedis.get("k"))).isInstanceOf(JedisException.class);
        assertThat(catchOf(() -> z1.get("k"))).isInstanceOf(JedisException.class);
        run.schedule(Duration.ofMillis(1), () -> assertThat(catchOf(() -> jedis.get("k")))
                .hasStackTraceContaining("nothing can wait here: this is a task"));
        run.sleep(Duration.ofSeconds(1));
    }

    @SimulatedCluster(seeds = "1", replicas = 0)
    void shouldResolveWhatIsAskedFor(
            Run run,
            History history,
            SimulatedClient one,
            SimulatedClient two,
            @View("z1") SimulatedClient three,
            @View("z1") ClientView view,
            Network network,
            @Master("k") ClusterNode master,
            @Node(0) Jedis jedis) {
        assertThat(one.name()).isEqualTo("client");
        assertThat(two.name()).isEqualTo("client-2");
        assertThat(three.view()).isSameAs(view);
        one.set("k", "v");
        assertThat(history.operations()).hasSize(1);
        assertThat(jedis.ping()).isEqualTo("PONG");
        try (Fault cut = network.partition(view, master)) {
            assertThat(two.get("k")).isEqualTo("v");
            assertThat(catchOf(() -> three.get("k"))).isNotNull();
            assertThat(cut.isActive()).isTrue();
        }
        assertThat(run.cluster().nodes()).contains(master).hasSize(3);
    }

    private static RuntimeException catchOf(Runnable action) {
        try {
            action.run();
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** Lifecycle methods stand outside the simulation's thread, and let time pass when they wait. */
    static class LifecycleCase {
        private String before;

        @BeforeEach
        void write(SimulatedClient client) {
            client.set("k", "before");
        }

        @SimulatedCluster(seeds = "1")
        void reads(SimulatedClient client) {
            before = client.get("k");
        }

        @AfterEach
        void check(EmbeddedCluster cluster) {
            assertEquals("before", before);
            cluster.await().converged();
        }
    }

    @Test
    void shouldRunLifecycleMethodsAroundTheRun() {
        run(LifecycleCase.class)
                .assertStatistics(statistics -> statistics.succeeded(1).failed(0));
    }

    // ---- failures

    static class EvenSeedsFailCase {
        @SimulatedCluster(seeds = "1..4, 10", faults = "@100+50 pause node-1")
        void fails(Run run) {
            run.sleep(Duration.ofSeconds(5));
            assertEquals(1, run.seed() % 2, "odd");
        }
    }

    private static Events run(Class<?> type, String... parameters) {
        var builder = EngineTestKit.engine("junit-jupiter").selectors(selectClass(type));
        for (int i = 0; i < parameters.length; i += 2) {
            builder.configurationParameter(parameters[i], parameters[i + 1]);
        }
        return builder.configurationParameter(TimelineReport.DIRECTORY, TimelineReport.OFF)
                .execute()
                .testEvents();
    }

    @Test
    void shouldNameEachSeedAndSayHowToRunItAloneWhenItFails() {
        Events events = run(EvenSeedsFailCase.class);

        assertThat(events.finished().stream()
                        .map(event -> event.getTestDescriptor().getDisplayName()))
                .containsExactly("seed 1", "seed 2", "seed 3", "seed 4", "seed 10");
        events.assertStatistics(statistics -> statistics.succeeded(2).failed(3));
        Throwable failure = failure(events);
        assertThat(failure).isExactlyInstanceOf(AssertionFailedError.class);
        assertThat(failure.getMessage())
                .startsWith("odd ==> expected: <1> but was: <0>\n")
                .contains("seed 2, after 5000 ms; it alone: -Dclusterjar.seed=2\n")
                .contains("clusterjar-replay: v=2 spec=")
                .contains("fault @100+50 pause node-1")
                .contains("node-1")
                .contains("paused");
        assertThat(((AssertionFailedError) failure).getExpected().getValue()).isEqualTo(1L);
    }

    @Test
    void shouldRunOneSeedWhenItIsNamedByAParameter() {
        Events events = run(EvenSeedsFailCase.class, "clusterjar.seed", "3");
        assertThat(events.finished().stream()
                        .map(event -> event.getTestDescriptor().getDisplayName()))
                .containsExactly("seed 3");
        events.assertStatistics(statistics -> statistics.succeeded(1));
    }

    @Test
    void shouldDoARunAgainWhenItsLineIsGiven() {
        Throwable failure = failure(run(EvenSeedsFailCase.class, "clusterjar.seed", "4"));
        String line = failure.getMessage()
                .lines()
                .filter(text -> text.startsWith("clusterjar-replay:"))
                .findFirst()
                .orElseThrow();

        Events again = run(EvenSeedsFailCase.class, "clusterjar.replay", line);
        assertThat(again.finished().stream()
                        .map(event -> event.getTestDescriptor().getDisplayName()))
                .containsExactly("replay");
        assertThat(failure(again).getMessage()).contains("seed 4, after 5000 ms");
        assertThat(failure(run(LifecycleCase.class, "clusterjar.replay", line)))
                .hasMessageContaining("is of other faults");
    }

    private static Throwable failure(Events events) {
        return events.failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .findFirst()
                .orElseThrow();
    }

    static class AbortedCase {
        @SimulatedCluster(seeds = "1")
        void aborts() {
            assumeTrue(false);
        }
    }

    @Test
    void shouldBeAbortedWhenAnAssumptionDoesNotHold() {
        run(AbortedCase.class)
                .assertStatistics(statistics -> statistics.aborted(1).failed(0));
    }

    static final class NobodyIsElected implements Invariant {
        @Override
        public String name() {
            return "nobody-is-elected";
        }

        @Override
        public Watch begin(Scene scene) {
            return new Watch() {
                @Override
                public void onChange() {
                    if (scene.cluster().masters().size() > 3) {
                        throw new InvariantViolation(name(), "there are four");
                    }
                }
            };
        }
    }

    static final class Hurried implements SimulationSetup {
        @Override
        public Simulation apply(Simulation simulation) {
            return simulation.convergence(Duration.ofSeconds(3));
        }
    }

    static class InvariantCase {
        @SimulatedCluster(seeds = "1", invariants = NobodyIsElected.class)
        void elects(EmbeddedCluster cluster, @Master("k") ClusterNode master) {
            cluster.network().isolate(master);
            cluster.await().masterOf("k").isNot(master);
        }
    }

    static class EndlessCase {
        @SimulatedCluster(seeds = "1", setup = Hurried.class, duration = "10s")
        void neverEnds(Run run) {
            while (true) {
                run.sleep(Duration.ofSeconds(1));
            }
        }
    }

    static class StuckCase {
        @SimulatedCluster(seeds = "1")
        @Timeout(value = 300, unit = TimeUnit.MILLISECONDS)
        void waitsForReal() throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    @Test
    void shouldSayWhereItStandsWhenATestTimesOut() {
        Throwable failure = failure(run(StuckCase.class));
        assertThat(failure).isInstanceOf(TimeoutException.class);
        assertThat(failure.getSuppressed()).anyMatch(told -> String.valueOf(told.getMessage())
                .contains("SimulatedClusterTest$StuckCase.waitsForReal"));
    }

    static class BadSeedsCase {
        @SimulatedCluster(seeds = "1-3")
        void never() {}
    }

    static class BadShapeCase {
        @SimulatedCluster(seeds = "1", masters = 0)
        void never(EmbeddedCluster cluster) {}
    }

    @Test
    void shouldSayWhatIsWrongWhenItIsNotTheTestsOwnAssertion() {
        assertThat(Kit.messages(InvariantCase.class))
                .singleElement()
                .asString()
                .contains("nobody-is-elected: there are four");
        assertThat(Kit.messages(EndlessCase.class))
                .singleElement()
                .asString()
                .contains("has not ended within 3000 ms of healing: thread neverEnds waits at io.clusterjar.");
        assertThat(Kit.messages(BadSeedsCase.class))
                .singleElement()
                .asString()
                .contains("@SimulatedCluster on BadSeedsCase.never(): seeds=\"1-3\" is not made of numbers and ranges");
        assertThat(Kit.messages(BadShapeCase.class))
                .singleElement()
                .asString()
                .contains("masters=0 is not within 1 to");
    }

    static class LettuceCase {
        @SimulatedCluster(seeds = "1", replicas = 0)
        void never(io.lettuce.core.cluster.RedisClusterClient lettuce) {}
    }

    static class RedissonCase {
        @SimulatedCluster(seeds = "1", replicas = 0)
        void never(org.redisson.api.RedissonClient redisson) {}
    }

    @Test
    void shouldSayWhichParametersThereAreWhenAClientCannotLiveInVirtualTime() {
        assertThat(Kit.messages(LettuceCase.class))
                .singleElement()
                .asString()
                .contains(" of never: io.lettuce.core.cluster.RedisClusterClient cannot live in virtual time")
                .contains("SimulatedClient, History")
                .contains("UnifiedJedis, RedisClusterClient, JedisCluster and Jedis");
        assertThat(Kit.messages(RedissonCase.class))
                .singleElement()
                .asString()
                .contains("org.redisson.api.RedissonClient cannot live in virtual time");
    }

    @RedisCluster
    static class BesideALiveClusterCase {
        @Test
        void live(EmbeddedCluster cluster) {
            cluster.clock().speed(2); // a simulated one refuses
        }

        @SimulatedCluster(seeds = "1", replicas = 0)
        void simulated(EmbeddedCluster cluster, ClusterClock clock) {
            clock.advance(Duration.ofHours(1));
        }
    }

    @Test
    void shouldStandBesideTestsWithALiveCluster() {
        run(BesideALiveClusterCase.class)
                .assertStatistics(statistics -> statistics.succeeded(2).failed(0));
    }
}
