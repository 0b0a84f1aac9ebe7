package io.clusterjar.command.geo;

import io.clusterjar.command.CommandError;
import io.clusterjar.command.Reply;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A place on the earth, in degrees.
 *
 * @param longitude -180 to 180
 * @param latitude -85.05112878 to 85.05112878: the projection that geohashes are made in has no poles
 */
record Place(double longitude, double latitude) {
    /** The easternmost longitude; the westernmost is its negative. */
    static final double MAX_LONGITUDE = 180;
    /** The northernmost latitude; the southernmost is its negative. */
    static final double MAX_LATITUDE = 85.05112878;

    private static final int REPLY_DIGITS = 17;
    private static final long REPLY_SCALE = 100_000_000_000_000_000L;
    private static final int ERROR_DIGITS = 6;
    /** Bits of a double's mantissa, the first one left out. */
    private static final int MANTISSA_BITS = 52;
    /** A double's exponent is so much more than minus the count of its fraction's bits. */
    private static final int FRACTION_SHIFT = 1075;

    /** The place that the two words from {@code word} on name. */
    static Place read(Args args, int word) {
        double longitude = Words.number(args, word);
        double latitude = Words.number(args, word + 1);
        if (Math.abs(longitude) > MAX_LONGITUDE || Math.abs(latitude) > MAX_LATITUDE) {
            throw new CommandError(
                    "ERR invalid longitude,latitude pair " + inError(longitude) + "," + inError(latitude));
        }
        return new Place(longitude, latitude);
    }

    /** As C's {@code %f}. */
    private static String inError(double value) {
        String sign = value < 0 || (value == 0 && 1 / value < 0) ? "-" : "";
        if (Double.isInfinite(value)) {
            return sign + "inf";
        }
        return sign
                + new BigDecimal(Math.abs(value))
                        .setScale(ERROR_DIGITS, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }

    /** Writes longitude and latitude, with all digits that they have. */
    void reply(Reply reply) {
        reply(reply, longitude, latitude);
    }

    /** Writes longitude and latitude, with all digits that they have. */
    static void reply(Reply reply, double longitude, double latitude) {
        reply.array(2);
        reply.out().dbl(inReply(longitude));
        reply.out().dbl(inReply(latitude));
    }

    /** As {@code %.17Lf}, without zeros at the end. */
    private static String inReply(double value) {
        long bits = Double.doubleToRawLongBits(Math.abs(value));
        int fractionBits = FRACTION_SHIFT - (int) (bits >>> MANTISSA_BITS);
        if (value == Math.rint(value)) {
            return Long.toString((long) value);
        }
        if (fractionBits >= Long.SIZE) { // nearly 0
            return new BigDecimal(value)
                    .setScale(REPLY_DIGITS, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros()
                    .toPlainString();
        }
        long mantissa = bits & (1L << MANTISSA_BITS) - 1 | 1L << MANTISSA_BITS;
        long whole = mantissa >>> fractionBits;
        long digits = scaled(mantissa & (1L << fractionBits) - 1, fractionBits);
        if (digits == REPLY_SCALE) {
            return (value < 0 ? "-" : "") + (whole + 1);
        }
        int count = REPLY_DIGITS;
        while (digits % 10 == 0) {
            digits /= 10;
            count--;
        }
        String shown = Long.toString(digits);
        return (value < 0 ? "-" : "") + whole + "." + "0".repeat(count - shown.length()) + shown;
    }

    /** {@code fraction} of two to the power of {@code bits}, times ten to the power of 17, rounded, the half to even. */
    private static long scaled(long fraction, int bits) {
        long high = Math.multiplyHigh(fraction, REPLY_SCALE);
        long low = fraction * REPLY_SCALE;
        long quotient = bits == 0 ? low : high << Long.SIZE - bits | low >>> bits;
        long rest = low & (1L << bits) - 1;
        long half = 1L << bits - 1;
        return rest > half || (rest == half && (quotient & 1) != 0) ? quotient + 1 : quotient;
    }
}
