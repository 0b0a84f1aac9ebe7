package io.clusterjar.base;

/** Numbers as Redis reads and prints them. */
public final class Numbers {
    /** Up to here Redis prints integral doubles as integers. */
    private static final double MAX_PLAIN = 1L << 52;

    private static final byte[] MAX_DIGITS = Bytes.latin1("9223372036854775807");
    private static final byte[] MIN_DIGITS = Bytes.latin1("9223372036854775808");

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

    /** Whether the bytes are a signed 64-bit integer in its one canonical form, so that {@link #parseLong} gives it. */
    public static boolean isLong(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        if (length == 0 || length > 20) {
            return false;
        }
        if (bytes[at] == '-' && ++at == end) {
            return false;
        }
        int digits = end - at;
        if (bytes[at] == '0') {
            return length == 1;
        }
        for (int i = at; i < end; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        if (digits != 19) {
            return digits < 19;
        }
        byte[] limit = at == offset ? MAX_DIGITS : MIN_DIGITS;
        return Bytes.compare(bytes, at, 19, limit, 0, 19) <= 0;
    }

    /**
     * A double as Redis reads it: what {@code strtod} takes, without leading blanks and without anything after it;
     * hexadecimal digits and {@code inf} of any case included. Throws {@link NotANumber} for anything else, NaN and
     * what is too great for a double included.
     */
    public static double parseDouble(byte[] bytes, int offset, int length) {
        if (length > 0 && length <= 15 && isLong(bytes, offset, length)) {
            return parseLong(bytes, offset, length);
        }
        return DoubleText.parse(bytes, offset, length);
    }

    /** The shortest text that reads back as {@code value}, as Redis 7.2 prints it. */
    public static String formatDouble(double value) {
        if (value >= -MAX_PLAIN && value <= MAX_PLAIN) {
            long integer = (long) value;
            if (integer == value) {
                return integer == 0 && 1 / value < 0 ? "-0" : Long.toString(integer);
            }
        }
        return DoubleText.format(value);
    }
}
