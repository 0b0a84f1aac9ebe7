package io.clusterjar.command.stream;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.StreamId;
import io.clusterjar.store.StreamValue;

/** Commands that look at entries. */
final class StreamReads {
    private StreamReads() {}

    static Outcome xlen(Call call) {
        StreamValue stream = call.read(1, StreamValue.class);
        return call.reply().integer(stream == null ? 0 : stream.length());
    }

    static Outcome xrange(Call call, boolean reverse) {
        Args args = call.args();
        StreamId start = StreamIds.start(args, reverse ? 3 : 2);
        StreamId end = StreamIds.end(args, reverse ? 2 : 3);
        long count = -1;
        for (int word = 4; word < args.count(); word += 2) {
            if (!args.is(word, "count") || word + 1 == args.count()) {
                throw CommandError.syntax();
            }
            count = Math.max(0, Words.integer(args, word + 1));
        }
        StreamValue stream = call.read(1, StreamValue.class);
        if (stream == null) {
            return call.reply().array(0);
        }
        if (count == 0) {
            return call.reply().nullArray();
        }
        StreamReply.entries(call.reply(), stream.cursor(start, end, reverse), Math.max(0, count));
        return call.reply().done();
    }
}
