package io.clusterjar.command.stream;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Help;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.StreamConsumer;
import io.clusterjar.store.StreamCursor;
import io.clusterjar.store.StreamDelivery;
import io.clusterjar.store.StreamGroup;
import io.clusterjar.store.StreamId;
import io.clusterjar.store.StreamValue;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;

/** {@code XINFO}. */
final class StreamInfo {
    private static final int KEY = 2;
    private static final long DEFAULT_COUNT = 10;
    private static final int COMMON_FIELDS = 7;

    private StreamInfo() {}

    private static StreamValue stream(Call call) {
        StreamValue stream = call.read(KEY, StreamValue.class);
        if (stream == null) {
            throw new CommandError("ERR no such key");
        }
        return stream;
    }

    static Outcome consumers(Call call) {
        Reply reply = call.reply();
        StreamGroup group = stream(call).group(call.args().copy(3));
        if (group == null) {
            throw StreamGroups.noGroup(call.args(), 3, KEY);
        }
        reply.array(group.consumers().size());
        for (StreamConsumer consumer : group.consumers()) {
            boolean active = consumer.activeAtMs() != StreamConsumer.NEVER;
            reply.map(4);
            reply.bulk("name");
            reply.bulk(consumer.name());
            field(reply, "pending", consumer.pending().size());
            field(reply, "idle", Math.max(0, call.nowMs() - consumer.seenAtMs()));
            field(reply, "inactive", active ? call.nowMs() - consumer.activeAtMs() : StreamConsumer.NEVER);
        }
        return reply.done();
    }

    static Outcome groups(Call call) {
        Reply reply = call.reply();
        StreamValue stream = stream(call);
        reply.array(stream.groups().size());
        for (Map.Entry<byte[], StreamGroup> entry : stream.groups().entrySet()) {
            StreamGroup group = entry.getValue();
            reply.map(6);
            reply.bulk("name");
            reply.bulk(entry.getKey());
            field(reply, "consumers", group.consumers().size());
            field(reply, "pending", group.pending().size());
            progress(reply, stream, group);
        }
        return reply.done();
    }

    /** How far a group has come. */
    private static void progress(Reply reply, StreamValue stream, StreamGroup group) {
        field(reply, "last-delivered-id", group.lastId());
        known(reply, "entries-read", group.entriesRead(), group.entriesRead() != StreamGroup.UNKNOWN);
        OptionalLong lag = stream.lag(group);
        known(reply, "lag", lag.orElse(0), lag.isPresent());
    }

    static Outcome one(Call call) {
        StreamValue stream = stream(call);
        Args args = call.args();
        if (args.count() == 3) {
            return brief(call.reply(), stream);
        }
        boolean counted = args.count() == 6;
        if ((args.count() != 4 && !counted) || !args.is(3, "full") || (counted && !args.is(4, "count"))) {
            throw StreamGroups.wrongWords(args);
        }
        long count = counted ? Words.integer(args, 5) : DEFAULT_COUNT;
        return full(call.reply(), stream, count < 0 ? DEFAULT_COUNT : count);
    }

    private static void counters(Reply reply, StreamValue stream) {
        field(reply, "length", stream.length());
        field(reply, "radix-tree-keys", stream.nodeCount());
        field(reply, "radix-tree-nodes", stream.radixTreeNodes());
        field(reply, "last-generated-id", stream.lastId());
        field(reply, "max-deleted-entry-id", stream.maxDeletedId());
        field(reply, "entries-added", stream.entriesAdded());
        field(reply, "recorded-first-entry-id", stream.firstId());
    }

    private static Outcome brief(Reply reply, StreamValue stream) {
        reply.map(COMMON_FIELDS + 3);
        counters(reply, stream);
        field(reply, "groups", stream.groups().size());
        edge(reply, "first-entry", stream.cursor(StreamId.MIN, StreamId.MAX, false));
        edge(reply, "last-entry", stream.cursor(StreamId.MIN, StreamId.MAX, true));
        return reply.done();
    }

    private static void edge(Reply reply, String name, StreamCursor cursor) {
        reply.bulk(name);
        if (cursor.next()) {
            StreamReply.entry(reply, cursor);
        } else {
            reply.nullBulk();
        }
    }

    private static Outcome full(Reply reply, StreamValue stream, long count) {
        reply.map(COMMON_FIELDS + 2);
        counters(reply, stream);
        reply.bulk("entries");
        StreamReply.entries(reply, stream.cursor(StreamId.MIN, StreamId.MAX, false), count);
        reply.bulk("groups");
        reply.array(stream.groups().size());
        for (Map.Entry<byte[], StreamGroup> entry : stream.groups().entrySet()) {
            StreamGroup group = entry.getValue();
            reply.map(7);
            reply.bulk("name");
            reply.bulk(entry.getKey());
            progress(reply, stream, group);
            field(reply, "pel-count", group.pending().size());
            pending(reply, group.pending(), count, true);
            reply.bulk("consumers");
            reply.array(group.consumers().size());
            for (StreamConsumer consumer : group.consumers()) {
                reply.map(5);
                reply.bulk("name");
                reply.bulk(consumer.name());
                field(reply, "seen-time", consumer.seenAtMs());
                field(reply, "active-time", consumer.activeAtMs());
                field(reply, "pel-count", consumer.pending().size());
                pending(reply, consumer.pending(), count, false);
            }
        }
        return reply.done();
    }

    private static void pending(
            Reply reply, NavigableMap<StreamId, StreamDelivery> pending, long count, boolean withConsumer) {
        reply.bulk("pending");
        long shown = count == 0 ? pending.size() : Math.min(count, pending.size());
        reply.array(shown);
        for (Map.Entry<StreamId, StreamDelivery> entry : pending.entrySet()) {
            if (shown-- == 0) {
                break;
            }
            reply.array(withConsumer ? 4 : 3);
            StreamReply.id(reply, entry.getKey());
            if (withConsumer) {
                reply.bulk(entry.getValue().consumer().name());
            }
            reply.integer(entry.getValue().deliveredAtMs());
            reply.integer(entry.getValue().count());
        }
    }

    private static void field(Reply reply, String name, long value) {
        reply.bulk(name);
        reply.integer(value);
    }

    private static void field(Reply reply, String name, StreamId id) {
        reply.bulk(name);
        StreamReply.id(reply, id);
    }

    private static void known(Reply reply, String name, long value, boolean known) {
        reply.bulk(name);
        if (known) {
            reply.integer(value);
        } else {
            reply.nullBulk();
        }
    }

    static Outcome help(Call call) {
        return Help.reply(
                call,
                "XINFO",
                "CONSUMERS <key> <groupname>",
                "Show the consumers of a group.",
                "GROUPS <key>",
                "Show the groups of a stream.",
                "STREAM <key> [FULL [COUNT <count>]]",
                "Show a stream; with FULL its entries, groups and consumers too.");
    }
}
