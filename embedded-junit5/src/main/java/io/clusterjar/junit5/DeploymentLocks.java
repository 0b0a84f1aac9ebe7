package io.clusterjar.junit5;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * Tells JUnit which tests must not run at once: those of a class that shares one deployment, and those that want the same ports. Other
 * classes go on beside them.
 */
final class DeploymentLocks implements ResourceLocksProvider {
    @Override
    public Set<Lock> provideForClass(Class<?> testClass) {
        return locks(testClass, "class " + testClass.getName());
    }

    @Override
    public Set<Lock> provideForNestedClass(List<Class<?>> enclosing, Class<?> testClass) {
        return locks(testClass, "class " + testClass.getName());
    }

    @Override
    public Set<Lock> provideForMethod(List<Class<?>> enclosing, Class<?> testClass, Method testMethod) {
        return locks(testMethod, "");
    }

    private static Set<Lock> locks(AnnotatedElement element, String shared) {
        Set<Lock> locks = new LinkedHashSet<>();
        request(element).ifPresent(request -> {
            if (!shared.isEmpty() && request.lifecycle() != DeploymentLifecycle.PER_METHOD) {
                locks.add(new Lock("clusterjar deployment of " + shared));
            }
            for (int port : request.ports()) {
                locks.add(new Lock("clusterjar port " + port));
            }
        });
        return locks;
    }

    private static Optional<DeploymentRequest> request(AnnotatedElement element) {
        try {
            return Declarations.on(element);
        } catch (ExtensionConfigurationException e) {
            return Optional.empty(); // The extension says it when the class runs; here it would end the whole run.
        }
    }
}
