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
import org.jspecify.annotations.Nullable;

/**
 * {@code ZRANGE}, {@code ZRANGESTORE} and their older relatives: a range by rank, score or member, forwards or backwards,
 * part of it by {@code LIMIT}.
 */
final class SortedSetRange {
    private final Args args;
    private final int keyWord;
    private final boolean store;
    private final MemberRange range;
    private @Nullable RangeKind kind;
    private @Nullable Boolean reverse;
    private boolean withScores;
    private long offset;
    private long limit = -1;

    private SortedSetRange(Args args, int keyWord, boolean store, @Nullable RangeKind kind, @Nullable Boolean reverse) {
        this.args = args;
        this.keyWord = keyWord;
        this.store = store;
        this.kind = kind;
        this.reverse = reverse;
        readOptions();
        range = readRange();
    }

    /** {@code kind} and {@code reverse} are null where options say them. */
    static Outcome reply(Call call, @Nullable RangeKind kind, @Nullable Boolean reverse) {
        return new SortedSetRange(call.args(), 1, false, kind, reverse).reply(call);
    }

    static Outcome store(Call call) {
        return new SortedSetRange(call.args(), 2, true, null, null).storeResult(call);
    }

    private void readOptions() {
        boolean kindIsOpen = kind == null;
        boolean directionIsOpen = reverse == null;
        for (int word = keyWord + 3; word < args.count(); word++) {
            if (!store && args.is(word, "withscores")) {
                withScores = true;
            } else if (args.is(word, "limit") && args.count() - word - 1 >= 2) {
                offset = Words.integer(args, word + 1);
                limit = Words.integer(args, word + 2);
                word += 2;
            } else if (directionIsOpen && args.is(word, "rev")) {
                reverse = true;
                directionIsOpen = false;
            } else if (kindIsOpen && args.is(word, "bylex")) {
                kind = RangeKind.LEX;
                kindIsOpen = false;
            } else if (kindIsOpen && args.is(word, "byscore")) {
                kind = RangeKind.SCORE;
                kindIsOpen = false;
            } else {
                throw CommandError.syntax();
            }
        }
    }

    private MemberRange readRange() {
        RangeKind by = kind == null ? RangeKind.RANK : kind;
        boolean backwards = isReverse();
        if (limit != -1 && by == RangeKind.RANK) {
            throw new CommandError(
                    "ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX");
        }
        if (withScores && by == RangeKind.LEX) {
            throw new CommandError("ERR syntax error, WITHSCORES not supported in combination with BYLEX");
        }
        if (by == RangeKind.RANK) {
            return new MemberRange.Ranks(Words.integer(args, keyWord + 1), Words.integer(args, keyWord + 2), backwards);
        }
        return MemberRange.read(args, keyWord + (backwards ? 2 : 1), keyWord + (backwards ? 1 : 2), by);
    }

    private boolean isReverse() {
        return reverse != null && reverse;
    }

    private long count(SortedSetValue set, int first) {
        long count = (long) range.end(set) - first;
        boolean byRank = kind == null || kind == RangeKind.RANK;
        if (byRank) {
            return Math.max(0, count);
        }
        if (offset < 0) {
            return 0;
        }
        count -= Math.min(offset, Math.max(0, count));
        return Math.max(0, limit < 0 ? count : Math.min(count, limit));
    }

    private void forEach(SortedSetValue set, int first, long count, SortedSetValue.Visitor visitor) {
        if (count == 0) {
            return;
        }
        boolean byRank = kind == null || kind == RangeKind.RANK;
        int skip = byRank ? 0 : (int) offset;
        int from = isReverse() ? range.end(set) - 1 - skip : first + skip;
        set.forRange(from, count, isReverse(), visitor);
    }

    private Outcome reply(Call call) {
        SortedSetValue set = call.read(keyWord, SortedSetValue.class);
        if (set == null) {
            return call.reply().array(0);
        }
        int first = range.first(set);
        long count = count(set, first);
        ScoredReply reply = new ScoredReply(call.reply(), withScores);
        reply.head(count);
        forEach(set, first, count, reply);
        return call.reply().done();
    }

    private Outcome storeResult(Call call) {
        SortedSetValue set = call.read(keyWord, SortedSetValue.class);
        SortedSetValue result = new SortedSetValue();
        if (set != null) {
            EncodingLimits limits = Encodings.limits(call.config());
            int first = range.first(set);
            forEach(set, first, count(set, first), (member, score) -> {
                result.put(member, 0, member.length, score, limits);
                return true;
            });
        }
        return storeAt(call, result, "zrangestore");
    }

    /** Puts a result in the place of the key at word 1, which an empty result removes; replies its size. */
    static Outcome storeAt(Call call, SortedSetValue result, String event) {
        if (result.size() > 0) {
            call.put(1, result, false);
            call.changed(1, KeyEvent.ZSET, event);
        } else if (call.remove(1)) {
            call.changed(1, KeyEvent.GENERIC, "del");
        }
        return call.reply().integer(result.size());
    }
}
