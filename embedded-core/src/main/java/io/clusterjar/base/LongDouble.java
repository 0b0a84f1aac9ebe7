package io.clusterjar.base;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

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

    private static final LongDouble INFINITE = new LongDouble(null);

    private final @Nullable BigDecimal value; // null when it is infinite

    private LongDouble(@Nullable BigDecimal value) {
        this.value = value;
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
            BigDecimal value = new BigDecimal(DoubleText.parse(bytes, offset, length));
            return new LongDouble(value);
        }
        boolean nonZero = DoubleText.checkDecimal(body);
        if (!nonZero) {
            return new LongDouble(BigDecimal.ZERO);
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
        LongDouble rounded = new LongDouble(round(negative ? value.negate() : value));
        if (rounded.overflows()) {
            throw NotANumber.INSTANCE;
        }
        return rounded;
    }

    /** The sum, rounded to 64 bits of mantissa; not finite when either is not or the sum is too great. */
    public LongDouble plus(LongDouble other) {
        if (value == null || other.value == null) {
            return INFINITE;
        }
        LongDouble sum = new LongDouble(round(value.add(other.value)));
        return sum.overflows() ? INFINITE : sum;
    }

    /** Whether it is a number and not an infinity. */
    public boolean isFinite() {
        return value != null;
    }

    /** The nearest double: an infinity for what is too great for one, and for an infinity of either sign the positive one. */
    public double toDouble() {
        return value == null ? Double.POSITIVE_INFINITY : value.doubleValue();
    }

    /** As {@code %.17Lf} prints it, without zeros at the end of its fraction. */
    @Override
    public String toString() {
        if (value == null) {
            return "inf";
        }
        BigDecimal shown =
                value.setScale(FRACTION_DIGITS, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return shown.signum() == 0 ? "0" : shown.toPlainString();
    }

    private boolean overflows() {
        return value != null && value.abs().toBigInteger().bitLength() > MAX_EXPONENT + 1;
    }

    /** The nearest number of 64 bits of mantissa, the even one of two. */
    private static BigDecimal round(BigDecimal exact) {
        if (exact.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal size = exact.abs();
        int shift = size.compareTo(BigDecimal.ONE) >= 0
                ? size.toBigInteger().bitLength() - MANTISSA_BITS
                : -MANTISSA_BITS - leadingZeroBits(size);
        BigDecimal scaled = shift >= 0
                ? size.divide(new BigDecimal(BigInteger.ONE.shiftLeft(shift)))
                : size.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(-shift)));
        BigInteger mantissa = scaled.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact();
        BigDecimal rounded = shift >= 0
                ? new BigDecimal(mantissa.shiftLeft(shift))
                : new BigDecimal(mantissa).divide(new BigDecimal(BigInteger.ONE.shiftLeft(-shift)));
        return exact.signum() < 0 ? rounded.negate() : rounded;
    }

    /** How many binary zeros follow the point of a number below one. */
    private static int leadingZeroBits(BigDecimal size) {
        int bits = 0;
        int step = Math.max(0, (int) ((size.scale() - size.precision()) * 3.3219));
        BigDecimal rest = size.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(step)));
        bits += step;
        BigDecimal half = new BigDecimal("0.5");
        BigDecimal two = new BigDecimal(2);
        while (rest.compareTo(half) < 0) {
            rest = rest.multiply(two);
            bits++;
        }
        return bits;
    }
}
