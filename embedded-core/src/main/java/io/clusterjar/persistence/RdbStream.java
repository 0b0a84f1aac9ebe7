package io.clusterjar.persistence;

import io.clusterjar.store.CorruptEncoding;
import io.clusterjar.store.Listpack;
import io.clusterjar.store.StreamConsumer;
import io.clusterjar.store.StreamDelivery;
import io.clusterjar.store.StreamGroup;
import io.clusterjar.store.StreamId;
import io.clusterjar.store.StreamValue;
import java.util.Map;
import java.util.TreeMap;

/**
 * Streams in RDB: their nodes as they are, then counters and groups. Written in the third version of the format; in the first
 * one some counters and in both older ones the consumers' active times are missing, and are reckoned from the rest.
 */
final class RdbStream {
    private static final int ID_BYTES = 16;

    private RdbStream() {}

    // ---- writing

    static void write(RdbOut out, StreamValue stream) {
        out.length(stream.nodeCount());
        for (int i = 0; i < stream.nodeCount(); i++) {
            Listpack pack = stream.nodePack(i);
            out.string(stream.nodeId(i).toBytes());
            out.string(pack.array(), 0, pack.lengthBytes());
        }
        out.length(stream.length());
        id(out, stream.lastId());
        id(out, stream.firstId());
        id(out, stream.maxDeletedId());
        out.length(stream.entriesAdded());
        out.length(stream.groups().size());
        for (Map.Entry<byte[], StreamGroup> entry : stream.groups().entrySet()) {
            out.string(entry.getKey());
            group(out, entry.getValue());
        }
    }

    private static void id(RdbOut out, StreamId id) {
        out.length(id.ms());
        out.length(id.seq());
    }

    private static void group(RdbOut out, StreamGroup group) {
        id(out, group.lastId());
        out.length(group.entriesRead());
        out.length(group.pending().size());
        for (Map.Entry<StreamId, StreamDelivery> pending : group.pending().entrySet()) {
            out.raw(pending.getKey().toBytes(), 0, ID_BYTES);
            out.longLe(pending.getValue().deliveredAtMs());
            out.length(pending.getValue().count());
        }
        out.length(group.consumers().size());
        for (StreamConsumer consumer : group.consumers()) {
            out.string(consumer.name());
            out.longLe(consumer.seenAtMs());
            out.longLe(consumer.activeAtMs());
            out.length(consumer.pending().size());
            for (StreamId pending : consumer.pending().keySet()) {
                out.raw(pending.toBytes(), 0, ID_BYTES);
            }
        }
    }

    // ---- reading

    static StreamValue read(RdbIn in, int type) {
        StreamValue stream = new StreamValue();
        for (long left = in.length(); left != 0; left--) {
            node(in, stream);
        }
        long length = in.length();
        StreamId lastId = id(in);
        if (type == RdbFormat.TYPE_STREAM_LISTPACKS) {
            StreamId first = stream.edge(true);
            stream.restore(length, lastId, first == null ? StreamId.MIN : first, StreamId.MIN, length);
        } else {
            StreamId firstId = id(in);
            StreamId maxDeletedId = id(in);
            stream.restore(length, lastId, firstId, maxDeletedId, in.length());
        }
        if (length != stream.countEntries()) {
            throw in.corrupt("stream's length is not that of its entries");
        }
        for (long left = in.length(); left != 0; left--) {
            group(in, stream, type);
        }
        return stream;
    }

    private static void node(RdbIn in, StreamValue stream) {
        byte[] key = in.string();
        if (key.length != ID_BYTES) {
            throw in.corrupt("stream node's id of " + key.length + " bytes");
        }
        long before = in.offset();
        try {
            stream.addNode(StreamId.read(key, 0), Listpack.wrap(in.string()));
        } catch (CorruptEncoding corrupt) {
            throw new CorruptRdb("encoded value is damaged (" + corrupt.getMessage() + " of it)", before);
        }
    }

    private static StreamId id(RdbIn in) {
        long ms = in.length();
        return new StreamId(ms, in.length());
    }

    private static StreamId rawId(RdbIn in) {
        return StreamId.read(in.raw(ID_BYTES), 0);
    }

    private static void group(RdbIn in, StreamValue stream, int type) {
        byte[] name = in.string();
        StreamId lastId = id(in);
        long read = type == RdbFormat.TYPE_STREAM_LISTPACKS ? stream.estimateEntriesUpTo(lastId) : in.length();
        if (stream.group(name) != null) {
            throw in.corrupt("stream has a group twice");
        }
        StreamGroup group = stream.addGroup(name, lastId, read);
        TreeMap<StreamId, Pending> unowned = new TreeMap<>();
        for (long left = in.length(); left != 0; left--) {
            StreamId id = rawId(in);
            long deliveredAtMs = in.longLe();
            if (unowned.put(id, new Pending(deliveredAtMs, in.length())) != null) {
                throw in.corrupt("group has a pending entry twice");
            }
        }
        for (long left = in.length(); left != 0; left--) {
            consumer(in, group, unowned, type);
        }
        if (!unowned.isEmpty()) {
            throw in.corrupt("group has a pending entry that no consumer has");
        }
    }

    private static void consumer(RdbIn in, StreamGroup group, TreeMap<StreamId, Pending> unowned, int type) {
        byte[] name = in.string();
        long seenAtMs = in.longLe();
        long activeAtMs = type == RdbFormat.TYPE_STREAM_LISTPACKS_3 ? in.longLe() : seenAtMs;
        if (group.consumer(name) != null) {
            throw in.corrupt("group has a consumer twice");
        }
        StreamConsumer consumer = group.addConsumer(name, seenAtMs, activeAtMs);
        for (long left = in.length(); left != 0; left--) {
            StreamId id = rawId(in);
            Pending pending = unowned.remove(id);
            if (pending == null) {
                throw in.corrupt("consumer has a pending entry that its group has not");
            }
            group.deliver(id, consumer, pending.deliveredAtMs, pending.count);
        }
    }

    private record Pending(long deliveredAtMs, long count) {}
}
