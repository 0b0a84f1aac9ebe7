package io.clusterjar.command.geo;

import io.clusterjar.command.CommandError;
import io.clusterjar.command.Reply;
import io.clusterjar.protocol.Args;

/** A unit of distances. */
enum GeoUnit {
    /** Metres. */
    M("m", 1),
    /** Kilometres. */
    KM("km", 1000),
    /** Feet. */
    FT("ft", 0.3048),
    /** Miles. */
    MI("mi", 1609.34);

    private static final GeoUnit[] ALL = values();
    /** Digits after the point. */
    private static final int SHOWN_DIGITS = 4;

    private static final double SHOWN_PARTS = 10_000;
    private static final int SHOWN_MAX_BYTES = 20;
    private static final String NOT_A_NUMBER = "-922337203685477.5808";

    private final String word;
    private final double meters;

    GeoUnit(String word, double meters) {
        this.word = word;
        this.meters = meters;
    }

    /** The unit that {@code word} names. */
    static GeoUnit read(Args args, int word) {
        for (GeoUnit unit : ALL) {
            if (args.is(word, unit.word)) {
                return unit;
            }
        }
        throw new CommandError("ERR unsupported unit provided. please use M, KM, FT, MI");
    }

    /** How many metres it is. */
    double meters() {
        return meters;
    }

    /** Writes a distance with four digits after the point, rounded as Redis 7.2 does: after scaling, ties to even. */
    static void reply(Reply reply, double distance) {
        if (Double.isNaN(distance)) {
            reply.bulk(NOT_A_NUMBER); // what C makes of it
            return;
        }
        long parts = (long) Math.rint(distance * SHOWN_PARTS);
        byte[] shown = new byte[SHOWN_MAX_BYTES];
        int at = shown.length;
        int digits = 0;
        for (long rest = parts; rest > 0 || digits <= SHOWN_DIGITS; rest /= 10) {
            if (digits++ == SHOWN_DIGITS) {
                shown[--at] = '.';
            }
            shown[--at] = (byte) ('0' + rest % 10);
        }
        reply.bulk(shown, at, shown.length - at);
    }
}
