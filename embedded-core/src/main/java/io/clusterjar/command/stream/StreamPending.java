package io.clusterjar.command.stream;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.StreamConsumer;
import io.clusterjar.store.StreamDelivery;
import io.clusterjar.store.StreamGroup;
import io.clusterjar.store.StreamId;
import io.clusterjar.store.StreamValue;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** {@code XACK} and {@code XPENDING}. */
final class StreamPending {
    private StreamPending() {}

    static Outcome xack(Call call) {
        Args args = call.args();
        StreamValue stream = call.read(1, StreamValue.class);
        StreamGroup group = stream == null ? null : stream.group(args.copy(2));
        if (group == null) {
            return call.reply().integer(0);
        }
        StreamId[] ids = new StreamId[args.count() - 3];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = StreamIds.strict(args, i + 3);
        }
        int acknowledged = 0;
        for (StreamId id : ids) {
            acknowledged += group.acknowledge(id) ? 1 : 0;
        }
        call.dirty(acknowledged);
        return call.reply().integer(acknowledged);
    }

    static Outcome xpending(Call call) {
        Args args = call.args();
        int words = args.count();
        if (words == 3) {
            return summary(call.reply(), group(call));
        }
        if (words < 6 || words > 9) {
            throw CommandError.syntax();
        }
        int startWord = 3;
        long minIdleMs = 0;
        if (args.is(3, "idle")) {
            minIdleMs = Words.integer(args, 4);
            if (words < 8) {
                throw CommandError.syntax();
            }
            startWord = 5;
        }
        long count = Words.integer(args, startWord + 2);
        StreamId start = StreamIds.start(args, startWord);
        StreamId end = StreamIds.end(args, startWord + 1);
        StreamGroup group = group(call);
        NavigableMap<StreamId, StreamDelivery> pending = group.pending();
        if (startWord + 3 < words) {
            StreamConsumer consumer = group.consumer(args.copy(startWord + 3));
            if (consumer == null) {
                return call.reply().array(0);
            }
            pending = consumer.pending();
        }
        return start.isAfter(end)
                ? call.reply().array(0)
                : list(call, pending.subMap(start, true, end, true), minIdleMs, count);
    }

    private static StreamGroup group(Call call) {
        return StreamGroups.group(call.args(), call.read(1, StreamValue.class), 1, 2);
    }

    /** How many are pending, from which id to which, and how many each consumer has. */
    private static Outcome summary(Reply reply, StreamGroup group) {
        reply.array(4);
        reply.integer(group.pending().size());
        if (group.pending().isEmpty()) {
            reply.nullBulk();
            reply.nullBulk();
            return reply.nullArray();
        }
        StreamReply.id(reply, group.pending().firstKey());
        StreamReply.id(reply, group.pending().lastKey());
        List<StreamConsumer> busy = group.consumers().stream()
                .filter(consumer -> !consumer.pending().isEmpty())
                .toList();
        reply.array(busy.size());
        for (StreamConsumer consumer : busy) {
            reply.array(2);
            reply.bulk(consumer.name());
            reply.bulkInteger(consumer.pending().size());
        }
        return reply.done();
    }

    private static Outcome list(Call call, NavigableMap<StreamId, StreamDelivery> pending, long minIdleMs, long count) {
        Reply reply = call.reply();
        int start = reply.out().length();
        long found = 0;
        for (Map.Entry<StreamId, StreamDelivery> entry : pending.entrySet()) {
            if (found >= count) {
                break;
            }
            StreamDelivery delivery = entry.getValue();
            long idleMs = call.nowMs() - delivery.deliveredAtMs();
            if (minIdleMs == 0 || idleMs >= minIdleMs) {
                reply.array(4);
                StreamReply.id(reply, entry.getKey());
                reply.bulk(delivery.consumer().name());
                reply.integer(Math.max(0, idleMs));
                reply.integer(delivery.count());
                found++;
            }
        }
        reply.out().arrayBefore(start, found);
        return reply.done();
    }
}
