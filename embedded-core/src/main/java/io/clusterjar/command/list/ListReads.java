package io.clusterjar.command.list;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.ListValue;
import java.util.ArrayList;
import java.util.List;

/** Commands that look at a list. */
final class ListReads {
    private ListReads() {}

    static Outcome llen(Call call) {
        ListValue list = call.read(1, ListValue.class);
        return call.reply().integer(list == null ? 0 : list.size());
    }

    static Outcome lindex(Call call) {
        ListValue list = call.read(1, ListValue.class);
        if (list == null) {
            return call.reply().nullBulk();
        }
        byte[] element = list.get(Words.integer(call.args(), 2));
        return element == null ? call.reply().nullBulk() : call.reply().bulk(element);
    }

    static Outcome lrange(Call call) {
        long start = Words.integer(call.args(), 2);
        long stop = Words.integer(call.args(), 3);
        ListValue list = call.read(1, ListValue.class);
        Reply reply = call.reply();
        if (list == null) {
            return reply.array(0);
        }
        long size = list.size();
        long from = start < 0 ? Math.max(0, start + size) : start;
        long to = Math.min(size - 1, stop < 0 ? stop + size : stop);
        if (from > to || from >= size) {
            return reply.array(0);
        }
        reply.array(to - from + 1);
        list.forRange(from, to - from + 1, false, reply::bulk);
        return reply.done();
    }

    static Outcome lpos(Call call) {
        LposOptions options = LposOptions.read(call.args());
        ListValue list = call.read(1, ListValue.class);
        List<Long> found = list == null ? List.of() : positions(call.args(), list, options);
        if (options.count < 0) {
            return found.isEmpty() ? call.reply().nullBulk() : call.reply().integer(found.get(0));
        }
        call.reply().array(found.size());
        found.forEach(call.reply()::integer);
        return call.reply().done();
    }

    private static List<Long> positions(Args args, ListValue list, LposOptions options) {
        List<Long> found = new ArrayList<>();
        boolean reverse = options.rank < 0;
        long skip = Math.abs(options.rank) - 1;
        long wanted = options.count < 0 ? 1 : options.count == 0 ? Long.MAX_VALUE : options.count;
        long looks = options.maxLength == 0 ? Long.MAX_VALUE : options.maxLength;
        ListValue.Cursor at = list.cursor(reverse ? -1 : 0, reverse);
        for (long index = 0; at.hasElement() && index < looks && found.size() < wanted; index++) {
            if (at.matches(args.buffer(), args.offset(2), args.length(2)) && skip-- <= 0) {
                found.add(reverse ? list.size() - 1 - index : index);
            }
            at.advance();
        }
        return found;
    }

    /** {@code [RANK rank] [COUNT matches] [MAXLEN length]}. */
    private static final class LposOptions {
        private long rank = 1;
        private long count = -1;
        private long maxLength;

        static LposOptions read(Args args) {
            LposOptions options = new LposOptions();
            for (int word = 3; word < args.count(); word += 2) {
                if (word + 1 == args.count()) {
                    throw CommandError.syntax();
                }
                options.read(args, word);
            }
            return options;
        }

        private void read(Args args, int word) {
            if (args.is(word, "rank")) {
                rank = Words.integer(args, word + 1);
                if (rank == Long.MIN_VALUE) {
                    throw new CommandError("ERR value is out of range, value must between " + -Long.MAX_VALUE + " and "
                            + Long.MAX_VALUE);
                }
                if (rank == 0) {
                    throw new CommandError(
                            "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second"
                                    + " ... or use negative to start from the end of the list");
                }
            } else if (args.is(word, "count")) {
                count = Words.integer(args, word + 1, 0, Long.MAX_VALUE, "ERR COUNT can't be negative");
            } else if (args.is(word, "maxlen")) {
                maxLength = Words.integer(args, word + 1, 0, Long.MAX_VALUE, "ERR MAXLEN can't be negative");
            } else {
                throw CommandError.syntax();
            }
        }
    }
}
