package io.clusterjar.command.zset;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Encodings;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.EncodingLimits;
import io.clusterjar.store.SortedSetValue;

/** {@code ZADD key [NX | XX] [GT | LT] [CH] [INCR] score member [score member ...]} and {@code ZINCRBY}. */
final class SortedSetAdd {
    private final Call call;
    private final Args args;
    private boolean onlyNew;
    private boolean onlyExisting;
    private boolean onlyGreater;
    private boolean onlyLess;
    private boolean countChanged;
    private boolean increment;
    private int added;
    private int updated;

    private SortedSetAdd(Call call, boolean increment) {
        this.call = call;
        this.args = call.args();
        this.increment = increment;
    }

    static Outcome zadd(Call call) {
        return new SortedSetAdd(call, false).run();
    }

    static Outcome zincrby(Call call) {
        return new SortedSetAdd(call, true).run();
    }

    private Outcome run() {
        int first = readOptions();
        int words = args.count() - first;
        if (words == 0 || words % 2 != 0) {
            throw CommandError.syntax();
        }
        checkOptions(words / 2);
        double[] scores = new double[words / 2];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Words.number(args, first + 2 * i);
        }
        SortedSetValue set = call.write(1, SortedSetValue.class);
        boolean fresh = set == null;
        if (set == null) {
            if (onlyExisting) {
                return increment ? call.reply().nullBulk() : call.reply().integer(0);
            }
            set = new SortedSetValue();
        }
        return add(set, fresh, scores, first);
    }

    private int readOptions() {
        int word = 2;
        for (; word < args.count(); word++) {
            if (args.is(word, "nx")) {
                onlyNew = true;
            } else if (args.is(word, "xx")) {
                onlyExisting = true;
            } else if (args.is(word, "gt")) {
                onlyGreater = true;
            } else if (args.is(word, "lt")) {
                onlyLess = true;
            } else if (args.is(word, "ch")) {
                countChanged = true;
            } else if (args.is(word, "incr")) {
                increment = true;
            } else {
                return word;
            }
        }
        return word;
    }

    private void checkOptions(int pairs) {
        if (onlyNew && onlyExisting) {
            throw new CommandError("ERR XX and NX options at the same time are not compatible");
        }
        if ((onlyGreater && onlyNew) || (onlyLess && onlyNew) || (onlyGreater && onlyLess)) {
            throw new CommandError("ERR GT, LT, and/or NX options at the same time are not compatible");
        }
        if (increment && pairs > 1) {
            throw new CommandError("ERR INCR option supports a single increment-element pair");
        }
    }

    private Outcome add(SortedSetValue set, boolean fresh, double[] scores, int first) {
        EncodingLimits limits = Encodings.limits(call.config());
        if (fresh && limits.zsetMaxListpackEntries() == 0) {
            set.expand();
        }
        double last = Double.NaN;
        for (int i = 0; i < scores.length; i++) {
            last = addOne(set, first + 2 * i + 1, scores[i], limits);
        }
        if (fresh) {
            call.put(1, set, false);
        }
        if (added + updated > 0) {
            call.changed(1, KeyEvent.ZSET, increment ? "zincr" : "zadd");
            call.dirty(added + updated - 1);
        }
        if (!increment) {
            return call.reply().integer(countChanged ? added + updated : added);
        }
        return Double.isNaN(last) ? call.reply().nullBulk() : call.reply().dbl(last);
    }

    /** The member's score afterwards, NaN when an option forbade the change. */
    private double addOne(SortedSetValue set, int word, double given, EncodingLimits limits) {
        byte[] buffer = args.buffer();
        int offset = args.offset(word);
        int length = args.length(word);
        double old = set.score(buffer, offset, length);
        boolean isNew = Double.isNaN(old);
        if (isNew ? onlyExisting : onlyNew) {
            return Double.NaN;
        }
        double score = given;
        if (!isNew) {
            if (increment) {
                score += old;
                if (Double.isNaN(score)) {
                    throw new CommandError("ERR resulting score is not a number (NaN)");
                }
            }
            if ((onlyLess && score >= old) || (onlyGreater && score <= old)) {
                return Double.NaN;
            }
            if (score == old) {
                return score;
            }
            updated++;
            set.put(buffer, offset, length, score, limits);
        } else {
            added++;
            set.add(buffer, offset, length, score, limits);
        }
        return score;
    }
}
