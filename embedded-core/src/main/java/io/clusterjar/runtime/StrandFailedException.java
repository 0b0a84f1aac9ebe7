package io.clusterjar.runtime;

/** A strand's body, or a client's callback, threw {@link #getCause()}, and nobody had asked to hear of it. */
public final class StrandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StrandFailedException(String who, Throwable cause) {
        super(who + " failed: " + cause, cause);
    }
}
