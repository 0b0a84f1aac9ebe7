package io.clusterjar;

/** What was awaited did not happen in time; the message says what was awaited, and how the cluster stood. */
public final class AwaitTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AwaitTimeoutException(String message) {
        super(message);
    }
}
