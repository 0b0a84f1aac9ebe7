package io.clusterjar.spring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContextManager;

/** Values that cannot be: said before anything starts, with the class, the annotation and the value. */
class BadValuesTest {
    static Stream<Arguments> badValues() {
        return Stream.of(
                Arguments.of(NoMasters.class, "masters=0 is not within 1 to"),
                Arguments.of(NegativeReplicas.class, "replicasPerMaster=-1 is not within 0 to"),
                Arguments.of(UnitlessTimeout.class, "nodeTimeout=\"500\" is not a number followed by ms, s or m"),
                Arguments.of(NoTimeout.class, "is not 1 ms or more"),
                Arguments.of(NegativeMinReplicas.class, "minReplicasToWrite=-1 is not 0 or more"),
                Arguments.of(UnknownParameter.class, "maxmemory-policy"),
                Arguments.of(NotAPair.class, "config=\"appendonly\" is not of the form \"name=value\""),
                Arguments.of(Twice.class, "config names maxmemory twice"),
                Arguments.of(BadPort.class, "port=70000 is not within 1 to 65535"),
                Arguments.of(StandaloneReplicas.class, "@EmbeddedRedisStandalone"));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void shouldNameClassAndValueWhenAValueCannotBe(Class<?> testClass, String message) {
        assertThatThrownBy(() -> new TestContextManager(testClass))
                .hasStackTraceContaining(testClass.getName())
                .hasStackTraceContaining(message);
    }

    @ParameterizedTest
    @MethodSource("io.clusterjar.spring.BadValuesTest#bothKinds")
    void shouldRefuseAClassWithBothAnnotations(Class<?> testClass) {
        assertThatThrownBy(() -> new TestContextManager(testClass))
                .hasStackTraceContaining(
                        testClass.getName() + " has @EmbeddedRedisCluster and @EmbeddedRedisStandalone");
    }

    static Stream<Class<?>> bothKinds() {
        return Stream.of(Both.class, BothByInheritance.class);
    }

    @ContextConfiguration
    @EmbeddedRedisCluster(masters = 0)
    static class NoMasters {}

    @ContextConfiguration
    @EmbeddedRedisCluster(replicas = -1)
    static class NegativeReplicas {}

    @ContextConfiguration
    @EmbeddedRedisCluster(nodeTimeout = "500")
    static class UnitlessTimeout {}

    @ContextConfiguration
    @EmbeddedRedisCluster(nodeTimeout = "0s")
    static class NoTimeout {}

    @ContextConfiguration
    @EmbeddedRedisCluster(minReplicasToWrite = -1)
    static class NegativeMinReplicas {}

    @ContextConfiguration
    @EmbeddedRedisCluster(config = "maxmemory-polisy=allkeys-lru")
    static class UnknownParameter {}

    @ContextConfiguration
    @EmbeddedRedisCluster(config = "appendonly")
    static class NotAPair {}

    @ContextConfiguration
    @EmbeddedRedisCluster(config = {"maxmemory=1mb", "maxmemory=2mb"})
    static class Twice {}

    @ContextConfiguration
    @EmbeddedRedisCluster(ports = 70000)
    static class BadPort {}

    @ContextConfiguration
    @EmbeddedRedisStandalone(replicas = -1)
    static class StandaloneReplicas {}

    @ContextConfiguration
    @EmbeddedRedisCluster
    @EmbeddedRedisStandalone
    static class Both {}

    @EmbeddedRedisStandalone
    static class BothByInheritance extends WithCluster {}

    @ContextConfiguration
    @EmbeddedRedisCluster
    static class WithCluster {}
}
