package io.clusterjar.protocol;

/** What came is no RESP: the text is the error reply, after which the connection is closed. Carries no stack trace. */
public final class ProtocolError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** {@code text} follows {@code ERR Protocol error: }. */
    public ProtocolError(String text) {
        super("ERR Protocol error: " + text, null, false, false);
    }

    /** The error reply without its leading {@code -}. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
