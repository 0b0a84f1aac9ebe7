package io.clusterjar.base;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A number of C's {@code long double} on x86: 64 bits of mantissa. {@code INCRBYFLOAT} and {@code HINCRBYFLOAT} reckon in
 * it, and their results show it.
 */
public final class LongDouble {
    private static final int MANTISSA_BITS = 64;
    private static final int MAX_LENGTH = 5 * 1024;
    private static final int MAX_EXPONENT = 16383;
    private static final int FRACTION_DIGITS = 17;
    /** Decimal exponents beyond this are out of range whatever the digits are. */
    private static final int MAX_DECIMAL_EXPONENT = 20_000;

    private static final BigInteger FRACTION_UNITS = BigInteger.TEN.pow(FRACTION_DIGITS);

    private static final LongDouble ZERO = new LongDouble(BigInteger.ZERO, 0, false);
    private static final LongDouble INFINITE = new LongDouble(BigInteger.ZERO, 0, true);

    // mantissa * 2^exponent: in decimal the great ones and the tiny ones have thousands of digits
    private final BigInteger mantissa;
    private final int exponent;
    private final boolean infinite;

    private LongDouble(BigInteger mantissa, int exponent, boolean infinite) {
        this.mantissa = mantissa;
        this.exponent = exponent;
        this.infinite = infinite;
    }

    /** Reads what {@code strtold} takes, without leading blanks; {@link NotANumber} for anything else, NaN included. */
    public static LongDouble parse(byte[] bytes, int offset, int length) {
        if (length == 0 || length > MAX_LENGTH) {
            throw NotANumber.INSTANCE;
        }
        String text = Bytes.text(bytes, offset, length);
        boolean negative = text.charAt(0) == '-';
        String body = negative || text.charAt(0) == '+' ? text.substring(1) : text;
        if (body.equalsIgnoreCase("inf") || body.equalsIgnoreCase("infinity")) {
            return INFINITE;
        }
        if (body.startsWith("0x") || body.startsWith("0X")) {
            // more than 53 bits in hexadecimal are not worth a reader of their own
            return round(new BigDecimal(DoubleText.parse(bytes, offset, length)));
        }
        boolean nonZero = DoubleText.checkDecimal(body);
        if (!nonZero) {
            return ZERO;
        }
        BigDecimal value;
        try {
            value = new BigDecimal(body);
        } catch (NumberFormatException e) { // an exponent beyond 32 bits
            throw NotANumber.INSTANCE;
        }
        if (Math.abs((long) value.precision() - value.scale()) > MAX_DECIMAL_EXPONENT) {
            throw NotANumber.INSTANCE;
        }
        LongDouble rounded = round(negative ? value.negate() : value);
        if (rounded.overflows()) {
            throw NotANumber.INSTANCE;
        }
        return rounded;
    }

    /** The sum, rounded to 64 bits of mantissa; not finite when either is not or the sum is too great. */
    public LongDouble plus(LongDouble other) {
        if (infinite || other.infinite) {
            return INFINITE;
        }
        int unit = Math.min(exponent, other.exponent);
        BigInteger exact = mantissa.shiftLeft(exponent - unit).add(other.mantissa.shiftLeft(other.exponent - unit));
        LongDouble sum = round(exact, BigInteger.ONE, unit);
        return sum.overflows() ? INFINITE : sum;
    }

    /** Whether it is a number and not an infinity. */
    public boolean isFinite() {
        return !infinite;
    }

    /** The nearest double: an infinity for what is too great for one, and for an infinity of either sign the positive one. */
    public double toDouble() {
        int size = mantissa.bitLength() + exponent;
        if (infinite || size > Double.MAX_EXPONENT + 1) {
            return mantissa.signum() < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        } else if (size < Double.MIN_EXPONENT - Double.SIZE) {
            return mantissa.signum() < 0 ? -0.0 : 0.0;
        }
        BigDecimal value = exponent >= 0
                ? new BigDecimal(mantissa.shiftLeft(exponent))
                : new BigDecimal(mantissa).divide(new BigDecimal(BigInteger.ONE.shiftLeft(-exponent)));
        return value.doubleValue();
    }

    /** As {@code %.17Lf} prints it, without zeros at the end of its fraction. */
    @Override
    public String toString() {
        if (infinite) {
            return "inf";
        }
        if (exponent >= 0) {
            return mantissa.shiftLeft(exponent).toString();
        }
        BigInteger units = nearest(mantissa.abs().multiply(FRACTION_UNITS), BigInteger.ONE.shiftLeft(-exponent));
        return units.signum() == 0
                ? "0"
                : new BigDecimal(mantissa.signum() < 0 ? units.negate() : units, FRACTION_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString();
    }

    private boolean overflows() {
        return mantissa.bitLength() + exponent > MAX_EXPONENT + 1;
    }

    /** The nearest number of 64 bits of mantissa, the even one of two. */
    private static LongDouble round(BigDecimal exact) {
        BigInteger digits = exact.unscaledValue();
        int scale = exact.scale();
        return scale <= 0
                ? round(digits.multiply(BigInteger.TEN.pow(-scale)), BigInteger.ONE, 0)
                : round(digits, BigInteger.TEN.pow(scale), 0);
    }

    /** The number nearest to {@code numerator / denominator * 2^exponent}. */
    private static LongDouble round(BigInteger numerator, BigInteger denominator, int exponent) {
        if (numerator.signum() == 0) {
            return ZERO;
        }
        BigInteger size = numerator.abs();
        int bits = size.bitLength() - denominator.bitLength(); // of the quotient, or one less
        if (!isLess(size, denominator, bits)) {
            bits++;
        }
        int shift = bits - MANTISSA_BITS;
        BigInteger mantissa =
                shift >= 0 ? nearest(size, denominator.shiftLeft(shift)) : nearest(size.shiftLeft(-shift), denominator);
        return new LongDouble(numerator.signum() < 0 ? mantissa.negate() : mantissa, exponent + shift, false);
    }

    /** Whether {@code size < denominator * 2^shift}. */
    private static boolean isLess(BigInteger size, BigInteger denominator, int shift) {
        return shift >= 0
                ? size.compareTo(denominator.shiftLeft(shift)) < 0
                : size.shiftLeft(-shift).compareTo(denominator) < 0;
    }

    /** The integer nearest to a positive quotient, the even one of two. */
    private static BigInteger nearest(BigInteger numerator, BigInteger denominator) {
        BigInteger[] parts = numerator.divideAndRemainder(denominator);
        int half = parts[1].shiftLeft(1).compareTo(denominator);
        return half > 0 || (half == 0 && parts[0].testBit(0)) ? parts[0].add(BigInteger.ONE) : parts[0];
    }
}
