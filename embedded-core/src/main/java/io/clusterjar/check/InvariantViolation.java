package io.clusterjar.check;

import org.jspecify.annotations.Nullable;

/** Something that must hold does not. */
public final class InvariantViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String invariant;

    /** The invariant of this name is broken in the way that the message tells. */
    public InvariantViolation(String invariant, String message) {
        this(invariant, message, null);
    }

    /** As above; something else was the cause. */
    public InvariantViolation(String invariant, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.invariant = invariant;
    }

    /** The name of what is broken. */
    public String invariant() {
        return invariant;
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // the name of the invariant says more than that of this class
    public String toString() {
        return invariant + ": " + getMessage();
    }
}
