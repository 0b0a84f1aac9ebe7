package io.clusterjar.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.EmbeddedCluster;
import io.clusterjar.RedisDeployment;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.ContextHierarchy;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.support.AnnotationConfigContextLoader;

/** Which test classes share a context and its cluster, and when the cluster ends. */
class ContextSharingTest {
    private static ApplicationContext contextOf(Class<?> testClass) {
        return new TestContextManager(testClass).getTestContext().getApplicationContext();
    }

    private static RedisDeployment deploymentOf(Class<?> testClass) {
        return contextOf(testClass).getBean(RedisDeployment.class);
    }

    @Test
    void shouldShareContextAndClusterWhenSettingsAreEqual() {
        assertThat(contextOf(SameValues.class)).isSameAs(contextOf(Plain.class));
        assertThat(deploymentOf(SameValues.class)).isSameAs(deploymentOf(Plain.class));
    }

    @Test
    void shouldShareContextWhenTheAnnotationIsInheritedOrStandsOnAnother() {
        assertThat(contextOf(Inheriting.class)).isSameAs(contextOf(Plain.class));
        assertThat(contextOf(ByMetaAnnotation.class)).isSameAs(contextOf(Plain.class));
    }

    @Test
    void shouldNotShareWhenSettingsDiffer() {
        RedisDeployment plain = deploymentOf(Plain.class);
        RedisDeployment other = deploymentOf(OtherParameter.class);

        assertThat(other).isNotSameAs(plain);
        assertThat(other.addresses()).doesNotContainAnyElementsOf(plain.addresses());
        assertThat(parameter(plain)).contains("noeviction");
        assertThat(parameter(other)).contains("allkeys-lfu");
    }

    @Test
    void shouldLeaveContextsAloneWhenThereIsNoAnnotation() {
        assertThat(contextOf(WithoutAnnotation.class)
                        .getBeanProvider(RedisDeployment.class)
                        .getIfAvailable())
                .isNull();
    }

    @Test
    void shouldCloseTheClusterWhenTheContextCloses() {
        ConfigurableApplicationContext context = (ConfigurableApplicationContext) contextOf(Closed.class);
        RedisDeployment deployment = context.getBean(RedisDeployment.class);
        deployment.await().clusterOk();

        context.close();

        assertThatThrownBy(deployment::masters).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldCloseTheClusterWhenTheApplicationFailsBeforeItsContextIsRefreshed() {
        assertThatThrownBy(() -> contextOf(FailingEarly.class)).isInstanceOf(IllegalStateException.class);

        assertThat(FailEarly.seen).isNotNull();
        assertThatThrownBy(FailEarly.seen::masters).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldStartOneClusterForAHierarchyOfContexts() {
        ApplicationContext child = contextOf(Hierarchy.class);

        assertThat(child.getBean(EmbeddedCluster.class))
                .isSameAs(child.getParent().getBean(EmbeddedCluster.class));
        assertThat(child.getEnvironment().getProperty("spring.data.redis.cluster.nodes"))
                .isEqualTo(String.join(",", child.getBean(EmbeddedCluster.class).addresses()));
    }

    private static String parameter(RedisDeployment deployment) {
        return String.valueOf(deployment.node(0).execute("CONFIG", "GET", "maxmemory-policy"));
    }

    @SpringBootTest(classes = SampleApplication.class)
    @EmbeddedRedisCluster(config = {"maxmemory=100mb", "maxmemory-policy=noeviction"})
    static class Plain {}

    @SpringBootTest(classes = SampleApplication.class)
    @EmbeddedRedisCluster(
            masters = 3,
            config = {"maxmemory-policy=noeviction", "maxmemory=100mb"})
    static class SameValues {}

    static class Inheriting extends Plain {}

    @Retention(RetentionPolicy.RUNTIME)
    @EmbeddedRedisCluster(config = {"maxmemory=100mb", "maxmemory-policy=noeviction"})
    @interface LikeProduction {}

    @SpringBootTest(classes = SampleApplication.class)
    @LikeProduction
    static class ByMetaAnnotation {}

    @SpringBootTest(classes = SampleApplication.class)
    @EmbeddedRedisCluster(config = {"maxmemory=100mb", "maxmemory-policy=allkeys-lfu"})
    static class OtherParameter {}

    @SpringBootTest(classes = SampleApplication.class)
    static class WithoutAnnotation {}

    @SpringBootTest(classes = SampleApplication.class)
    @EmbeddedRedisCluster(masters = 1)
    @DirtiesContext
    static class Closed {}

    @SpringBootTest(classes = SampleApplication.class)
    @EmbeddedRedisCluster(masters = 1)
    @ContextConfiguration(initializers = FailEarly.class)
    static class FailingEarly {}

    static class FailEarly implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        static RedisDeployment seen;

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            seen = context.getBeanFactory().getBean(RedisDeployment.class);
            throw new IllegalStateException("on purpose");
        }
    }

    @ContextHierarchy({
        @ContextConfiguration(classes = Above.class, loader = AnnotationConfigContextLoader.class),
        @ContextConfiguration(classes = Below.class, loader = AnnotationConfigContextLoader.class)
    })
    @EmbeddedRedisCluster(masters = 1)
    static class Hierarchy {}

    @Configuration
    static class Above {}

    @Configuration
    static class Below {}
}
