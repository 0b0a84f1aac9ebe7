package io.clusterjar.command;

/**
 * The client's mistake: its text goes out as the error reply. Thrown by handlers and by the helpers they call; carries no
 * stack trace, for it is no fault of ours and must cost little.
 */
public final class CommandError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** {@code text} begins with its code, as in {@code "ERR syntax error"}. */
    public CommandError(String text) {
        super(text, null, false, false);
    }

    /** The error reply without its leading {@code -}. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** Two words in an order that the command does not know. */
    public static CommandError syntax() {
        return new CommandError("ERR syntax error");
    }

    /** A key holds a value of another type. */
    public static CommandError wrongType() {
        return new CommandError("WRONGTYPE Operation against a key holding the wrong kind of value");
    }

    /** A word that must be an integer is none. */
    public static CommandError notAnInteger() {
        return new CommandError("ERR value is not an integer or out of range");
    }

    /** A word that must be a number is none. */
    public static CommandError notAFloat() {
        return new CommandError("ERR value is not a valid float");
    }
}
