package io.clusterjar.command.set;

import io.clusterjar.base.Bytes;
import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.command.Words;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.DictEntry;
import io.clusterjar.store.SetValue;
import io.clusterjar.time.RandomSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Commands that choose members by chance. */
final class SetRandom {
    private static final byte[] SREM = Bytes.latin1("SREM");
    private static final byte[] DEL = Bytes.latin1("DEL");
    private static final byte[] UNLINK = Bytes.latin1("UNLINK");
    /** Members that one propagated {@code SREM} names at most. */
    private static final int BATCH = 1024;
    /** Draws that may repeat themselves end here: Redis would take all memory before it gave up. */
    private static final long MAX_DRAWS = 1L << 24;
    /** When more than one in so many members is wanted, they are drawn in one pass over all. */
    private static final int FEW = 3;

    private SetRandom() {}

    static Outcome spop(Call call) {
        Args args = call.args();
        if (args.count() == 3) {
            return spopCount(call);
        }
        if (args.count() > 3) {
            throw CommandError.syntax();
        }
        SetValue set = call.write(1, SetValue.class);
        if (set == null) {
            return call.reply().nullBulk();
        }
        byte[] member = set.random(call.random());
        set.remove(member, 0, member.length);
        call.changed(1, KeyEvent.SET, "spop");
        call.propagateAs(SREM, args.copy(1), member);
        SetWrites.removeIfEmpty(call, 1, set);
        return call.reply().bulk(member);
    }

    private static Outcome spopCount(Call call) {
        Args args = call.args();
        long count = Words.integer(args, 2, 0, Long.MAX_VALUE, "ERR value is out of range, must be positive");
        SetValue set = call.write(1, SetValue.class);
        Reply reply = call.reply();
        if (set == null || count == 0) {
            return reply.set(0);
        }
        call.changed(1, KeyEvent.SET, "spop");
        if (count >= set.size()) {
            call.dirty(set.size() - 1);
            SetReads.members(reply, set);
            call.propagateAs(call.config().flag(ConfigKey.LAZYFREE_LAZY_SERVER_DEL) ? UNLINK : DEL, args.copy(1));
            call.remove(1);
            call.notify(call.db(), args.copy(1), KeyEvent.GENERIC, "del");
            return reply.done();
        }
        call.dirty(count - 1);
        Collection<byte[]> chosen = distinct(set, count, call.random());
        reply.set(chosen.size());
        for (byte[] member : chosen) {
            set.remove(member, 0, member.length);
            reply.bulk(member);
        }
        propagate(call, args.copy(1), new ArrayList<>(chosen));
        return reply.done();
    }

    private static void propagate(Call call, byte[] key, List<byte[]> removed) {
        call.propagateNothing();
        for (int from = 0; from < removed.size(); from += BATCH) {
            List<byte[]> words = new ArrayList<>();
            words.add(SREM);
            words.add(key);
            words.addAll(removed.subList(from, Math.min(removed.size(), from + BATCH)));
            call.propagateAlso(words.toArray(byte[][]::new));
        }
    }

    static Outcome srandmember(Call call) {
        Args args = call.args();
        if (args.count() == 3) {
            return srandmemberCount(call);
        }
        if (args.count() > 3) {
            throw CommandError.syntax();
        }
        SetValue set = call.read(1, SetValue.class);
        return set == null ? call.reply().nullBulk() : call.reply().bulk(set.random(call.random()));
    }

    private static Outcome srandmemberCount(Call call) {
        long count = Words.integer(call.args(), 2);
        if (count == Long.MIN_VALUE) {
            throw new CommandError(
                    "ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807");
        }
        SetValue set = call.read(1, SetValue.class);
        Reply reply = call.reply();
        if (set == null || count == 0) {
            return reply.array(0);
        }
        if (count < 0) {
            if (-count > MAX_DRAWS) {
                throw new CommandError("ERR value is out of range");
            }
            reply.array(-count);
            for (long left = -count; left > 0; left--) {
                reply.bulk(set.random(call.random()));
            }
            return reply.done();
        }
        Collection<byte[]> chosen = distinct(set, count, call.random());
        reply.array(chosen.size());
        chosen.forEach(reply::bulk);
        return reply.done();
    }

    /** Up to {@code count} different members: a few of a large table as they are drawn, else in the set's order. */
    private static Collection<byte[]> distinct(SetValue set, long count, RandomSource random) {
        var table = set.table();
        if (table != null && count < table.size() / FEW) {
            Map<DictEntry, byte[]> drawn = new LinkedHashMap<>();
            while (drawn.size() < count) {
                DictEntry entry = table.random(random);
                if (entry != null) {
                    drawn.put(entry, entry.key());
                }
            }
            return drawn.values();
        }
        List<byte[]> chosen = new ArrayList<>();
        long[] left = {set.size(), Math.min(count, set.size())}; // still to come, still wanted
        set.forEachWhile(member -> {
            if (random.nextInt((int) left[0]) < left[1]) {
                chosen.add(member);
                left[1]--;
            }
            left[0]--;
            return left[1] > 0;
        });
        return chosen;
    }
}
