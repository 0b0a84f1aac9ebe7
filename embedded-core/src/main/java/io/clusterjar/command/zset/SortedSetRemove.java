package io.clusterjar.command.zset;

import io.clusterjar.command.Call;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.SortedSetValue;

/** Commands that remove members. */
final class SortedSetRemove {
    private SortedSetRemove() {}

    static Outcome zrem(Call call) {
        Args args = call.args();
        SortedSetValue set = call.write(1, SortedSetValue.class);
        if (set == null) {
            return call.reply().integer(0);
        }
        int removed = 0;
        for (int word = 2; word < args.count() && set.size() > 0; word++) {
            if (set.remove(args.buffer(), args.offset(word), args.length(word))) {
                removed++;
            }
        }
        return removed(call, set, removed, "zrem");
    }

    static Outcome range(Call call, RangeKind kind, String event) {
        MemberRange range = MemberRange.read(call.args(), 2, 3, kind);
        SortedSetValue set = call.write(1, SortedSetValue.class);
        if (set == null) {
            return call.reply().integer(0);
        }
        int first = range.first(set);
        int count = Math.max(0, range.end(set) - first);
        if (count > 0) {
            set.removeRange(first, count);
        }
        return removed(call, set, count, event);
    }

    private static Outcome removed(Call call, SortedSetValue set, int count, String event) {
        if (count > 0) {
            call.changed(1, KeyEvent.ZSET, event);
            call.dirty(count - 1);
            removeIfEmpty(call, 1, set);
        }
        return call.reply().integer(count);
    }

    /** Removes the key at {@code word} when its sorted set has no member left. */
    static void removeIfEmpty(Call call, int word, SortedSetValue set) {
        if (set.size() == 0) {
            call.remove(word);
            call.notify(call.db(), call.args().copy(word), KeyEvent.GENERIC, "del");
        }
    }
}
