package io.clusterjar;

/** A node answered with an error; the message is its text, code first. */
public final class RedisErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RedisErrorException(String message) {
        super(message);
    }

    /** The code: the first word of the text, as in {@code WRONGTYPE}. */
    public String code() {
        String text = String.valueOf(getMessage());
        int blank = text.indexOf(' ');
        return blank < 0 ? text : text.substring(0, blank);
    }
}
