package io.clusterjar.junit5;

import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Hangs the state of the deployment on what a test fails with. */
final class FailureReport {
    private FailureReport() {}

    /** {@code failure} itself, with the state added where that says something new. */
    static <T extends Throwable> T explained(T failure, ExtensionContext context) {
        if (failure instanceof TestAbortedException || isExplained(failure)) {
            return failure;
        }
        Deployments.running(context).ifPresent(holder -> {
            DeploymentState state = new DeploymentState(describe(holder));
            failure.addSuppressed(state);
            if (!isExplained(failure)) { // An exception may refuse suppressed ones.
                context.publishReportEntry("redis", String.valueOf(state.getMessage()));
            }
        });
        return failure;
    }

    private static boolean isExplained(Throwable failure) {
        return Arrays.stream(failure.getSuppressed()).anyMatch(DeploymentState.class::isInstance);
    }

    private static String describe(DeploymentHolder holder) {
        try {
            return holder.deployment().describe();
        } catch (RuntimeException e) {
            return holder.request() + " cannot tell: " + e.getMessage();
        }
    }
}
