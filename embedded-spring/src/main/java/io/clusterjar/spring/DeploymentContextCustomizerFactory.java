package io.clusterjar.spring;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Finds the annotations of this package on test classes; Spring Test finds it through {@code META-INF/spring.factories}. */
final class DeploymentContextCustomizerFactory implements ContextCustomizerFactory {
    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configAttributes) {
        EmbeddedRedisCluster cluster =
                TestContextAnnotationUtils.findMergedAnnotation(testClass, EmbeddedRedisCluster.class);
        EmbeddedRedisStandalone standalone =
                TestContextAnnotationUtils.findMergedAnnotation(testClass, EmbeddedRedisStandalone.class);
        if (cluster != null && standalone != null) {
            throw new IllegalArgumentException(testClass.getName() + " has @EmbeddedRedisCluster and"
                    + " @EmbeddedRedisStandalone, by itself or from what it extends or stands in; it can have one");
        }
        if (cluster != null) {
            return customizer(testClass, "@EmbeddedRedisCluster", () -> DeploymentSettings.of(cluster));
        }
        if (standalone != null) {
            return customizer(testClass, "@EmbeddedRedisStandalone", () -> DeploymentSettings.of(standalone));
        }
        return null;
    }

    private static ContextCustomizer customizer(
            Class<?> testClass, String annotation, Supplier<DeploymentSettings> settings) {
        try {
            return new DeploymentContextCustomizer(settings.get());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(annotation + " on " + testClass.getName() + ": " + e.getMessage(), e);
        }
    }
}
