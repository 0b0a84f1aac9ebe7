package io.clusterjar.base;

/** Numbers as Redis reads and prints them. */
public final class Numbers {
    /** Up to here Redis prints integral doubles as integers. */
    /** Sign, fifteen digits and a point. */
    private static final int PLAIN_MAX_LENGTH = 16;

    private static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };
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
        double plain = length > PLAIN_MAX_LENGTH ? Double.NaN : parsePlain(bytes, offset, length);
        return Double.isNaN(plain) ? DoubleText.parse(bytes, offset, length) : plain;
    }

    /**
     * A double of so few digits, without exponent, that they and the power of ten below them are doubles themselves, so that their quotient is
     * the nearest double; NaN for any other text.
     */
    private static double parsePlain(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset < end && bytes[offset] == '-' ? offset + 1 : offset;
        int first = at;
        int dot = -1;
        long digits = 0;
        for (; at < end; at++) {
            byte c = bytes[at];
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + c - '0';
            } else if (c == '.' && dot < 0 && at > first) {
                dot = at;
            } else {
                return Double.NaN;
            }
        }
        if (at == first || dot == end - 1) {
            return Double.NaN;
        }
        double value = dot < 0 ? (double) digits : (double) digits / POWERS_OF_TEN[end - dot - 1];
        return first > offset ? -value : value;
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
