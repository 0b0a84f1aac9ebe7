package io.clusterjar.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.clusterjar.EmbeddedRedis;
import io.clusterjar.RedisDeployment;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Tests that JUnit runs at once. */
class ParallelTest {
    private static final Set<RedisDeployment> SEEN = ConcurrentHashMap.newKeySet();
    private static final AtomicInteger RUNNING = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();
    private static CountDownLatch meeting = new CountDownLatch(0);

    @BeforeEach
    void forget() {
        SEEN.clear();
        RUNNING.set(0);
        MOST.set(0);
    }

    private static void run(int tests, int meet, Class<?>... cases) {
        meeting = new CountDownLatch(meet);
        var builder = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4");
        for (Class<?> type : cases) {
            builder.selectors(selectClass(type));
        }
        builder.execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.started(tests).succeeded(tests));
    }

    private static void use(EmbeddedRedis redis) throws InterruptedException {
        SEEN.add(redis);
        MOST.accumulateAndGet(RUNNING.incrementAndGet(), Math::max);
        assertThat(redis.master().execute("INCR", "a")).isEqualTo(1L);
        meeting.countDown();
        meeting.await(5, TimeUnit.SECONDS);
        assertThat(redis.master().execute("INCR", "a")).isEqualTo(2L);
        RUNNING.decrementAndGet();
    }

    @RedisStandalone
    static class SharedCase {
        @Test
        void a(EmbeddedRedis redis) throws InterruptedException {
            use(redis);
        }

        @Test
        void b(EmbeddedRedis redis) throws InterruptedException {
            use(redis);
        }

        @RepeatedTest(3)
        void c(EmbeddedRedis redis) throws InterruptedException {
            use(redis);
        }
    }

    @RedisStandalone
    static class OtherSharedCase extends SharedCase {}

    @RedisStandalone(lifecycle = DeploymentLifecycle.PER_METHOD)
    static class OwnCase extends SharedCase {}

    @Test
    void shouldRunTestsOfOneClassInTurnsWhenTheyShareADeployment() {
        run(5, 1, SharedCase.class);
        assertThat(MOST).hasValue(1);
        assertThat(SEEN).hasSize(1);
    }

    @Test
    void shouldRunClassesAtOnce() {
        run(10, 2, SharedCase.class, OtherSharedCase.class);
        assertThat(MOST).hasValue(2);
        assertThat(SEEN).hasSize(2);
    }

    @Test
    void shouldRunTestsAtOnceWhenEachHasItsOwn() {
        run(5, 2, OwnCase.class);
        assertThat(MOST.get()).isGreaterThan(1);
        assertThat(SEEN).hasSize(5);
    }
}
