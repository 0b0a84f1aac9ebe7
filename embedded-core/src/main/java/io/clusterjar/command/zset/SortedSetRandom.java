package io.clusterjar.command.zset;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.SortedSetValue;
import io.clusterjar.time.RandomSource;
import java.util.LinkedHashSet;
import java.util.Set;

/** {@code ZRANDMEMBER key [count [WITHSCORES]]}. */
final class SortedSetRandom {
    /** Draws that may repeat themselves end here: Redis would take all memory before it gave up. */
    private static final long MAX_DRAWS = 1L << 24;
    /** When more than one in so many members is wanted, they are drawn in one pass over all. */
    private static final int FEW = 3;

    private SortedSetRandom() {}

    static Outcome zrandmember(Call call) {
        if (call.args().count() >= 3) {
            return several(call);
        }
        SortedSetValue set = call.read(1, SortedSetValue.class);
        if (set == null) {
            return call.reply().nullBulk();
        }
        set.forRange(call.random().nextInt(set.size()), 1, false, new ScoredReply(call.reply(), false));
        return call.reply().done();
    }

    private static Outcome several(Call call) {
        Args args = call.args();
        long count = Words.integer(args, 2);
        if (count == Long.MIN_VALUE) {
            throw new CommandError(
                    "ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807");
        }
        boolean withScores = args.count() > 3;
        if (args.count() > 4 || (withScores && !args.is(3, "withscores"))) {
            throw CommandError.syntax();
        }
        if (withScores && (count < -Long.MAX_VALUE / 2 || count > Long.MAX_VALUE / 2)) {
            throw new CommandError("ERR value is out of range");
        }
        SortedSetValue set = call.read(1, SortedSetValue.class);
        if (set == null || count == 0) {
            return call.reply().array(0);
        }
        ScoredReply reply = new ScoredReply(call.reply(), withScores);
        if (count < 0) {
            repeating(set, -count, reply, call.random());
        } else {
            distinct(set, Math.min(count, set.size()), reply, call.random());
        }
        return call.reply().done();
    }

    private static void repeating(SortedSetValue set, long count, ScoredReply reply, RandomSource random) {
        if (count > MAX_DRAWS) {
            throw new CommandError("ERR value is out of range");
        }
        reply.head(count);
        for (long left = count; left > 0; left--) {
            set.forRange(random.nextInt(set.size()), 1, false, reply);
        }
    }

    /** {@code count} different members: a few as they are drawn, else in their order. */
    private static void distinct(SortedSetValue set, long count, ScoredReply reply, RandomSource random) {
        reply.head(count);
        if (count < set.size() / FEW) {
            Set<Integer> ranks = new LinkedHashSet<>();
            while (ranks.size() < count) {
                ranks.add(random.nextInt(set.size()));
            }
            ranks.forEach(rank -> set.forRange(rank, 1, false, reply));
            return;
        }
        long[] left = {set.size(), count}; // still to come, still wanted
        set.forRange(0, set.size(), false, (member, score) -> {
            if (random.nextInt((int) left[0]) < left[1]) {
                reply.visit(member, score);
                left[1]--;
            }
            left[0]--;
            return left[1] > 0;
        });
    }
}
