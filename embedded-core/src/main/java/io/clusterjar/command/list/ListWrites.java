package io.clusterjar.command.list;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.ListValue;

/** Commands that add, replace and remove elements. */
final class ListWrites {
    private ListWrites() {}

    static Outcome push(Call call, boolean atHead, boolean onlyIfExists) {
        Args args = call.args();
        ListValue list = call.write(1, ListValue.class);
        if (list == null) {
            if (onlyIfExists) {
                return call.reply().integer(0);
            }
            list = ListChanges.create(call);
            call.put(1, list, false);
        }
        int count = args.count() - 2;
        long bytes = 0;
        for (int word = 2; word < args.count(); word++) {
            bytes += args.length(word);
        }
        list.willGrow(bytes, count, ListChanges.nodeLimit(call));
        for (int word = 2; word < args.count(); word++) {
            list.push(atHead, args.buffer(), args.offset(word), args.length(word));
        }
        call.changed(1, KeyEvent.LIST, atHead ? "lpush" : "rpush");
        call.dirty(count - 1);
        return call.reply().integer(list.size());
    }

    static Outcome linsert(Call call) {
        Args args = call.args();
        boolean after = args.is(2, "after");
        if (!after && !args.is(2, "before")) {
            throw CommandError.syntax();
        }
        ListValue list = call.write(1, ListValue.class);
        if (list == null) {
            return call.reply().integer(0);
        }
        list.willGrow(args.length(4), 1, ListChanges.nodeLimit(call));
        ListValue.Cursor at = list.cursor(0, false);
        while (at.hasElement() && !at.matches(args.buffer(), args.offset(3), args.length(3))) {
            at.advance();
        }
        if (!at.hasElement()) {
            return call.reply().integer(-1);
        }
        at.insert(after, args.buffer(), args.offset(4), args.length(4));
        call.changed(1, KeyEvent.LIST, "linsert");
        return call.reply().integer(list.size());
    }

    static Outcome lset(Call call) {
        Args args = call.args();
        ListValue list = call.write(1, ListValue.class);
        if (list == null) {
            throw new CommandError("ERR no such key");
        }
        long index = Words.integer(args, 2);
        list.willGrow(args.length(3), 1, ListChanges.nodeLimit(call));
        if (!list.set(index, args.buffer(), args.offset(3), args.length(3))) {
            throw new CommandError("ERR index out of range");
        }
        list.hasShrunk();
        call.changed(1, KeyEvent.LIST, "lset");
        return call.reply().ok();
    }

    static Outcome ltrim(Call call) {
        long start = Words.integer(call.args(), 2);
        long stop = Words.integer(call.args(), 3);
        ListValue list = call.write(1, ListValue.class);
        if (list == null) {
            return call.reply().ok();
        }
        long size = list.size();
        long from = start < 0 ? Math.max(0, start + size) : start;
        long to = Math.min(size - 1, stop < 0 ? stop + size : stop);
        if (from > to || from >= size) {
            list.removeRange(0, size);
        } else {
            list.removeRange(to + 1, size - to - 1);
            list.removeRange(0, from);
        }
        byte[] key = call.args().copy(1);
        call.touched(call.db(), key);
        call.notify(call.db(), key, KeyEvent.LIST, "ltrim");
        call.dirty(size - list.size());
        ListChanges.shrunk(call, 1, list);
        return call.reply().ok();
    }

    static Outcome lrem(Call call) {
        Args args = call.args();
        long count = Words.integer(args, 2);
        if (count == Long.MIN_VALUE) {
            throw new CommandError("ERR value is out of range");
        }
        ListValue list = call.write(1, ListValue.class);
        if (list == null) {
            return call.reply().integer(0);
        }
        boolean reverse = count < 0;
        long most = count == 0 ? Long.MAX_VALUE : Math.abs(count);
        long removed = 0;
        ListValue.Cursor at = list.cursor(reverse ? -1 : 0, reverse);
        while (at.hasElement() && removed < most) {
            if (at.matches(args.buffer(), args.offset(3), args.length(3))) {
                at.remove();
                removed++;
            } else {
                at.advance();
            }
        }
        if (removed > 0) {
            call.changed(1, KeyEvent.LIST, "lrem");
            call.dirty(removed - 1);
            ListChanges.shrunk(call, 1, list);
        }
        return call.reply().integer(removed);
    }
}
