package io.clusterjar.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.Network;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;

/** What a failed test tells of its cluster. */
class FailureReportTest {
    private static DeploymentState state(Throwable failure) {
        return Stream.of(failure.getSuppressed())
                .filter(DeploymentState.class::isInstance)
                .map(DeploymentState.class::cast)
                .reduce((one, two) -> {
                    throw new AssertionError("told twice");
                })
                .orElseThrow(() -> new AssertionError("not told", failure));
    }

    @RedisCluster(replicas = 1)
    static class ComparingCase {
        @Test
        void fails(EmbeddedCluster cluster, Network network, @Master("k") ClusterNode master) {
            master.crash();
            cluster.await().fastForward().masterOf("k").isNot(master);
            network.isolate(cluster.node(0));
            assertEquals("expected", "actual");
        }
    }

    @Test
    void shouldKeepTheFailureAndTellRolesEpochsFaultsAndEvents() {
        Throwable failure = Kit.failure(ComparingCase.class);

        assertThat(failure).isExactlyInstanceOf(AssertionFailedError.class);
        AssertionFailedError error = (AssertionFailedError) failure;
        assertThat(error.getExpected().getValue()).isEqualTo("expected");
        assertThat(error.getActual().getValue()).isEqualTo("actual");
        assertThat(error.getMessage())
                .startsWith("expected: <expected> but was: <actual>\nwhen the test failed, Redis stood so:\n")
                .contains("node-1", "master", "replica of", "epoch", "down")
                .containsPattern("faults in force:\n  .*node-1")
                .containsPattern("last events:\n")
                .containsOnlyOnce("faults in force");
        assertThat(error.getStackTrace())
                .anySatisfy(frame -> assertThat(frame.getMethodName()).isEqualTo("fails"));
    }

    @RedisStandalone
    static class PlainCase {
        @Test
        void fails() {
            throw new AssertionError("plain", new IllegalStateException("cause"));
        }
    }

    @Test
    void shouldKeepTheCauseOfAPlainAssertion() {
        Throwable failure = Kit.failure(PlainCase.class);

        assertThat(failure).isExactlyInstanceOf(AssertionError.class).hasRootCauseMessage("cause");
        assertThat(failure.getMessage())
                .startsWith("plain\nwhen the test failed")
                .contains("node-1");
    }

    @RedisStandalone
    static class ExceptionCase {
        @Test
        void fails() {
            throw new IllegalStateException("of the application");
        }
    }

    @Test
    void shouldShowTheStateInTheStackTraceOfAnException() {
        Throwable failure = Kit.failure(ExceptionCase.class);

        assertThat(failure).hasMessage("of the application");
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString())
                .contains("Suppressed: io.clusterjar.junit5.DeploymentState: when the test failed, Redis stood so:");
    }

    @RedisStandalone
    static class BeforeEachCase {
        @BeforeEach
        void fails() {
            throw new IllegalStateException("in preparation");
        }

        @Test
        void test() {}
    }

    @RedisStandalone
    static class AfterEachCase {
        @AfterEach
        void fails() {
            throw new IllegalStateException("in clean-up");
        }

        @Test
        void test() {}
    }

    @RedisStandalone
    static class BeforeAllCase {
        @BeforeAll
        static void fails() {
            throw new IllegalStateException("in the class's preparation");
        }

        @Test
        void test() {}
    }

    @RedisStandalone(lifecycle = DeploymentLifecycle.PER_METHOD)
    static class OwnDeploymentCase {
        @Test
        void fails() {
            throw new IllegalStateException("in a test");
        }
    }

    @RedisStandalone(lifecycle = DeploymentLifecycle.PER_METHOD)
    static class DynamicCase {
        @TestFactory
        Stream<DynamicTest> tests() {
            return Stream.of(DynamicTest.dynamicTest("fails", () -> {
                throw new IllegalStateException("in a dynamic test");
            }));
        }
    }

    static final class FailingExtension implements BeforeTestExecutionCallback {
        @Override
        public void beforeTestExecution(ExtensionContext context) {
            throw new IllegalStateException("in another extension");
        }
    }

    @RedisStandalone
    @ExtendWith(FailingExtension.class)
    static class ExtensionCase {
        @Test
        void test() {}
    }

    @Test
    void shouldTellWhereverItFailed() {
        for (Class<?> type : new Class<?>[] {
            BeforeEachCase.class,
            AfterEachCase.class,
            BeforeAllCase.class,
            OwnDeploymentCase.class,
            DynamicCase.class,
            ExtensionCase.class
        }) {
            Throwable failure = Kit.failure(type);
            assertThat(failure).as("%s", type).isExactlyInstanceOf(IllegalStateException.class);
            assertThat(state(failure).getMessage()).as("%s", type).contains("node-1");
        }
    }

    @RedisStandalone
    static class AbortedCase {
        @Test
        void aborts() {
            assumeTrue(false);
        }
    }

    @Test
    void shouldSayNothingOfTestsThatAreAborted() {
        assertThat(Kit.failure(AbortedCase.class).getSuppressed()).isEmpty();
    }

    @RedisStandalone
    static class ClosedCase {
        @Test
        void fails(io.clusterjar.EmbeddedRedis redis) {
            redis.close();
            throw new IllegalStateException("after closing");
        }
    }

    @Test
    void shouldNotHideTheFailureWhenTheDeploymentCannotTell() {
        Throwable failure = Kit.failure(ClosedCase.class);
        assertThat(failure).hasMessage("after closing");
        assertThat(state(failure).getMessage()).contains("closed");
    }
}
