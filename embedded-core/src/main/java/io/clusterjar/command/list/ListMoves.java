package io.clusterjar.command.list;

import io.clusterjar.base.Bytes;
import io.clusterjar.command.Call;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Timeouts;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.ListValue;
import io.clusterjar.store.ValueType;

/** Commands that take an element from one list and add it to another, waiting for it or not. */
final class ListMoves {
    private static final byte[] LMOVE = Bytes.latin1("LMOVE");
    private static final byte[] RPOPLPUSH = Bytes.latin1("RPOPLPUSH");

    private ListMoves() {}

    static Outcome lmove(Call call) {
        boolean fromHead = ListChanges.isLeft(call.args(), 3);
        boolean toHead = ListChanges.isLeft(call.args(), 4);
        return move(call, fromHead, toHead);
    }

    static Outcome rpoplpush(Call call) {
        return move(call, false, true);
    }

    static Outcome blmove(Call call) {
        Args args = call.args();
        boolean fromHead = ListChanges.isLeft(args, 3);
        boolean toHead = ListChanges.isLeft(args, 4);
        long timeoutMs = Timeouts.secondsAsMs(call, 5);
        if (call.write(1, ListValue.class) == null) {
            return call.waitForKeys(1, 1, ValueType.LIST, timeoutMs);
        }
        Outcome outcome = move(call, fromHead, toHead);
        call.propagateAs(LMOVE, args.copy(1), args.copy(2), args.copy(3), args.copy(4));
        return outcome;
    }

    static Outcome brpoplpush(Call call) {
        Args args = call.args();
        long timeoutMs = Timeouts.secondsAsMs(call, 3);
        if (call.write(1, ListValue.class) == null) {
            return call.waitForKeys(1, 1, ValueType.LIST, timeoutMs);
        }
        Outcome outcome = move(call, false, true);
        call.propagateAs(RPOPLPUSH, args.copy(1), args.copy(2));
        return outcome;
    }

    private static Outcome move(Call call, boolean fromHead, boolean toHead) {
        ListValue source = call.write(1, ListValue.class);
        if (source == null) {
            return call.reply().nullBulk();
        }
        ListValue target = call.write(2, ListValue.class);
        byte[] element = source.pop(fromHead);
        if (element == null) {
            return call.reply().nullBulk();
        }
        if (target == null) {
            target = ListChanges.create(call);
            call.put(2, target, false);
        }
        target.willGrow(element.length, 1, ListChanges.nodeLimit(call));
        target.push(toHead, element, 0, element.length);
        byte[] targetKey = call.args().copy(2);
        call.touched(call.db(), targetKey);
        call.notify(call.db(), targetKey, KeyEvent.LIST, toHead ? "lpush" : "rpush");
        ListChanges.elementsRemoved(call, 1, source, fromHead, 1);
        return call.reply().bulk(element);
    }
}
