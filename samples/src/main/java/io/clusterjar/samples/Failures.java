package io.clusterjar.samples;

import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** What a client's exception says to a reader. */
final class Failures {
    private Failures() {}

    /** The server's own words if it answered; else that it did not. */
    static String inOneLine(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JedisDataException) {
                return String.valueOf(cause.getMessage());
            }
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JedisConnectionException) {
                return "no answer";
            }
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            return inOneLine(suppressed);
        }
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
