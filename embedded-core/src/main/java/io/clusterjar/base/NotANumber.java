package io.clusterjar.base;

/** A word is no number of the form that was asked for. Costs no stack trace. */
public final class NotANumber extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** The only one. */
    public static final NotANumber INSTANCE = new NotANumber();

    private NotANumber() {
        super("not a number", null, false, false);
    }
}
