package io.clusterjar.junit5;

import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Hangs the state of the deployment on what a test fails with. */
final class FailureReport {
    private FailureReport() {}

    /**
     * {@code failure} with the state of the deployment. A failed assertion becomes one of the same type, values, cause and stack trace whose
     * message goes on with the state; any other exception stays itself and gets the state as a suppressed one.
     */
    static Throwable explained(Throwable failure, ExtensionContext context) {
        if (failure instanceof TestAbortedException || isExplained(failure)) {
            return failure;
        }
        return Deployments.running(context)
                .map(holder -> explained(failure, describe(holder, failure, context), context))
                .orElse(failure);
    }

    /** {@code failure} with this description. */
    static Throwable explained(Throwable failure, String description, ExtensionContext context) {
        if (failure instanceof AssertionError assertion && isPlain(assertion)) {
            return retold(assertion, description);
        }
        DeploymentState state = new DeploymentState(description);
        failure.addSuppressed(state);
        if (!isExplained(failure)) { // An exception may refuse suppressed ones.
            context.publishReportEntry("redis", String.valueOf(state.getMessage()));
        }
        return failure;
    }

    /** Of a subclass nobody knows how to make another one. */
    private static boolean isPlain(AssertionError failure) {
        return failure.getClass() == AssertionFailedError.class || failure.getClass() == AssertionError.class;
    }

    private static AssertionError retold(AssertionError failure, String description) {
        String first = failure.getMessage() == null ? "" : failure.getMessage() + "\n";
        String message = first + DeploymentState.text(description);
        AssertionError retold = failure instanceof AssertionFailedError compared
                        && compared.isExpectedDefined()
                        && compared.isActualDefined()
                ? new AssertionFailedError(message, compared.getExpected(), compared.getActual(), failure.getCause())
                : failure instanceof AssertionFailedError
                        ? new AssertionFailedError(message, failure.getCause())
                        : new AssertionError(message, failure.getCause());
        retold.setStackTrace(failure.getStackTrace());
        for (Throwable suppressed : failure.getSuppressed()) {
            retold.addSuppressed(suppressed);
        }
        return retold;
    }

    private static boolean isExplained(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains(DeploymentState.TITLE)
                || Arrays.stream(failure.getSuppressed()).anyMatch(DeploymentState.class::isInstance);
    }

    private static String describe(DeploymentHolder holder, Throwable failure, ExtensionContext context) {
        return state(holder) + TimelineReport.of(holder.deployment().timeline(), failure, context);
    }

    private static String state(DeploymentHolder holder) {
        try {
            return holder.deployment().describe();
        } catch (RuntimeException e) {
            return holder.request() + " cannot tell: " + e.getMessage() + "\n";
        }
    }
}
