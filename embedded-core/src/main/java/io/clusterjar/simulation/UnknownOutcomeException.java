package io.clusterjar.simulation;

/**
 * A command was sent and its reply did not come: the connection was lost, or the time was up. Nobody knows whether it was carried out, or
 * whether it will be; a client that sends it again may do it twice.
 */
public final class UnknownOutcomeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownOutcomeException(String message) {
        super(message);
    }
}
