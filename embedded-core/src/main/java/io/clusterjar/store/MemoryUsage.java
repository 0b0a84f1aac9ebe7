package io.clusterjar.store;

import java.util.Iterator;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a key would take in a Redis server on a 64-bit machine with jemalloc, reckoned from Redis 7.2's structures as
 * {@code MEMORY USAGE} does: elements of large collections are sampled, so that the size of a value does not matter. Sizes of
 * structures are in bytes.
 */
public final class MemoryUsage {
    private static final int OBJECT = 16;
    private static final int POINTER = 8;
    private static final int TABLE_ENTRY = 24;
    private static final int TABLE = 56;
    private static final int QUICKLIST = 40;
    private static final int QUICKLIST_NODE = 40;
    private static final int SORTED_SET = 16 + 32;
    private static final int SKIP_LIST_LEVEL = 16;
    private static final int SKIP_LIST_NODE = 24;
    private static final int SKIP_LIST_HEADER = SKIP_LIST_NODE + 32 * SKIP_LIST_LEVEL;
    private static final int STREAM = 80;
    private static final int STREAM_GROUP = 40;
    private static final int STREAM_CONSUMER = 32;
    private static final int STREAM_DELIVERY = 24;
    private static final int STREAM_ID = 16;
    private static final int RADIX_NODE = 4 + 30 * POINTER;
    /** What Redis allocates for the last node of a stream, which grows. */
    private static final int STREAM_NODE_SPACE = 4096;
    /** Ids from which the shape of a radix tree is judged, when there are more. */
    private static final int MAX_IDS = 512;

    private final long samples;

    private MemoryUsage(long samples) {
        this.samples = samples;
    }

    /**
     * The bytes that a key and its value take.
     *
     * @param samples how many elements of a collection are looked at, 1 or more
     * @param bySlot whether keys are chained by slot, as in cluster mode
     */
    public static long of(KeyEntry entry, long samples, boolean bySlot) {
        long key = text(entry.key().length) + TABLE_ENTRY + (bySlot ? 2 * POINTER : 0);
        return key + new MemoryUsage(samples).value(entry.value());
    }

    private long value(Value value) {
        if (value instanceof StringValue string) {
            return string(string);
        } else if (value instanceof ListValue list) {
            return list(list);
        } else if (value instanceof SetValue set) {
            return set(set);
        } else if (value instanceof HashValue hash) {
            return hash(hash);
        } else if (value instanceof SortedSetValue sortedSet) {
            return sortedSet(sortedSet);
        }
        return stream((StreamValue) value);
    }

    private static long string(StringValue string) {
        if (string.isInteger()) {
            return OBJECT;
        }
        if (string.encoding().equals("embstr")) {
            return allocated(OBJECT + 3 + string.lengthBytes() + 1L);
        }
        int capacity = string.array().length; // a short one that grew has the header of longer ones
        return OBJECT + allocated((capacity < 1 << 8 ? 3 : capacity < 1 << 16 ? 5 : 9) + capacity + 1L);
    }

    private long list(ListValue list) {
        if (list.encoding().equals("listpack")) {
            return OBJECT + allocated(list.head().pack.lengthBytes());
        }
        long sampled = 0;
        long count = 0;
        for (ListNode node = list.head(); node != null && count < samples; node = node.next) {
            sampled += QUICKLIST_NODE + allocated(node.pack.lengthBytes());
            count++;
        }
        return OBJECT + QUICKLIST + scaled(sampled, count, list.nodeCount());
    }

    private long set(SetValue set) {
        Intset integers = set.intset();
        if (integers != null) {
            return OBJECT + allocated(integers.lengthBytes());
        }
        return set.table() == null ? pack(set.listpack()) : table(set.table(), member -> text(member.key().length));
    }

    private long hash(HashValue hash) {
        return hash.table() == null
                ? pack(hash.listpack())
                : table(hash.table(), field -> text(field.key().length) + text(field.value().length));
    }

    private long sortedSet(SortedSetValue set) {
        if (set.table() == null) {
            return pack(set.listpack());
        }
        return SORTED_SET + allocated(SKIP_LIST_HEADER) + table(set.table(), MemoryUsage::skipListMember);
    }

    private static long skipListMember(ScoreEntry member) {
        int levels = member instanceof SkipNode node ? node.levels() : 1;
        return text(member.key().length) + allocated(SKIP_LIST_NODE + (long) levels * SKIP_LIST_LEVEL);
    }

    private static long pack(@Nullable Listpack pack) {
        return OBJECT + (pack == null ? 0 : allocated(pack.lengthBytes()));
    }

    private <E extends DictEntry> long table(Dict<E> table, ToLongFunction<? super E> size) {
        long[] sampled = new long[2]; // bytes, elements
        table.forEachWhile(entry -> {
            sampled[0] += TABLE_ENTRY + size.applyAsLong(entry);
            return ++sampled[1] < samples;
        });
        return OBJECT + TABLE + (long) POINTER * table.buckets() + scaled(sampled[0], sampled[1], table.size());
    }

    // ---- streams

    private long stream(StreamValue stream) {
        int nodes = stream.nodeCount();
        long bytes = OBJECT
                + STREAM
                + radixTree(
                        nodes,
                        IntStream.range(0, nodes).mapToObj(stream::nodeId).iterator());
        if (nodes > 0) {
            long sampled = 0;
            long count = Math.min(samples, nodes - 1L);
            for (int i = 0; i < count; i++) {
                sampled += allocated(stream.nodePack(i).lengthBytes());
            }
            int last = stream.nodePack(nodes - 1).lengthBytes();
            bytes += scaled(sampled, count, nodes - 1L) + allocated(Math.max(STREAM_NODE_SPACE, last));
        }
        for (StreamGroup group : stream.groups().values()) {
            bytes += group(group);
        }
        return bytes;
    }

    private static long group(StreamGroup group) {
        int pending = group.pending().size();
        long bytes = STREAM_GROUP + (long) STREAM_DELIVERY * pending;
        bytes += radixTree(pending, group.pending().keySet().iterator());
        for (StreamConsumer consumer : group.consumers()) {
            bytes += STREAM_CONSUMER + consumer.name().length;
            bytes += radixTree(
                    consumer.pending().size(), consumer.pending().keySet().iterator());
        }
        return bytes;
    }

    /** A radix tree over {@code size} ids, its shape judged from the first of them. */
    private static long radixTree(int size, Iterator<StreamId> ids) {
        int count = Math.min(size, MAX_IDS);
        byte[][] keys = new byte[count][];
        for (int i = 0; i < count; i++) {
            keys[i] = ids.next().toBytes();
        }
        long nodes = RadixTree.nodes(keys, count);
        return (long) STREAM_ID * size + RADIX_NODE * (count == size ? nodes : scaled(nodes, count, size));
    }

    // ---- the allocator

    private static long scaled(long sampled, long count, long all) {
        return count == 0 ? 0 : (long) ((double) sampled / count * all);
    }

    /** A text of its own, with the smallest header for its length. */
    private static long text(int length) {
        int header = length < 1 << 5 ? 1 : length < 1 << 8 ? 3 : length < 1 << 16 ? 5 : 9;
        return allocated(header + length + 1L);
    }

    /** What jemalloc takes for so many bytes: four sizes between one power of two and the next. */
    private static long allocated(long bytes) {
        if (bytes <= 8) {
            return 8;
        }
        long step = Math.max(16, Long.highestOneBit(bytes - 1) >> 2);
        return (bytes + step - 1) / step * step;
    }
}
