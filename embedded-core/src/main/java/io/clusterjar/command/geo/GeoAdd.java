package io.clusterjar.command.geo;

import static io.clusterjar.base.Bytes.decimal;
import static io.clusterjar.base.Bytes.latin1;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Encodings;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.EncodingLimits;
import io.clusterjar.store.SortedSetValue;

/**
 * {@code GEOADD key [NX | XX] [CH] longitude latitude member [...]}: a {@code ZADD} whose scores are the finest cells of the
 * places, and so it goes to replicas.
 */
final class GeoAdd {
    private final Call call;
    private final Args args;
    private boolean onlyNew;
    private boolean onlyExisting;
    private boolean countChanged;
    private int first = 2;
    private int added;
    private int updated;

    private GeoAdd(Call call) {
        this.call = call;
        args = call.args();
    }

    static Outcome run(Call call) {
        GeoAdd add = new GeoAdd(call);
        add.readOptions();
        return add.add(add.scores());
    }

    private void readOptions() {
        for (; first < args.count(); first++) {
            if (args.is(first, "nx")) {
                onlyNew = true;
            } else if (args.is(first, "xx")) {
                onlyExisting = true;
            } else if (args.is(first, "ch")) {
                countChanged = true;
            } else {
                break;
            }
        }
        if (first == args.count() || (args.count() - first) % 3 != 0 || (onlyNew && onlyExisting)) {
            throw CommandError.syntax();
        }
    }

    private long[] scores() {
        long[] scores = new long[(args.count() - first) / 3];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = GeoCell.of(Place.read(args, first + 3 * i), GeoCell.MAX_STEP)
                    .bits();
        }
        return scores;
    }

    private Outcome add(long[] scores) {
        SortedSetValue set = call.write(1, SortedSetValue.class);
        if (set == null) {
            if (onlyExisting) {
                return call.reply().integer(0);
            }
            set = new SortedSetValue();
            call.put(1, set, false);
        }
        EncodingLimits limits = Encodings.limits(call.config());
        for (int i = 0; i < scores.length; i++) {
            addOne(set, first + 3 * i + 2, scores[i], limits);
        }
        if (added + updated > 0) {
            call.changed(1, KeyEvent.ZSET, "zadd");
            call.dirty(added + updated - 1L);
            call.propagateAs(asZadd(scores));
        }
        return call.reply().integer(countChanged ? added + updated : added);
    }

    private void addOne(SortedSetValue set, int word, long score, EncodingLimits limits) {
        byte[] buffer = args.buffer();
        int offset = args.offset(word);
        int length = args.length(word);
        double old = set.score(buffer, offset, length);
        boolean isNew = Double.isNaN(old);
        if (score == old || (isNew ? onlyExisting : onlyNew)) {
            return;
        }
        if (isNew) {
            added++;
        } else {
            updated++;
        }
        set.put(buffer, offset, length, (double) score, limits);
    }

    private byte[][] asZadd(long[] scores) {
        byte[][] words = new byte[first + 2 * scores.length][];
        words[0] = latin1("zadd");
        for (int word = 1; word < first; word++) {
            words[word] = args.copy(word);
        }
        for (int i = 0; i < scores.length; i++) {
            words[first + 2 * i] = decimal(scores[i]);
            words[first + 2 * i + 1] = args.copy(first + 3 * i + 2);
        }
        return words;
    }
}
