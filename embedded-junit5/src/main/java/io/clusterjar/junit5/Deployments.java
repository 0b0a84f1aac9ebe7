package io.clusterjar.junit5;

import io.clusterjar.junit5.Declarations.Declared;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** The deployments of the contexts that run: found, or started when first asked for. */
final class Deployments {
    private static final Namespace NAMESPACE = Namespace.create(Deployments.class);

    private Deployments() {}

    /**
     * The deployment of a context. For a test it is the test's turn from then on.
     *
     * @return nothing when no annotation counts there, or when it is one per test and this is no test
     */
    static Optional<DeploymentHolder> of(ExtensionContext context) {
        return Declarations.in(context).flatMap(declared -> of(context, declared));
    }

    private static Optional<DeploymentHolder> of(ExtensionContext context, Declared declared) {
        boolean isTest = context.getTestMethod().isPresent();
        if (declared.isShared()) {
            return Optional.of(isTest ? turn(context, declared) : outsideTests(declared));
        }
        return isTest ? Optional.of(started(context, declared)) : Optional.empty();
    }

    /** The deployment if it runs already; asking does not start it, nor begin a turn. */
    static Optional<DeploymentHolder> running(ExtensionContext context) {
        return Declarations.in(context).flatMap(declared -> {
            Optional<ExtensionContext> owner = declared.isShared() ? Optional.of(declared.context()) : test(context);
            return owner.map(found -> store(found).get(key("deployment", found), DeploymentHolder.class));
        });
    }

    /** The test that a context is of; of a dynamic test the one that made it. */
    private static Optional<ExtensionContext> test(ExtensionContext context) {
        return context.getTestMethod().isPresent()
                ? Optional.of(context)
                : context.getParent().flatMap(Deployments::test);
    }

    /** Starts what a class asks for before its first test. */
    static void startedFor(Declared declared) {
        started(declared.context(), declared);
    }

    private static DeploymentHolder outsideTests(Declared declared) {
        DeploymentHolder holder = started(declared.context(), declared);
        holder.touch();
        return holder;
    }

    private static DeploymentHolder turn(ExtensionContext test, Declared declared) {
        DeploymentHolder holder = started(declared.context(), declared);
        return computed(test, key("turn", test), DeploymentHolder.Use.class, () -> holder.begin(test.getDisplayName()))
                .holder();
    }

    private static DeploymentHolder started(ExtensionContext owner, Declared declared) {
        return computed(
                owner,
                key("deployment", owner),
                DeploymentHolder.class,
                () -> new DeploymentHolder(declared.request()));
    }

    /** A value of the context's own: a parent's must not count. */
    static String key(String what, ExtensionContext context) {
        return what + " of " + context.getUniqueId();
    }

    @SuppressWarnings("deprecation") // Its successor is in JUnit 6 only.
    static <T> T computed(ExtensionContext context, String key, Class<T> type, Supplier<T> first) {
        return Objects.requireNonNull(store(context).getOrComputeIfAbsent(key, absent -> first.get(), type));
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
