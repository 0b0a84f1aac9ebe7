package io.clusterjar.command.geo;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.SortedSetValue;
import org.jspecify.annotations.Nullable;

/** The commands that tell where members are: {@code GEOPOS}, {@code GEOHASH} and {@code GEODIST}. */
final class GeoReads {
    private static final String ALPHABET = "0123456789bcdefghjkmnpqrstuvwxyz";
    private static final int LETTERS = 11;
    private static final int LETTER_BITS = 5;
    private static final int HASH_BITS = 2 * GeoCell.MAX_STEP;
    /** Geohashes that people write reach to the poles, unlike those that are kept. */
    private static final double POLE = 90;

    private GeoReads() {}

    /** The place of the member at {@code word}, null when it is none. */
    private static @Nullable Place place(Call call, @Nullable SortedSetValue set, int word) {
        Args args = call.args();
        double score = set == null ? Double.NaN : set.score(args.buffer(), args.offset(word), args.length(word));
        return Double.isNaN(score) ? null : GeoCell.placeOf(score);
    }

    static Outcome position(Call call) {
        SortedSetValue set = call.read(1, SortedSetValue.class);
        Reply reply = call.reply();
        reply.array(call.args().count() - 2L);
        for (int word = 2; word < call.args().count(); word++) {
            Place place = place(call, set, word);
            if (place == null) {
                reply.nullArray();
            } else {
                place.reply(reply);
            }
        }
        return reply.done();
    }

    static Outcome hash(Call call) {
        SortedSetValue set = call.read(1, SortedSetValue.class);
        Reply reply = call.reply();
        reply.array(call.args().count() - 2L);
        for (int word = 2; word < call.args().count(); word++) {
            Place place = place(call, set, word);
            if (place == null) {
                reply.nullBulk();
            } else {
                reply.bulk(letters(GeoCell.of(place, GeoCell.MAX_STEP, POLE).bits()));
            }
        }
        return reply.done();
    }

    /** Eleven letters, the last always the first of the alphabet: 52 bits are enough for ten only. */
    private static String letters(long bits) {
        char[] letters = new char[LETTERS];
        for (int i = 0; i < LETTERS - 1; i++) {
            letters[i] = ALPHABET.charAt((int) (bits >>> HASH_BITS - (i + 1) * LETTER_BITS) & ALPHABET.length() - 1);
        }
        letters[LETTERS - 1] = ALPHABET.charAt(0);
        return new String(letters);
    }

    static Outcome distance(Call call) {
        Args args = call.args();
        if (args.count() > 5) {
            throw CommandError.syntax();
        }
        GeoUnit unit = args.count() == 5 ? GeoUnit.read(args, 4) : GeoUnit.M;
        SortedSetValue set = call.read(1, SortedSetValue.class);
        Place from = place(call, set, 2);
        Place to = place(call, set, 3);
        if (from == null || to == null) {
            return call.reply().nullBulk();
        }
        double meters = Sphere.distance(from.longitude(), from.latitude(), to.longitude(), to.latitude());
        GeoUnit.reply(call.reply(), meters / unit.meters());
        return call.reply().done();
    }
}
