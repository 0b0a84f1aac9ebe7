package io.clusterjar.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.clusterjar.ClusterClock;
import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.EmbeddedRedis;
import io.clusterjar.RedisDeployment;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** When deployments begin, begin anew and end. */
class LifecycleTest {
    /** What the cases saw; they run one after another. */
    private static final List<RedisDeployment> SEEN = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    private static List<RedisDeployment> run(int tests, Class<?>... cases) {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .selectors(Stream.of(cases)
                        .map(type -> selectClass(type))
                        .toList()
                        .toArray(new org.junit.platform.engine.DiscoverySelector[0]))
                .execute();
        results.testEvents().failed().stream().findFirst().ifPresent(event -> {
            throw new AssertionError("case failed: " + event);
        });
        results.containerEvents().assertStatistics(statistics -> statistics.failed(0));
        results.testEvents().assertStatistics(statistics -> statistics.succeeded(tests));
        return SEEN.stream().distinct().toList();
    }

    private static void assertClosed(RedisDeployment deployment) {
        for (ClusterNode node : deployment.nodes()) {
            assertThat(isListening(node.port())).as("port of %s", node).isFalse();
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    // ---- per class

    @RedisCluster(replicas = 1)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class SharedCase {
        @BeforeAll
        static void load(EmbeddedCluster cluster) {
            cluster.masterOf("early").execute("SET", "early", "1");
        }

        @Test
        void a(EmbeddedCluster cluster, ClusterClock clock, @Master("k") ClusterNode master) {
            SEEN.add(cluster);
            assertFresh(cluster);
            master.execute("SET", "k", "1");
            master.crash();
            cluster.await().fastForward().masterOf("k").isNot(master);
            cluster.network().isolate(cluster.masterOf("k"));
            clock.freeze();
        }

        @Test
        void b(EmbeddedCluster cluster) {
            SEEN.add(cluster);
            assertFresh(cluster);
            cluster.masterOf("k").execute("SET", "k", "2");
            cluster.nodes().forEach(ClusterNode::pause);
        }

        @RepeatedTest(2)
        void c(EmbeddedCluster cluster) {
            SEEN.add(cluster);
            assertFresh(cluster);
            cluster.masterOf("k").execute("SET", "k", "3");
        }

        static void assertFresh(EmbeddedCluster cluster) {
            assertThat(cluster.nodes())
                    .allSatisfy(node -> assertThat(node.keyCount()).isZero());
            assertThat(cluster.masters()).isEqualTo(cluster.nodes().subList(0, 3));
            assertThat(cluster.faults()).isEmpty();
        }
    }

    @Test
    void shouldShareOneClusterAndResetItBetweenTests() {
        List<RedisDeployment> seen = run(4, SharedCase.class);
        assertThat(seen).hasSize(1);
        assertClosed(seen.get(0));
    }

    @RedisStandalone(lifecycle = DeploymentLifecycle.PER_CLASS_WITHOUT_RESET)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class StoryCase {
        @BeforeAll
        static void load(EmbeddedRedis redis) {
            redis.master().execute("SET", "chapter", "1");
        }

        @Test
        void a(EmbeddedRedis redis) {
            assertThat(redis.master().execute("INCR", "chapter")).isEqualTo(2L);
        }

        @Test
        void b(EmbeddedRedis redis) {
            SEEN.add(redis);
            assertThat(redis.master().execute("INCR", "chapter")).isEqualTo(3L);
        }
    }

    @Test
    void shouldLeaveDataWhenAskedTo() {
        assertThat(run(2, StoryCase.class)).hasSize(1);
    }

    // ---- per method

    @RedisStandalone(lifecycle = DeploymentLifecycle.PER_METHOD)
    static class OwnCase {
        private final EmbeddedRedis fromConstructor;

        OwnCase(EmbeddedRedis redis) {
            fromConstructor = redis;
        }

        @BeforeEach
        @AfterEach
        void same(EmbeddedRedis redis) {
            assertThat(redis).isSameAs(fromConstructor);
        }

        @Test
        void a(EmbeddedRedis redis) {
            same(redis);
            SEEN.add(redis);
        }

        @RepeatedTest(2)
        void b(EmbeddedRedis redis) {
            same(redis);
            SEEN.add(redis);
        }
    }

    @Test
    void shouldGiveEachTestItsOwnWhenAskedTo() {
        List<RedisDeployment> seen = run(3, OwnCase.class);
        assertThat(seen).hasSize(3).allSatisfy(LifecycleTest::assertClosed);
    }

    static class OnMethodCase {
        @BeforeEach
        void handles(EmbeddedRedis redis) {
            SEEN.add(redis);
        }

        @Test
        @RedisStandalone
        void a(EmbeddedRedis redis) {
            SEEN.add(redis);
        }
    }

    @Test
    void shouldServeLifecycleMethodsFromTheMethodsAnnotation() {
        assertThat(run(1, OnMethodCase.class)).hasSize(1);
    }

    // ---- nested, inherited, composed

    @RedisCluster(masters = 1)
    static class OuterCase {
        @Test
        void outer(EmbeddedCluster cluster) {
            SEEN.add(cluster);
        }

        @Nested
        class Inner {
            @Test
            void inner(EmbeddedCluster cluster) {
                SEEN.add(cluster);
                assertThat(cluster.nodes()).hasSize(1);
            }

            @Nested
            @RedisCluster(masters = 2)
            class Other {
                @Test
                void other(EmbeddedCluster cluster) {
                    SEEN.add(cluster);
                    assertThat(cluster.nodes()).hasSize(2);
                }

                @Nested
                class Deep {
                    @Test
                    void deep(EmbeddedCluster cluster) {
                        SEEN.add(cluster);
                        assertThat(cluster.nodes()).hasSize(2);
                    }
                }
            }
        }
    }

    @Test
    void shouldShareTheOuterClassesClusterUnlessTheNestedAsks() {
        assertThat(run(4, OuterCase.class)).hasSize(2).allSatisfy(LifecycleTest::assertClosed);
    }

    @RedisCluster(masters = 2)
    interface Contract {
        @Test
        default void two(EmbeddedCluster cluster) {
            SEEN.add(cluster);
            assertThat(cluster.nodes()).hasSize(2);
        }
    }

    static class ContractCase implements Contract {}

    @Retention(RetentionPolicy.RUNTIME)
    @RedisCluster(masters = 1, replicas = 1)
    @interface LikeProduction {}

    @LikeProduction
    static class ParentCase {
        @Test
        void any(RedisDeployment deployment) {
            SEEN.add(deployment);
            assertThat(deployment.nodes()).hasSize(2);
        }
    }

    static class ChildCase extends ParentCase {}

    @RedisStandalone(replicas = 1)
    static class OverridingCase extends ParentCase {}

    @Test
    void shouldInheritAnnotationsAndOverrideThem() {
        List<RedisDeployment> seen =
                run(4, ContractCase.class, ParentCase.class, ChildCase.class, OverridingCase.class);
        assertThat(seen).hasSize(4).allSatisfy(LifecycleTest::assertClosed);
        assertThat(seen.stream().filter(EmbeddedRedis.class::isInstance)).hasSize(1);
    }

    // ---- one instance for a class, dynamic tests

    @RedisStandalone
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class InstanceCase {
        private final EmbeddedRedis redis;

        InstanceCase(EmbeddedRedis redis) {
            this.redis = redis;
        }

        @BeforeAll
        @AfterAll
        void same(EmbeddedRedis same) {
            assertThat(same).isSameAs(redis);
        }

        @Test
        void a() {
            SEEN.add(redis);
            redis.master().execute("SET", "a", "1");
        }

        @Test
        void b() {
            SEEN.add(redis);
            redis.master().execute("SET", "b", "1");
            assertThat(redis.master().keyCount()).isOne();
        }

        @TestFactory
        Stream<DynamicTest> dynamic(EmbeddedRedis same) {
            return Stream.of("x", "y")
                    .map(key -> DynamicTest.dynamicTest(key, () -> {
                        SEEN.add(same);
                        same.master().execute("SET", key, "1");
                    }));
        }
    }

    @Test
    void shouldServeOneInstancePerClassAndDynamicTests() {
        assertThat(run(4, InstanceCase.class)).hasSize(1).allSatisfy(LifecycleTest::assertClosed);
    }
}
