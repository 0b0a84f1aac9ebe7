package io.clusterjar.junit5;

/**
 * How the deployment stood when a test failed. Never thrown: it hangs, suppressed, on the exception that the test failed with, and so is
 * shown wherever that exception's stack trace is, while the exception keeps its type, message and values.
 */
public final class DeploymentState extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeploymentState(String description) {
        super("when the test failed, Redis stood so:\n" + description, null, false, false);
    }
}
