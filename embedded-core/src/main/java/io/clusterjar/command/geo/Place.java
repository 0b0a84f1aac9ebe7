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
    private static final int ERROR_DIGITS = 6;

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
        reply.array(2);
        reply.out().dbl(inReply(longitude));
        reply.out().dbl(inReply(latitude));
    }

    /** As {@code %.17Lf}, without zeros at the end. */
    private static String inReply(double value) {
        if (value == Math.rint(value)) {
            return Long.toString((long) value);
        }
        return new BigDecimal(value)
                .setScale(REPLY_DIGITS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
