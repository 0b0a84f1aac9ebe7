package io.clusterjar.testing;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Keeps the server of a class that is {@link BesideRedis} in the class' store, which closes it in the end. */
final class RealRedisExtension implements ExecutionCondition, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(RealRedisExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return RealRedis.available()
                ? ConditionEvaluationResult.enabled("there is a redis-server to compare with")
                : ConditionEvaluationResult.disabled(RealRedis.MISSING);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RealRedis.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext ofClass = context;
        while (ofClass.getTestMethod().isPresent()) {
            ofClass = ofClass.getParent().orElseThrow();
        }
        Class<?> testClass = ofClass.getRequiredTestClass();
        return ofClass.getStore(NAMESPACE)
                .getOrComputeIfAbsent(RealRedis.class, key -> start(testClass), RealRedis.class);
    }

    private static RealRedis start(Class<?> testClass) {
        String options = AnnotationSupport.findAnnotation(testClass, BesideRedis.class)
                .orElseThrow()
                .value();
        return RealRedis.start(options.isEmpty() ? new String[0] : options.split(" "));
    }
}
