package io.clusterjar.command.hash;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.Dict;
import io.clusterjar.store.FieldEntry;
import io.clusterjar.store.HashValue;
import io.clusterjar.time.RandomSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code HRANDFIELD}. */
final class HashRandom {
    private static final String OUT_OF_RANGE = "ERR value is out of range";
    /** Draws that may repeat themselves end here: Redis would take all memory before it gave up. */
    private static final long MAX_DRAWS = 1L << 24;
    /** When more than one in so many fields is wanted, they are drawn from a copy of all. */
    private static final int FEW = 3;

    private HashRandom() {}

    static Outcome hrandField(Call call) {
        Args args = call.args();
        if (args.count() >= 3) {
            return several(call);
        }
        HashValue hash = call.read(1, HashValue.class);
        return hash == null
                ? call.reply().nullBulk()
                : call.reply().bulk(hash.random(call.random()).key());
    }

    private static Outcome several(Call call) {
        Args args = call.args();
        long count = Words.integer(args, 2);
        if (count == Long.MIN_VALUE) {
            throw new CommandError(
                    "ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807");
        }
        boolean withValues = args.count() > 3;
        if (args.count() > 4 || (withValues && !args.is(3, "withvalues"))) {
            throw CommandError.syntax();
        }
        if (withValues && (count < -Long.MAX_VALUE / 2 || count > Long.MAX_VALUE / 2)) {
            throw new CommandError(OUT_OF_RANGE);
        }
        HashValue hash = call.read(1, HashValue.class);
        if (hash == null || count == 0) {
            return call.reply().array(0);
        }
        return count < 0
                ? replyRepeating(call, hash, -count, withValues)
                : reply(call.reply(), distinct(hash, count, call.random()), withValues);
    }

    private static Outcome replyRepeating(Call call, HashValue hash, long count, boolean withValues) {
        if (count > MAX_DRAWS) {
            throw new CommandError(OUT_OF_RANGE);
        }
        Reply reply = call.reply();
        head(reply, count, withValues);
        for (long left = count; left > 0; left--) {
            entry(reply, hash.random(call.random()), withValues);
        }
        return reply.done();
    }

    private static Outcome reply(Reply reply, Collection<FieldEntry> entries, boolean withValues) {
        head(reply, entries.size(), withValues);
        for (FieldEntry entry : entries) {
            entry(reply, entry, withValues);
        }
        return reply.done();
    }

    private static void head(Reply reply, long count, boolean withValues) {
        boolean flat = withValues && reply.out().version() == 2;
        reply.array(flat ? count * 2 : count);
    }

    private static void entry(Reply reply, FieldEntry entry, boolean withValues) {
        if (withValues && reply.out().version() > 2) {
            reply.array(2);
        }
        reply.bulk(entry.key());
        if (withValues) {
            reply.bulk(entry.value());
        }
    }

    /** Up to {@code count} different fields: all in their order, a few of a large table as they are drawn. */
    private static Collection<FieldEntry> distinct(HashValue hash, long count, RandomSource random) {
        Dict<FieldEntry> table = hash.table();
        if (table != null && count < table.size() / FEW) {
            Set<FieldEntry> drawn = new LinkedHashSet<>();
            while (drawn.size() < count) {
                drawn.add(hash.random(random));
            }
            return drawn;
        }
        List<FieldEntry> chosen = new ArrayList<>();
        long[] left = {hash.size(), Math.min(count, hash.size())}; // still to come, still wanted
        hash.forEachWhile((field, value) -> {
            if (left[0] <= left[1] || random.nextInt((int) left[0]) < left[1]) {
                chosen.add(new FieldEntry(field, value));
                left[1]--;
            }
            left[0]--;
            return left[1] > 0;
        });
        return chosen;
    }
}
