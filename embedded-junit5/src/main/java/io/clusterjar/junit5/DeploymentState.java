package io.clusterjar.junit5;

/**
 * How the deployment stood when a test failed with an exception of its own. Never thrown: it hangs, suppressed, on that exception, and so
 * is shown wherever its stack trace is. A failed assertion says the same in its message.
 */
public final class DeploymentState extends RuntimeException {
    /** How it begins. */
    static final String TITLE = "when the test failed, Redis stood so:";

    private static final long serialVersionUID = 1L;

    DeploymentState(String description) {
        super(text(description), null, false, false);
    }

    /** What a failed assertion adds to its message. */
    static String text(String description) {
        return TITLE + "\n" + description;
    }
}
