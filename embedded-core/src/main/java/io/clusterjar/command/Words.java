package io.clusterjar.command;

import io.clusterjar.base.NotANumber;
import io.clusterjar.base.Numbers;
import io.clusterjar.protocol.Args;

/** Reads the words of a request as numbers, with Redis' errors for those that are none. */
public final class Words {
    private Words() {}

    /** A signed 64-bit integer in its one canonical form. */
    public static long integer(Args args, int word) {
        return integer(args, word, "ERR value is not an integer or out of range");
    }

    /** A signed 64-bit integer; {@code error} is the reply when it is none. */
    public static long integer(Args args, int word, String error) {
        try {
            return Numbers.parseLong(args.buffer(), args.offset(word), args.length(word));
        } catch (NotANumber e) {
            throw new CommandError(error);
        }
    }

    /** An integer within {@code [min, max]}; {@code error} is the reply when it is none. */
    public static long integer(Args args, int word, long min, long max, String error) {
        long value = integer(args, word, error);
        if (value < min || value > max) {
            throw new CommandError(error);
        }
        return value;
    }

    /** A signed integer of 32 bits. */
    public static int shortInteger(Args args, int word) {
        long value = integer(args, word);
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw new CommandError(
                    "ERR value is out of range, value must between " + Integer.MIN_VALUE + " and " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    /** A floating point number, {@code inf} allowed, {@code nan} not. */
    public static double number(Args args, int word) {
        return number(args, word, "ERR value is not a valid float");
    }

    /** A floating point number, {@code inf} allowed, {@code nan} not; {@code error} is the reply when it is none. */
    public static double number(Args args, int word, String error) {
        try {
            return Numbers.parseDouble(args.buffer(), args.offset(word), args.length(word));
        } catch (NotANumber e) {
            throw new CommandError(error);
        }
    }
}
