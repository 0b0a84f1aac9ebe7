package io.clusterjar.base;

/** Doubles from and to text: {@code strtod} one way, the shortest digits in Redis' layout the other. */
final class DoubleText {
    private static final int MAX_LENGTH = 5 * 1024;
    /** Decimal texts of so few digits stand for different doubles, so that there is no shorter one. */
    private static final long UNIQUE_BELOW = 1_000_000_000_000_000L;

    private DoubleText() {}

    static double parse(byte[] bytes, int offset, int length) {
        if (length == 0 || length > MAX_LENGTH) {
            throw NotANumber.INSTANCE;
        }
        String text = Bytes.text(bytes, offset, length);
        int at = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        String body = text.substring(at);
        double value;
        if (body.equalsIgnoreCase("inf") || body.equalsIgnoreCase("infinity")) {
            value = Double.POSITIVE_INFINITY;
        } else {
            value = finite(body);
        }
        return text.charAt(0) == '-' ? -value : value;
    }

    private static double finite(String body) {
        double value;
        boolean nonZero;
        if (body.startsWith("0x") || body.startsWith("0X")) {
            nonZero = checkHexadecimal(body);
            value = Double.parseDouble(body.indexOf('p') < 0 && body.indexOf('P') < 0 ? body + "p0" : body);
        } else {
            nonZero = checkDecimal(body);
            value = Double.parseDouble(body);
        }
        if (Double.isInfinite(value) || (value == 0 && nonZero)) {
            throw NotANumber.INSTANCE; // strtod's ERANGE
        }
        return value;
    }

    /** Checks {@code digits[.digits][e[sign]digits]}; whether any digit is not zero. */
    static boolean checkDecimal(String body) {
        return check(body, 0, 10, 'e');
    }

    private static boolean checkHexadecimal(String body) {
        return check(body, 2, 16, 'p');
    }

    private static boolean check(String body, int from, int radix, char exponentMark) {
        int at = from;
        int digits = 0;
        boolean dot = false;
        boolean nonZero = false;
        for (; at < body.length(); at++) {
            char c = body.charAt(at);
            if (c == '.' && !dot) {
                dot = true;
            } else if (c < 128 && Character.digit(c, radix) >= 0) {
                digits++;
                nonZero |= c != '0';
            } else {
                break;
            }
        }
        if (digits == 0) {
            throw NotANumber.INSTANCE;
        }
        if (at < body.length()) {
            checkExponent(body, at, exponentMark);
        }
        return nonZero;
    }

    private static void checkExponent(String body, int markAt, char exponentMark) {
        int at = markAt + 1;
        if ((body.charAt(markAt) | 0x20) != exponentMark || at == body.length()) {
            throw NotANumber.INSTANCE;
        }
        if (body.charAt(at) == '-' || body.charAt(at) == '+') {
            at++;
        }
        if (at == body.length()) {
            throw NotANumber.INSTANCE;
        }
        for (; at < body.length(); at++) {
            if (body.charAt(at) < '0' || body.charAt(at) > '9') {
                throw NotANumber.INSTANCE;
            }
        }
    }

    static String format(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        String shortest = shortest(Math.abs(value));
        return value < 0 ? "-" + shortest : shortest;
    }

    /**
     * The decimal of fewest digits that reads back as {@code value}, the nearer of two. {@link Double#toString} does not
     * always find it before JDK 19: it may have a digit or two too many.
     */
    private static String shortest(double value) {
        String text = Double.toString(value);
        long digits = 0;
        int scale = 0;
        int at = 0;
        boolean fraction = false;
        for (; at < text.length() && text.charAt(at) != 'E'; at++) {
            if (text.charAt(at) == '.') {
                fraction = true;
            } else {
                digits = digits * 10 + text.charAt(at) - '0';
                scale -= fraction ? 1 : 0;
            }
        }
        if (at < text.length()) {
            scale += Integer.parseInt(text.substring(at + 1));
        }
        while (true) {
            while (digits % 10 == 0) {
                digits /= 10;
                scale++;
            }
            long shorter = (digits + 5) / 10;
            if (digits < UNIQUE_BELOW && value >= Double.MIN_NORMAL || shorter == 0) {
                break;
            }
            if (!is(shorter, scale + 1, value)) {
                shorter += digits % 10 >= 5 ? -1 : 1;
                if (shorter == 0 || !is(shorter, scale + 1, value)) {
                    break;
                }
            }
            digits = shorter;
            scale++;
        }
        return layOut(Long.toString(digits), scale);
    }

    private static boolean is(long digits, int scale, double value) {
        return Double.parseDouble(digits + "E" + scale) == value;
    }

    /** {@code digits} times ten to the power of {@code scale}, plain or with exponent by the rules of Redis' fpconv. */
    private static String layOut(String digits, int scale) {
        int exponent = scale + digits.length() - 1;
        if (scale >= 0 && Math.abs(exponent) < digits.length() + 7) {
            return digits + "0".repeat(scale);
        }
        if (scale < 0 && (scale > -7 || Math.abs(exponent) < 4)) {
            int point = digits.length() + scale;
            return point <= 0
                    ? "0." + "0".repeat(-point) + digits
                    : digits.substring(0, point) + "." + digits.substring(point);
        }
        return digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + Math.abs(exponent);
    }
}
