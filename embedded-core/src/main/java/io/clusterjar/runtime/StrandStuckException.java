package io.clusterjar.runtime;

/** A strand kept its turn for so long that it seems to wait for something outside virtual time. */
public final class StrandStuckException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StrandStuckException(String message) {
        super(message);
    }
}
