package io.clusterjar.command.set;

import io.clusterjar.command.Call;
import io.clusterjar.command.Encodings;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.EncodingLimits;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.SetValue;

/** Commands that add, remove and move members. */
final class SetWrites {
    private SetWrites() {}

    static Outcome sadd(Call call) {
        Args args = call.args();
        EncodingLimits limits = Encodings.limits(call.config());
        SetValue set = call.write(1, SetValue.class);
        int count = args.count() - 2;
        if (set == null) {
            set = SetValue.suiting(args.buffer(), args.offset(2), args.length(2), count, limits);
            call.put(1, set, false);
        } else {
            set.willGrow(count, limits);
        }
        int added = 0;
        for (int word = 2; word < args.count(); word++) {
            if (set.add(args.buffer(), args.offset(word), args.length(word), limits)) {
                added++;
            }
        }
        if (added > 0) {
            call.changed(1, KeyEvent.SET, "sadd");
            call.dirty(added - 1);
        }
        return call.reply().integer(added);
    }

    static Outcome srem(Call call) {
        Args args = call.args();
        SetValue set = call.write(1, SetValue.class);
        if (set == null) {
            return call.reply().integer(0);
        }
        int removed = 0;
        for (int word = 2; word < args.count() && set.size() > 0; word++) {
            if (set.remove(args.buffer(), args.offset(word), args.length(word))) {
                removed++;
            }
        }
        if (removed > 0) {
            call.changed(1, KeyEvent.SET, "srem");
            call.dirty(removed - 1);
            removeIfEmpty(call, 1, set);
        }
        return call.reply().integer(removed);
    }

    static Outcome smove(Call call) {
        Args args = call.args();
        KeyEntry from = call.writeEntry(1);
        KeyEntry to = call.writeEntry(2); // looked up even if there is nothing to move: it may expire
        if (from == null) {
            return call.reply().integer(0);
        }
        SetValue source = Call.cast(from, SetValue.class);
        SetValue target = Call.cast(to, SetValue.class);
        byte[] member = args.copy(3);
        if (source == null) {
            return call.reply().integer(0);
        }
        if (source == target) {
            return call.reply().integer(source.contains(member, 0, member.length));
        }
        if (!source.remove(member, 0, member.length)) {
            return call.reply().integer(0);
        }
        call.changed(1, KeyEvent.SET, "srem");
        removeIfEmpty(call, 1, source);
        EncodingLimits limits = Encodings.limits(call.config());
        if (target == null) {
            target = SetValue.suiting(member, 0, member.length, 1, limits);
            call.put(2, target, false);
        }
        if (target.add(member, 0, member.length, limits)) {
            call.changed(2, KeyEvent.SET, "sadd");
        }
        return call.reply().integer(1);
    }

    /** Removes the key at {@code word} when its set has no member left. */
    static void removeIfEmpty(Call call, int word, SetValue set) {
        if (set.size() == 0) {
            call.remove(word);
            call.notify(call.db(), call.args().copy(word), KeyEvent.GENERIC, "del");
        }
    }
}
