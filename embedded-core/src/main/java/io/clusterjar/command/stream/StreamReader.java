package io.clusterjar.command.stream;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
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
import io.clusterjar.store.ValueType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code XREAD} and {@code XREADGROUP}: what comes after an id, from several streams, now or when there is something. In a
 * group, {@code >} gives what nobody of the group was given yet; any other id gives what the consumer did not acknowledge.
 */
final class StreamReader {
    private final Call call;
    private final Args args;
    private final Reply reply;
    private final boolean grouped;
    private long timeoutMs = -1;
    private long count;
    private boolean noAck;
    private byte @Nullable [] groupName;
    private byte[] consumerName = {};
    private int firstKey;
    private int keys;
    private StreamId[] after = {};
    private @Nullable StreamGroup[] groups = {};

    private StreamReader(Call call, boolean grouped) {
        this.call = call;
        this.args = call.args();
        this.reply = call.reply();
        this.grouped = grouped;
    }

    static Outcome read(Call call, boolean grouped) {
        StreamReader reader = new StreamReader(call, grouped);
        call.propagateNothing(); // what is delivered is said entry by entry
        reader.readOptions();
        reader.readIds();
        return reader.serve();
    }

    // ---- the words

    private void readOptions() {
        for (int word = 1; word < args.count() && firstKey == 0; word++) {
            int more = args.count() - word - 1;
            if (more > 0 && args.is(word, "block")) {
                readTimeout(++word);
            } else if (more > 0 && args.is(word, "count")) {
                count = Math.max(0, Words.integer(args, ++word));
            } else if (more > 0 && args.is(word, "streams")) {
                readStreams(word + 1);
            } else if (more > 1 && args.is(word, "group")) {
                onlyInGroups("GROUP");
                groupName = args.copy(++word);
                consumerName = args.copy(++word);
            } else if (args.is(word, "noack")) {
                onlyInGroups("NOACK");
                noAck = true;
            } else {
                throw CommandError.syntax();
            }
        }
        if (firstKey == 0) {
            throw CommandError.syntax();
        }
        if (grouped && groupName == null) {
            throw new CommandError("ERR Missing GROUP option for XREADGROUP");
        }
    }

    private void readTimeout(int word) {
        timeoutMs = Words.integer(args, word, "ERR timeout is not an integer or out of range");
        if (timeoutMs < 0) {
            throw new CommandError("ERR timeout is negative");
        }
        if (timeoutMs > Long.MAX_VALUE - call.nowMs()) {
            throw new CommandError("ERR timeout is out of range");
        }
    }

    private void readStreams(int word) {
        if ((args.count() - word) % 2 != 0) {
            throw new CommandError("ERR Unbalanced '" + (grouped ? "xreadgroup" : "xread")
                    + "' list of streams: for each stream key an ID or '" + (grouped ? '>' : '$')
                    + "' must be specified.");
        }
        firstKey = word;
        keys = (args.count() - word) / 2;
    }

    private void onlyInGroups(String option) {
        if (!grouped) {
            throw new CommandError(
                    "ERR The " + option + " option is only supported by XREADGROUP. You called XREAD instead.");
        }
    }

    private void readIds() {
        after = new StreamId[keys];
        groups = new StreamGroup[keys];
        for (int i = 0; i < keys; i++) {
            StreamValue stream = call.read(firstKey + i, StreamValue.class);
            if (groupName != null) {
                groups[i] = group(stream, groupName, firstKey + i);
            }
            after[i] = readId(firstKey + keys + i, stream);
        }
    }

    private StreamGroup group(@Nullable StreamValue stream, byte[] name, int key) {
        StreamGroup group = stream == null ? null : stream.group(name);
        if (group == null) {
            throw new CommandError("NOGROUP No such key '" + args.text(key) + "' or consumer group '"
                    + io.clusterjar.base.Bytes.text(name) + "' in XREADGROUP with GROUP option");
        }
        return group;
    }

    private StreamId readId(int word, @Nullable StreamValue stream) {
        if (args.is(word, "$")) {
            if (grouped) {
                throw new CommandError("ERR The $ ID is meaningless in the context of XREADGROUP: you want to read the "
                        + "history of this consumer by specifying a proper ID, or use the > ID to get new messages. "
                        + "The $ ID would just return an empty result set.");
            }
            return stream == null ? StreamId.MIN : stream.lastId();
        }
        if (args.is(word, ">")) {
            if (!grouped) {
                throw new CommandError("ERR The > ID can be specified only when calling XREADGROUP using the GROUP "
                        + "<group> <consumer> option.");
            }
            return StreamId.MAX;
        }
        return StreamIds.strict(args, word);
    }

    // ---- the reply

    private Outcome serve() {
        int start = reply.out().length();
        int served = 0;
        for (int i = 0; i < keys; i++) {
            StreamValue stream = call.read(firstKey + i, StreamValue.class);
            StreamGroup group = groups[i];
            if (stream != null && (group != null ? serveGroup(i, stream, group) : servePlain(i, stream))) {
                served++;
            }
        }
        if (served > 0) {
            if (reply.out().version() == 2) {
                reply.out().arrayBefore(start, served);
            } else {
                reply.out().mapBefore(start, served);
            }
            return reply.done();
        }
        return timeoutMs < 0
                ? reply.nullArray()
                : call.waitForKeys(again(), firstKey, firstKey + keys - 1, ValueType.STREAM, timeoutMs, grouped);
    }

    /** The call that is made when there may be something: {@code $} stands for what was last when the wait began. */
    private Args again() {
        byte[][] words = args.toArray();
        for (int i = 0; i < keys; i++) {
            int word = firstKey + keys + i;
            words[word] = args.is(word, "$") ? after[i].text() : words[word];
        }
        return Args.of(words);
    }

    private void key(int i) {
        if (reply.out().version() == 2) {
            reply.array(2);
        }
        reply.bulk(args.buffer(), args.offset(firstKey + i), args.length(firstKey + i));
    }

    private boolean servePlain(int i, StreamValue stream) {
        StreamId last = stream.length() == 0 ? null : stream.edge(false);
        if (last == null || !last.isAfter(after[i])) {
            return false;
        }
        key(i);
        StreamReply.entries(reply, stream.cursor(after[i].next(), StreamId.MAX, false), count);
        return true;
    }

    private boolean serveGroup(int i, StreamValue stream, StreamGroup group) {
        byte[] key = args.copy(firstKey + i);
        StreamConsumer consumer = consumer(key, group);
        if (!after[i].equals(StreamId.MAX)) {
            key(i);
            history(stream, consumer, after[i].next());
            call.dirty(1);
            return true;
        }
        StreamId last = stream.length() == 0 ? null : stream.edge(false);
        if (last == null || !last.isAfter(group.lastId())) {
            return false;
        }
        key(i);
        deliver(key, stream, group, consumer);
        call.dirty(1);
        return true;
    }

    private StreamConsumer consumer(byte[] key, StreamGroup group) {
        if (noAck && groupName != null && group.consumer(consumerName) == null) {
            StreamPropagation.consumer(call, key, groupName, consumerName);
        }
        return StreamConsumers.seen(call, key, group, consumerName);
    }

    /** Gives the consumer what comes after the last entry that anybody of the group was given. */
    private void deliver(byte[] key, StreamValue stream, StreamGroup group, StreamConsumer consumer) {
        byte[] name = groupName;
        assert name != null;
        int start = reply.out().length();
        long found = 0;
        StreamCursor cursor = stream.cursor(group.lastId().next(), StreamId.MAX, false);
        while ((count == 0 || found < count) && cursor.next()) {
            StreamId id = cursor.id();
            stream.advance(group, id);
            StreamReply.entry(reply, cursor);
            if (!noAck) {
                StreamDelivery delivery = delivered(group, consumer, id);
                StreamPropagation.delivery(call, key, name, group, id.text(), delivery);
            }
            found++;
        }
        if (noAck && found > 0) {
            StreamPropagation.position(call, key, name, group);
        }
        reply.out().arrayBefore(start, found);
    }

    /** The entry may be pending already, when the group was set back. */
    private StreamDelivery delivered(StreamGroup group, StreamConsumer consumer, StreamId id) {
        consumer.active(call.nowMs());
        StreamDelivery pending = group.pending().get(id);
        if (pending == null) {
            return group.deliver(id, consumer, call.nowMs(), 1);
        }
        group.give(id, pending, consumer);
        pending.delivered(call.nowMs(), 1);
        return pending;
    }

    /** What the consumer was given and did not acknowledge; entries that are deleted show their id alone. */
    private void history(StreamValue stream, StreamConsumer consumer, StreamId from) {
        int start = reply.out().length();
        long found = 0;
        for (Map.Entry<StreamId, StreamDelivery> pending :
                consumer.pending().tailMap(from, true).entrySet()) {
            if (count != 0 && found == count) {
                break;
            }
            StreamDelivery delivery = pending.getValue();
            if (StreamReply.entry(reply, stream, pending.getKey())) {
                delivery.delivered(call.nowMs(), delivery.count() + 1);
            } else {
                reply.array(2);
                StreamReply.id(reply, pending.getKey());
                reply.nullArray();
            }
            found++;
        }
        reply.out().arrayBefore(start, found);
    }
}
