package io.clusterjar.command.set;

import io.clusterjar.command.Call;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.command.ScanOptions;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.Dict;
import io.clusterjar.store.DictEntry;
import io.clusterjar.store.SetValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands that look at one set. */
final class SetReads {
    private SetReads() {}

    static Outcome scard(Call call) {
        SetValue set = call.read(1, SetValue.class);
        return call.reply().integer(set == null ? 0 : set.size());
    }

    static Outcome sismember(Call call) {
        return call.reply().integer(contains(call.read(1, SetValue.class), call.args(), 2));
    }

    static Outcome smismember(Call call) {
        SetValue set = call.read(1, SetValue.class);
        Reply reply = call.reply();
        reply.array(call.args().count() - 2);
        for (int word = 2; word < call.args().count(); word++) {
            reply.integer(contains(set, call.args(), word));
        }
        return reply.done();
    }

    private static boolean contains(@Nullable SetValue set, Args args, int word) {
        return set != null && set.contains(args.buffer(), args.offset(word), args.length(word));
    }

    static Outcome smembers(Call call) {
        return members(call.reply(), call.read(1, SetValue.class));
    }

    /** All members, as a set. */
    static Outcome members(Reply reply, @Nullable SetValue set) {
        reply.set(set == null ? 0 : set.size());
        if (set != null) {
            set.forEachWhile(member -> {
                reply.bulk(member);
                return true;
            });
        }
        return reply.done();
    }

    static Outcome sscan(Call call) {
        long cursor = ScanOptions.cursor(call.args(), 2);
        SetValue set = call.read(1, SetValue.class);
        List<byte[]> found = new ArrayList<>();
        long next = 0;
        if (set != null) {
            ScanOptions options = ScanOptions.of(call.args(), 3, false);
            Dict<DictEntry> table = set.table();
            if (table == null) {
                set.forEachWhile(member -> add(found, options, member));
            } else {
                next = scan(table, cursor, options, found);
            }
        }
        Reply reply = call.reply();
        reply.array(2);
        reply.bulk(Long.toUnsignedString(next));
        reply.array(found.size());
        found.forEach(reply::bulk);
        return reply.done();
    }

    private static long scan(Dict<DictEntry> table, long cursor, ScanOptions options, List<byte[]> found) {
        long[] visited = {0};
        long at = cursor;
        long steps = options.maxSteps();
        do {
            at = table.scan(at, entry -> {
                visited[0]++;
                add(found, options, entry.key());
            });
        } while (at != 0 && --steps >= 0 && visited[0] < options.count());
        return at;
    }

    private static boolean add(List<byte[]> found, ScanOptions options, byte[] member) {
        if (options.matches(member)) {
            found.add(member);
        }
        return true;
    }
}
