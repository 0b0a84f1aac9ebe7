package io.clusterjar.config;

/**
 * A value that a parameter does not take. The message is the end of Redis' error, as in {@code argument must be 'yes' or
 * 'no'}. A listener may throw it to refuse a change that cannot be carried out; the change is then undone.
 */
public final class ConfigRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** {@code reason} is the end of the error text. */
    public ConfigRefused(String reason) {
        super(reason, null, false, false);
    }

    /** The end of the error text. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
