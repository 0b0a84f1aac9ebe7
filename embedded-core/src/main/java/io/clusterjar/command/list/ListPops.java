package io.clusterjar.command.list;

import io.clusterjar.base.Bytes;
import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.command.Timeouts;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.ListValue;
import io.clusterjar.store.ValueType;

/** Commands that take elements off one end of a list, or of the first list that has some. */
final class ListPops {
    private ListPops() {}

    static Outcome pop(Call call, boolean atHead) {
        Args args = call.args();
        if (args.count() > 3) {
            throw new CommandError("ERR wrong number of arguments for '" + (atHead ? "lpop" : "rpop") + "' command");
        }
        boolean counted = args.count() == 3;
        long count =
                counted ? Words.integer(args, 2, 0, Long.MAX_VALUE, "ERR value is out of range, must be positive") : 1;
        ListValue list = call.write(1, ListValue.class);
        Reply reply = call.reply();
        if (list == null) {
            return counted ? reply.nullArray() : reply.nullBulk();
        }
        if (counted) {
            return count == 0 ? reply.array(0) : popMany(call, 1, list, atHead, count);
        }
        popOne(list, atHead, reply);
        ListChanges.elementsRemoved(call, 1, list, atHead, 1);
        return reply.done();
    }

    static Outcome blockingPop(Call call, boolean atHead) {
        Args args = call.args();
        int timeoutWord = args.count() - 1;
        long timeoutMs = Timeouts.secondsAsMs(call, timeoutWord);
        for (int key = 1; key < timeoutWord; key++) {
            ListValue list = call.write(key, ListValue.class);
            if (list != null) {
                call.reply().array(2);
                call.reply().bulk(args.buffer(), args.offset(key), args.length(key));
                popOne(list, atHead, call.reply());
                call.propagateAs(atHead ? ListChanges.LPOP : ListChanges.RPOP, args.copy(key));
                ListChanges.elementsRemoved(call, key, list, atHead, 1);
                return call.reply().done();
            }
        }
        return call.waitForKeys(1, timeoutWord - 1, ValueType.LIST, timeoutMs);
    }

    static Outcome lmpop(Call call) {
        PopOptions options = PopOptions.read(call.args(), 1);
        return popFirst(call, options, 2) ? call.reply().done() : call.reply().nullArray();
    }

    static Outcome blmpop(Call call) {
        PopOptions options = PopOptions.read(call.args(), 2);
        long timeoutMs = Timeouts.secondsAsMs(call, 1);
        return popFirst(call, options, 3)
                ? call.reply().done()
                : call.waitForKeys(3, 2 + options.keys, ValueType.LIST, timeoutMs);
    }

    private static boolean popFirst(Call call, PopOptions options, int firstKey) {
        Args args = call.args();
        for (int key = firstKey; key < firstKey + options.keys; key++) {
            ListValue list = call.write(key, ListValue.class);
            if (list != null) {
                long count = Math.min(options.count, list.size());
                call.propagateAs(
                        options.atHead ? ListChanges.LPOP : ListChanges.RPOP, args.copy(key), Bytes.decimal(count));
                call.reply().array(2);
                call.reply().bulk(args.buffer(), args.offset(key), args.length(key));
                popMany(call, key, list, options.atHead, count);
                return true;
            }
        }
        return false;
    }

    private static void popOne(ListValue list, boolean atHead, Reply reply) {
        byte[] element = list.pop(atHead);
        if (element == null) {
            throw new AssertionError("a list in the key space is empty");
        }
        reply.bulk(element);
    }

    private static Outcome popMany(Call call, int key, ListValue list, boolean atHead, long most) {
        long count = Math.min(most, list.size());
        Reply reply = call.reply();
        reply.array(count);
        list.forRange(atHead ? 0 : -1, count, !atHead, reply::bulk);
        list.removeRange(atHead ? 0 : list.size() - count, count);
        ListChanges.elementsRemoved(call, key, list, atHead, count);
        return reply.done();
    }

    /** {@code numkeys key [key ...] LEFT | RIGHT [COUNT count]}. */
    private static final class PopOptions {
        private int keys;
        private boolean atHead;
        private long count = 1;

        static PopOptions read(Args args, int numkeysWord) {
            PopOptions options = new PopOptions();
            long keys = Words.integer(args, numkeysWord, 1, Long.MAX_VALUE, "ERR numkeys should be greater than 0");
            if (keys >= args.count() - numkeysWord - 1) {
                throw CommandError.syntax();
            }
            options.keys = (int) keys;
            int word = numkeysWord + options.keys + 1;
            options.atHead = ListChanges.isLeft(args, word++);
            boolean counted = false;
            for (; word < args.count(); word += 2) {
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
