package io.clusterjar.command.zset;

import io.clusterjar.base.Bytes;
import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.command.Timeouts;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.SortedSetValue;
import io.clusterjar.store.ValueType;

/** Commands that take the lowest or highest members of a sorted set, or of the first one that has some. */
final class SortedSetPops {
    private static final byte[] ZPOPMIN = Bytes.latin1("ZPOPMIN");
    private static final byte[] ZPOPMAX = Bytes.latin1("ZPOPMAX");

    private SortedSetPops() {}

    static Outcome pop(Call call, boolean highest) {
        Args args = call.args();
        if (args.count() > 3) {
            throw CommandError.syntax();
        }
        boolean counted = args.count() == 3;
        long count =
                counted ? Words.integer(args, 2, 0, Long.MAX_VALUE, "ERR value is out of range, must be positive") : 1;
        SortedSetValue set = call.write(1, SortedSetValue.class);
        Reply reply = call.reply();
        if (set == null || count == 0) {
            return reply.array(0);
        }
        long taken = Math.min(count, set.size());
        if (counted) {
            ScoredReply scored = new ScoredReply(reply, true);
            scored.head(taken);
            take(call, 1, set, highest, taken, scored);
        } else {
            reply.array(2);
            take(call, 1, set, highest, 1, flat(reply));
        }
        return reply.done();
    }

    static Outcome blockingPop(Call call, boolean highest) {
        Args args = call.args();
        int timeoutWord = args.count() - 1;
        long timeoutMs = Timeouts.secondsAsMs(call, timeoutWord);
        for (int key = 1; key < timeoutWord; key++) {
            SortedSetValue set = call.write(key, SortedSetValue.class);
            if (set != null) {
                call.reply().array(3);
                call.reply().bulk(args.buffer(), args.offset(key), args.length(key));
                call.propagateAs(highest ? ZPOPMAX : ZPOPMIN, args.copy(key));
                take(call, key, set, highest, 1, flat(call.reply()));
                return call.reply().done();
            }
        }
        return call.waitForKeys(1, timeoutWord - 1, ValueType.ZSET, timeoutMs);
    }

    static Outcome zmpop(Call call) {
        PopOptions options = PopOptions.read(call.args(), 1);
        return popFirst(call, options, 2) ? call.reply().done() : call.reply().nullArray();
    }

    static Outcome bzmpop(Call call) {
        PopOptions options = PopOptions.read(call.args(), 2);
        long timeoutMs = Timeouts.secondsAsMs(call, 1);
        return popFirst(call, options, 3)
                ? call.reply().done()
                : call.waitForKeys(3, 2 + options.keys, ValueType.ZSET, timeoutMs);
    }

    private static boolean popFirst(Call call, PopOptions options, int firstKey) {
        Args args = call.args();
        Reply reply = call.reply();
        for (int key = firstKey; key < firstKey + options.keys; key++) {
            SortedSetValue set = call.write(key, SortedSetValue.class);
            if (set != null) {
                long count = Math.min(options.count, set.size());
                call.propagateAs(options.highest ? ZPOPMAX : ZPOPMIN, args.copy(key), Bytes.decimal(count));
                reply.array(2);
                reply.bulk(args.buffer(), args.offset(key), args.length(key));
                reply.array(count);
                take(call, key, set, options.highest, count, (member, score) -> {
                    reply.array(2);
                    reply.bulk(member);
                    reply.dbl(score);
                    return true;
                });
                return true;
            }
        }
        return false;
    }

    private static SortedSetValue.Visitor flat(Reply reply) {
        return (member, score) -> {
            reply.bulk(member);
            reply.dbl(score);
            return true;
        };
    }

    private static void take(
            Call call, int key, SortedSetValue set, boolean highest, long count, SortedSetValue.Visitor reply) {
        int size = set.size();
        set.forRange(highest ? size - 1 : 0, count, highest, reply);
        set.removeRange(highest ? size - (int) count : 0, (int) count);
        call.changed(key, KeyEvent.ZSET, highest ? "zpopmax" : "zpopmin");
        call.dirty(count - 1);
        SortedSetRemove.removeIfEmpty(call, key, set);
    }

    /** {@code numkeys key [key ...] MIN | MAX [COUNT count]}. */
    private static final class PopOptions {
        private int keys;
        private boolean highest;
        private long count = 1;

        static PopOptions read(Args args, int numkeysWord) {
            PopOptions options = new PopOptions();
            long keys = Words.integer(args, numkeysWord, 1, Long.MAX_VALUE, "ERR numkeys should be greater than 0");
            if (keys >= args.count() - numkeysWord - 1) {
                throw CommandError.syntax();
            }
            options.keys = (int) keys;
            int word = numkeysWord + options.keys + 1;
            options.highest = args.is(word, "max");
            if (!options.highest && !args.is(word, "min")) {
                throw CommandError.syntax();
            }
            boolean counted = false;
            for (word++; word < args.count(); word += 2) {
                if (counted || !args.is(word, "count") || word + 1 == args.count()) {
                    throw CommandError.syntax();
                }
                options.count = Words.integer(args, word + 1, 1, Long.MAX_VALUE, "ERR count should be greater than 0");
                counted = true;
            }
            return options;
        }
    }
}
