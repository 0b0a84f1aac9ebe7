package io.clusterjar.command;

import io.clusterjar.base.LongDouble;
import io.clusterjar.base.NotANumber;
import io.clusterjar.base.Numbers;
import io.clusterjar.protocol.Args;

/** Reads how long a blocking command may wait. */
public final class Timeouts {
    private static final double MAX_MS = 9.2e18;

    private Timeouts() {}

    /** The seconds at {@code word}, fractions allowed, as milliseconds rounded up; 0 waits for ever. */
    public static long secondsAsMs(Call call, int word) {
        double ms = seconds(call.args(), word) * 1000;
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

    /** Seconds may be greater than a double, as a {@code long double} can be: they are out of range then, not no number. */
    private static double seconds(Args args, int word) {
        try {
            return Numbers.parseDouble(args.buffer(), args.offset(word), args.length(word));
        } catch (NotANumber noDouble) {
            try {
                return LongDouble.parse(args.buffer(), args.offset(word), args.length(word))
                        .toDouble();
            } catch (NotANumber e) {
                throw new CommandError("ERR timeout is not a float or out of range");
            }
        }
    }
}
