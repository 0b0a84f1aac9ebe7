package io.clusterjar.junit5;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Finds the annotation that counts for a test: the nearest, from its method to its class, that class's interfaces and superclasses, and
 * the classes around it. JUnit's own search would mix the levels: a subclass that asks for standalone Redis has inherited its parent's
 * cluster as well.
 */
final class Declarations {
    private Declarations() {}

    /**
     * An annotation and the context of the class or method that it stands on.
     *
     * @param request what it asks for
     * @param context of the test, the class, or a class around it
     */
    record Declared(DeploymentRequest request, ExtensionContext context) {
        /** Whether tests share it. */
        boolean isShared() {
            return context.getTestMethod().isEmpty() && request.lifecycle() != DeploymentLifecycle.PER_METHOD;
        }
    }

    /** What counts in a context. */
    static Optional<Declared> in(ExtensionContext context) {
        for (Optional<ExtensionContext> at = context.getParent().isPresent() ? Optional.of(context) : Optional.empty();
                at.isPresent();
                at = at.get().getParent()) {
            ExtensionContext found = at.get();
            Optional<DeploymentRequest> request = found.getElement().flatMap(Declarations::on);
            if (request.isPresent()) {
                return Optional.of(new Declared(request.get(), found));
            }
        }
        return Optional.empty();
    }

    /** What stands on a class or method. */
    static Optional<DeploymentRequest> on(AnnotatedElement element) {
        if (element instanceof Class<?> type) {
            return onClass(type);
        }
        if (element instanceof Method method) {
            return at(method, method.getDeclaringClass().getSimpleName() + "." + method.getName() + "()");
        }
        return Optional.empty();
    }

    private static Optional<DeploymentRequest> onClass(Class<?> type) {
        Optional<DeploymentRequest> own = at(type, type.getSimpleName());
        if (own.isPresent()) {
            return own;
        }
        for (Class<?> parent : type.getInterfaces()) {
            Optional<DeploymentRequest> inherited = onClass(parent);
            if (inherited.isPresent()) {
                return inherited;
            }
        }
        Class<?> parent = type.getSuperclass();
        return parent == null ? Optional.empty() : onClass(parent);
    }

    private static Optional<DeploymentRequest> at(AnnotatedElement element, String place) {
        List<Annotation> found = new ArrayList<>();
        collect(element, found, new HashSet<>());
        if (found.size() > 1) {
            throw new ExtensionConfigurationException(place + " asks for more than one deployment: "
                    + found.stream().map(Declarations::text).toList() + "; leave one of them");
        }
        return found.stream()
                .map(annotation -> new DeploymentRequest(annotation, place))
                .findFirst();
    }

    private static String text(Annotation annotation) {
        return "@" + annotation.annotationType().getSimpleName();
    }

    private static void collect(AnnotatedElement element, List<Annotation> found, Set<Class<?>> seen) {
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (annotation instanceof RedisCluster || annotation instanceof RedisStandalone) {
                found.add(annotation);
            } else if (!type.getName().startsWith("java.") && seen.add(type)) {
                collect(type, found, seen);
            }
        }
    }
}
