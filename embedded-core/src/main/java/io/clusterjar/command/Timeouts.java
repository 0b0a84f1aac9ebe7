package io.clusterjar.command;

/** Reads how long a blocking command may wait. */
public final class Timeouts {
    private static final double MAX_MS = 9.2e18;

    private Timeouts() {}

    /** The seconds at {@code word}, fractions allowed, as milliseconds rounded up; 0 waits for ever. */
    public static long secondsAsMs(Call call, int word) {
        double ms = Words.number(call.args(), word, "ERR timeout is not a float or out of range") * 1000;
        if (ms > MAX_MS) {
            throw new CommandError("ERR timeout is out of range");
        }
        long timeoutMs = (long) Math.ceil(ms);
        if (timeoutMs < 0) {
            throw new CommandError("ERR timeout is negative");
        }
        if (timeoutMs > Long.MAX_VALUE - call.nowMs()) {
            throw new CommandError("ERR timeout is out of range");
        }
        return timeoutMs;
    }
}
