package io.clusterjar.store;

import io.clusterjar.base.Bytes;
import io.clusterjar.protocol.Args;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A log of entries with growing ids, and the groups that read it. Entries lie in nodes of some hundred each, which are the
 * unit of approximate trimming.
 */
public final class StreamValue extends Value {
    /** The most that a node may hold, whatever the configuration says, in bytes. */
    public static final long MAX_NODE_BYTES = 1L << 30;

    private final StreamNodes nodes = new StreamNodes();
    private final TreeMap<byte[], StreamGroup> groups = new TreeMap<>(Bytes::compare);
    private long length;
    private StreamId lastId = StreamId.MIN;
    private StreamId firstId = StreamId.MIN;
    private StreamId maxDeletedId = StreamId.MIN;
    private long entriesAdded;

    /** An empty stream, which unlike other collections a key may hold. */
    public StreamValue() {}

    @Override
    public ValueType type() {
        return ValueType.STREAM;
    }

    @Override
    public String encoding() {
        return "stream";
    }

    @Override
    public Value copy() {
        StreamValue copy = new StreamValue();
        for (int i = 0; i < nodes.count(); i++) {
            copy.nodes.add(nodes.get(i).copy());
        }
        groups.forEach((name, group) -> copy.groups.put(name, group.copy()));
        copy.length = length;
        copy.lastId = lastId;
        copy.firstId = firstId;
        copy.maxDeletedId = maxDeletedId;
        copy.entriesAdded = entriesAdded;
        return copy;
    }

    // ---- counters

    /** How many entries it has. */
    public long length() {
        return length;
    }

    /** The greatest id that was ever given, whether its entry is still there or not. */
    public StreamId lastId() {
        return lastId;
    }

    /** Sets the greatest id that counts as given. */
    public void lastId(StreamId id) {
        lastId = id;
    }

    /** The id of the first entry; {@code 0-0} when there is none. */
    public StreamId firstId() {
        return firstId;
    }

    /** The greatest id of an entry that was deleted one by one, not by trimming. */
    public StreamId maxDeletedId() {
        return maxDeletedId;
    }

    /** Sets the greatest id that counts as deleted. */
    public void maxDeletedId(StreamId id) {
        maxDeletedId = id;
    }

    /** How many entries were ever added. */
    public long entriesAdded() {
        return entriesAdded;
    }

    /** Sets how many entries count as added. */
    public void entriesAdded(long count) {
        entriesAdded = count;
    }

    /** The length and what was counted, as a file says them. */
    public void restore(long length, StreamId lastId, StreamId firstId, StreamId maxDeletedId, long entriesAdded) {
        this.length = length;
        this.lastId = lastId;
        this.firstId = firstId;
        this.maxDeletedId = maxDeletedId;
        this.entriesAdded = entriesAdded;
    }

    // ---- nodes, as files have them

    /** How many nodes it has. */
    public int nodeCount() {
        return nodes.count();
    }

    /** The id that node {@code index} is found by. */
    public StreamId nodeId(int index) {
        return nodes.get(index).id();
    }

    /** The entries of node {@code index}, encoded; not to be changed. */
    public Listpack nodePack(int index) {
        return nodes.get(index).pack();
    }

    /**
     * Adds a node as a file has it, with everything in it checked.
     *
     * @throws CorruptEncoding when the listpack is no node, or its id does not come after that of the node before
     */
    public void addNode(StreamId id, Listpack pack) {
        if (nodes.count() > 0 && !id.isAfter(nodes.get(nodes.count() - 1).id())) {
            throw new CorruptEncoding("stream node out of order", 0);
        }
        StreamNodeCheck.check(pack);
        nodes.add(new StreamNode(id, pack));
    }

    /** How many entries the nodes have, as they say themselves. */
    public long countEntries() {
        long count = 0;
        for (int i = 0; i < nodes.count(); i++) {
            count += nodes.get(i).live();
        }
        return count;
    }

    /** How many nodes Redis' radix tree over the same nodes has. */
    public long radixTreeNodes() {
        return nodes.radixTreeNodes();
    }

    // ---- entries

    /** A cursor before the first entry from {@code start} to {@code end}, or after the last when {@code reverse}. */
    public StreamCursor cursor(StreamId start, StreamId end, boolean reverse) {
        return new StreamCursor(nodes, start, end, reverse);
    }

    /** The id of the first or the last entry that is there, or null. */
    public @Nullable StreamId edge(boolean first) {
        StreamCursor cursor = cursor(StreamId.MIN, StreamId.MAX, !first);
        return cursor.next() ? cursor.id() : null;
    }

    /** The id of the first entry, be it deleted; the greatest id when there is no node at all. */
    public StreamId firstKeptId() {
        return nodes.count() == 0
                ? StreamId.MAX
                : nodes.get(0).idAt(nodes.get(0).firstEntry());
    }

    /** Whether the entry is there. */
    public boolean contains(StreamId id) {
        StreamCursor cursor = cursor(id, id, false);
        return cursor.next();
    }

    /**
     * Adds an entry with the fields and values of {@code words} from {@code from} on.
     *
     * @param id greater than {@link #lastId()}
     * @param maxBytes how long a node may become; 0 for no limit
     * @param maxEntries how many entries a node may get; 0 for no limit
     */
    public void append(StreamId id, Args words, int from, long maxBytes, long maxEntries) {
        long bytes = 0;
        for (int word = from; word < words.count(); word++) {
            bytes += words.length(word);
        }
        StreamNode last = nodes.count() == 0 ? null : nodes.get(nodes.count() - 1);
        if (last == null || isFull(last, bytes, maxBytes, maxEntries)) {
            if (last != null) {
                last.pack().trim();
            }
            last = StreamNode.create(id, words, from);
            nodes.add(last);
        }
        last.append(id, words, from);
        length++;
        entriesAdded++;
        lastId = id;
        if (length == 1) {
            firstId = id;
        }
    }

    private static boolean isFull(StreamNode node, long bytes, long maxBytes, long maxEntries) {
        long limit = maxBytes == 0 ? MAX_NODE_BYTES : Math.min(maxBytes, MAX_NODE_BYTES);
        return node.pack().lengthBytes() + bytes >= limit
                || (maxEntries > 0 && node.live() + node.deleted() >= maxEntries);
    }

    /** Deletes an entry; whether it was there. */
    public boolean delete(StreamId id) {
        int index = nodes.floor(id);
        if (index < 0) {
            return false;
        }
        StreamNode node = nodes.get(index);
        int at = node.firstEntry();
        while (at != Listpack.NONE && node.idAt(at).isBefore(id)) {
            at = node.after(at);
        }
        if (at == Listpack.NONE || node.isDeleted(at) || !node.idAt(at).equals(id)) {
            return false;
        }
        if (node.live() == 1) {
            nodes.remove(index);
        } else {
            node.mark(at);
            node.countDeleted(1);
        }
        length--;
        if (id.isAfter(maxDeletedId)) {
            maxDeletedId = id;
        }
        if (length == 0 || id.equals(firstId)) {
            findFirst();
        }
        return true;
    }

    private void findFirst() {
        StreamId first = length == 0 ? null : edge(true);
        firstId = first == null ? StreamId.MIN : first;
    }

    // ---- trimming

    /**
     * Deletes the oldest entries until {@code maxLength} are left.
     *
     * @param wholeNodes deletes only nodes all of whose entries go
     * @param limit how many entries may go; 0 for no limit
     * @return how many went
     */
    public long trimToLength(long maxLength, boolean wholeNodes, long limit) {
        long before = length;
        boolean within = true;
        while (within && nodes.count() > 0 && length > maxLength) {
            StreamNode node = nodes.get(0);
            long live = node.live();
            within = limit == 0 || before - length + live <= limit;
            if (within && length - live >= maxLength) {
                nodes.remove(0);
                length -= live;
            } else if (within) {
                within = false;
                if (!wholeNodes) {
                    trimNode(node, StreamId.MAX, length - maxLength);
                }
            }
        }
        return trimmed(before);
    }

    /**
     * Deletes the entries whose ids are less than {@code minId}.
     *
     * @param wholeNodes deletes only nodes all of whose entries go
     * @param limit how many entries may go; 0 for no limit
     * @return how many went
     */
    public long trimToId(StreamId minId, boolean wholeNodes, long limit) {
        long before = length;
        boolean within = true;
        while (within && nodes.count() > 0) {
            StreamNode node = nodes.get(0);
            long live = node.live();
            within = limit == 0 || before - length + live <= limit;
            if (within && node.lastId().isBefore(minId)) {
                nodes.remove(0);
                length -= live;
            } else if (within) {
                within = false;
                if (!wholeNodes) {
                    trimNode(node, minId, Long.MAX_VALUE);
                }
            }
        }
        return trimmed(before);
    }

    /** Marks entries of {@code node} as deleted: those before {@code minId}, and no more than {@code most}. */
    private void trimNode(StreamNode node, StreamId minId, long most) {
        long marked = 0;
        int at = node.firstEntry();
        while (at != Listpack.NONE && marked < most && node.idAt(at).isBefore(minId)) {
            if (!node.isDeleted(at)) {
                node.mark(at);
                marked++;
            }
            at = node.after(at);
        }
        node.countDeleted(marked);
        length -= marked;
    }

    private long trimmed(long before) {
        if (length == 0 || length != before) {
            findFirst();
        }
        return before - length;
    }

    // ---- groups

    /** The groups by name, in the order of the names' bytes; not to be changed. */
    public NavigableMap<byte[], StreamGroup> groups() {
        return Collections.unmodifiableNavigableMap(groups);
    }

    /** The group of that name, or null. */
    public @Nullable StreamGroup group(byte[] name) {
        return groups.get(name);
    }

    /** Adds a group, whose name is not taken. */
    public StreamGroup addGroup(byte[] name, StreamId lastId, long entriesRead) {
        StreamGroup group = new StreamGroup(lastId, entriesRead);
        groups.put(name, group);
        return group;
    }

    /** Removes a group; whether it was there. */
    public boolean removeGroup(byte[] name) {
        return groups.remove(name) != null;
    }

    /** Says that {@code id}, which comes after what the group got last, is delivered to it. */
    public void advance(StreamGroup group, StreamId id) {
        if (group.entriesRead() != StreamGroup.UNKNOWN && !hasTombstonesFrom(id)) {
            group.entriesRead(group.entriesRead() + 1);
        } else if (entriesAdded != 0) {
            group.entriesRead(estimateEntriesUpTo(id));
        }
        group.lastId(id);
    }

    /** How many entries the group has not been given yet; empty where that cannot be told without counting. */
    public OptionalLong lag(StreamGroup group) {
        if (entriesAdded == 0) {
            return OptionalLong.of(0);
        }
        boolean counted = group.entriesRead() != StreamGroup.UNKNOWN && !hasTombstonesFrom(group.lastId());
        long read = counted ? group.entriesRead() : estimateEntriesUpTo(group.lastId());
        return read == StreamGroup.UNKNOWN ? OptionalLong.empty() : OptionalLong.of(entriesAdded - read);
    }

    /** Whether an entry may have been deleted between {@code start} and the end, among those that are there. */
    private boolean hasTombstonesFrom(StreamId start) {
        return length != 0 && !maxDeletedId.isZero() && !firstId.isAfter(maxDeletedId) && !start.isAfter(maxDeletedId);
    }

    /**
     * How many entries were ever added up to {@code id}, where that can be told without counting: at the ends, and as long
     * as nothing was deleted in between; else {@link StreamGroup#UNKNOWN}.
     */
    public long estimateEntriesUpTo(StreamId id) {
        if (entriesAdded == 0) {
            return 0;
        }
        int toLast = id.compareTo(lastId);
        if (toLast == 0 || (length == 0 && toLast < 0)) {
            return entriesAdded;
        }
        if (toLast > 0) {
            return StreamGroup.UNKNOWN;
        }
        if (maxDeletedId.isZero() || maxDeletedId.isBefore(firstId)) {
            int toFirst = id.compareTo(firstId);
            if (toFirst < 0) {
                return entriesAdded - length;
            }
            if (toFirst == 0) {
                return entriesAdded - length + 1;
            }
        }
        return StreamGroup.UNKNOWN;
    }
}
