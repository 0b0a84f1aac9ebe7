package io.clusterjar.junit5;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * What stands behind {@link RedisCluster} and {@link RedisStandalone}, which register it; nobody needs to name it. It starts, resets and
 * closes deployments, resolves parameters and explains failures.
 */
public final class ClusterjarExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                ParameterResolver,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler,
                InvocationInterceptor {
    /** JUnit makes it. */
    public ClusterjarExtension() {}

    /** Instances that live for one test are made in that test's context, so that their constructors may have its deployment. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    // ---- life

    @Override
    public void beforeAll(ExtensionContext context) {
        Declarations.in(context)
                .filter(declared -> declared.isShared() && declared.context() == context)
                .ifPresent(declared -> Deployments.startedFor(declared));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!SimulatedClusterExtension.isSimulated(context)) {
            Deployments.of(context);
        }
    }

    /** Explains failures that come from elsewhere than from a test or lifecycle method, such as another extension. */
    @Override
    public void afterEach(ExtensionContext context) {
        context.getExecutionException().ifPresent(failure -> FailureReport.explained(failure, context));
    }

    // ---- parameters

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return !SimulatedClusterExtension.isSimulated(context)
                && (Handles.isHandle(parameter) || Clients.isClient(parameter));
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ParameterRequest request = new ParameterRequest(parameter, context);
        return Handles.isHandle(parameter) ? Handles.resolve(request) : Clients.resolve(request);
    }

    // ---- failures

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw FailureReport.explained(failure, context);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw FailureReport.explained(failure, context);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw FailureReport.explained(failure, context);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw FailureReport.explained(failure, context);
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw FailureReport.explained(failure, context);
    }

    @Override
    public void interceptDynamicTest(
            Invocation<@Nullable Void> invocation, DynamicTestInvocationContext dynamic, ExtensionContext context)
            throws Throwable {
        try {
            invocation.proceed();
        } catch (Throwable failure) {
            throw FailureReport.explained(failure, context);
        }
    }
}
