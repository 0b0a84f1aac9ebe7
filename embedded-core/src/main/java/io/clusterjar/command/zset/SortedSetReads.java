package io.clusterjar.command.zset;

import io.clusterjar.base.Numbers;
import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.command.ScanOptions;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.Dict;
import io.clusterjar.store.ScoreEntry;
import io.clusterjar.store.SortedSetValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands that ask for counts, scores and ranks. */
final class SortedSetReads {
    private SortedSetReads() {}

    static Outcome zcard(Call call) {
        SortedSetValue set = call.read(1, SortedSetValue.class);
        return call.reply().integer(set == null ? 0 : set.size());
    }

    static Outcome count(Call call, RangeKind kind) {
        MemberRange range = MemberRange.read(call.args(), 2, 3, kind);
        SortedSetValue set = call.read(1, SortedSetValue.class);
        return call.reply().integer(set == null ? 0 : Math.max(0, range.end(set) - range.first(set)));
    }

    static Outcome zscore(Call call) {
        return score(call.reply(), call.read(1, SortedSetValue.class), call.args(), 2);
    }

    static Outcome zmscore(Call call) {
        SortedSetValue set = call.read(1, SortedSetValue.class);
        call.reply().array(call.args().count() - 2);
        for (int word = 2; word < call.args().count(); word++) {
            score(call.reply(), set, call.args(), word);
        }
        return call.reply().done();
    }

    private static Outcome score(Reply reply, @Nullable SortedSetValue set, Args args, int word) {
        double score = set == null ? Double.NaN : set.score(args.buffer(), args.offset(word), args.length(word));
        return Double.isNaN(score) ? reply.nullBulk() : reply.dbl(score);
    }

    static Outcome rank(Call call, boolean reverse) {
        Args args = call.args();
        if (args.count() > 4) {
            throw new CommandError(
                    "ERR wrong number of arguments for '" + (reverse ? "zrevrank" : "zrank") + "' command");
        }
        boolean withScore = args.count() == 4;
        if (withScore && !args.is(3, "withscore")) {
            throw CommandError.syntax();
        }
        SortedSetValue set = call.read(1, SortedSetValue.class);
        Reply reply = call.reply();
        int rank = set == null ? -1 : set.rank(args.buffer(), args.offset(2), args.length(2));
        if (set == null || rank < 0) {
            return withScore ? reply.nullArray() : reply.nullBulk();
        }
        if (withScore) {
            reply.array(2);
        }
        Outcome outcome = reply.integer(reverse ? set.size() - 1 - rank : rank);
        return withScore ? score(reply, set, args, 2) : outcome;
    }

    static Outcome zscan(Call call) {
        long cursor = ScanOptions.cursor(call.args(), 2);
        SortedSetValue set = call.read(1, SortedSetValue.class);
        List<byte[]> members = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        long next = 0;
        if (set != null) {
            ScanOptions options = ScanOptions.of(call.args(), 3, false);
            SortedSetValue.Visitor found = (member, score) -> {
                if (options.matches(member)) {
                    members.add(member);
                    scores.add(score);
                }
                return true;
            };
            Dict<? extends ScoreEntry> table = set.table();
            if (table == null) {
                set.forRange(0, set.size(), false, found);
            } else {
                next = scan(table, cursor, options, found);
            }
        }
        Reply reply = call.reply();
        reply.array(2);
        reply.bulk(Long.toUnsignedString(next));
        reply.array(2L * members.size());
        for (int i = 0; i < members.size(); i++) {
            reply.bulk(members.get(i));
            reply.bulk(Numbers.formatDouble(scores.get(i)));
        }
        return reply.done();
    }

    private static long scan(
            Dict<? extends ScoreEntry> table, long cursor, ScanOptions options, SortedSetValue.Visitor found) {
        long[] visited = {0};
        long at = cursor;
        long steps = options.maxSteps();
        do {
            at = table.scan(at, entry -> {
                visited[0]++;
                found.visit(entry.key(), entry.score());
            });
        } while (at != 0 && --steps >= 0 && visited[0] < options.count());
        return at;
    }
}
