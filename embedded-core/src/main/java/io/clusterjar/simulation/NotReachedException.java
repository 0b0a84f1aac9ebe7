package io.clusterjar.simulation;

/** A command reached no node in time, and was certainly not carried out. */
public final class NotReachedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotReachedException(String message) {
        super(message);
    }
}
