package io.clusterjar.store;

import org.jspecify.annotations.Nullable;

/**
 * Walks over the entries of a stream from one id to another, in either direction, past those that are deleted. Call
 * {@link #next()} for each entry, then {@link #nextField()} for each of its fields.
 *
 * <p>Valid until the stream is changed.
 */
public final class StreamCursor {
    private final StreamNodes nodes;
    private final StreamId start;
    private final StreamId end;
    private final boolean reverse;
    private int nodeIndex;
    private @Nullable StreamNode node;
    /** Forward: flags of the next entry. Backward: the last part of the next entry. NONE: the node has no more. */
    private int at = Listpack.NONE;

    private StreamId id = StreamId.MIN;
    private int fields;
    private boolean same;
    private int fieldsLeft;
    private int field = Listpack.NONE;
    private int value = Listpack.NONE;
    /** Next field name of an entry that has those of the master. */
    private int masterField = Listpack.NONE;
    /** Next field or value of the entry. */
    private int part = Listpack.NONE;

    StreamCursor(StreamNodes nodes, StreamId start, StreamId end, boolean reverse) {
        this.nodes = nodes;
        this.start = start;
        this.end = end;
        this.reverse = reverse;
        nodeIndex = reverse ? nodes.floor(end) : Math.max(0, nodes.floor(start));
    }

    /** Goes to the next entry that lives; false when there is none within the range. */
    public boolean next() {
        skipFields();
        while (true) {
            StreamNode in = current();
            if (in == null) {
                return false;
            }
            boolean deleted = enter(in);
            int fromStart = id.compareTo(start);
            int fromEnd = id.compareTo(end);
            if (reverse ? fromStart < 0 : fromEnd > 0) {
                nodeIndex = -1;
                node = null;
                at = Listpack.NONE;
                fieldsLeft = 0;
                return false;
            }
            if (!deleted && fromStart >= 0 && fromEnd <= 0) {
                return true;
            }
            skipFields();
        }
    }

    /** The node that has the next entry, or null at the end. */
    private @Nullable StreamNode current() {
        while (at == Listpack.NONE) {
            if (node != null) {
                nodeIndex += reverse ? -1 : 1;
            }
            if (nodeIndex < 0 || nodeIndex >= nodes.count()) {
                node = null;
                return null;
            }
            StreamNode entered = nodes.get(nodeIndex);
            node = entered;
            at = reverse ? lastPart(entered) : entered.firstEntry();
        }
        return node;
    }

    /** Where the last entry ends, or NONE when the node has no entry, whose master ends with 0. */
    private static int lastPart(StreamNode node) {
        int last = node.pack().last();
        return node.pack().integer(last) == 0 ? Listpack.NONE : last;
    }

    /** Reads the entry at {@link #at} up to its fields; whether it is deleted. */
    private boolean enter(StreamNode in) {
        Listpack pack = in.pack();
        int flagsAt = at;
        if (reverse) {
            for (long parts = pack.integer(at); parts > 0; parts--) {
                flagsAt = pack.previous(flagsAt);
            }
            int before = pack.previous(flagsAt);
            at = pack.integer(before) == 0 ? Listpack.NONE : before;
        }
        long flags = pack.integer(flagsAt);
        int msAt = pack.next(flagsAt);
        int seqAt = pack.next(msAt);
        id = new StreamId(in.id().ms() + pack.integer(msAt), in.id().seq() + pack.integer(seqAt));
        part = pack.next(seqAt);
        same = (flags & StreamNode.SAME_FIELDS) != 0;
        if (same) {
            fields = in.fieldCount();
            masterField = in.firstField();
        } else {
            fields = (int) pack.integer(part);
            part = pack.next(part);
        }
        fieldsLeft = fields;
        if (!reverse && fieldsLeft == 0) {
            at = pack.next(part);
        }
        return (flags & StreamNode.DELETED) != 0;
    }

    /** The id of the entry. */
    public StreamId id() {
        return id;
    }

    /** How many fields the entry has. */
    public int fieldCount() {
        return fields;
    }

    /** Goes to the next field of the entry; false when there is none. */
    public boolean nextField() {
        if (fieldsLeft == 0) {
            return false;
        }
        Listpack pack = pack();
        if (same) {
            field = masterField;
            masterField = pack.next(masterField);
        } else {
            field = part;
            part = pack.next(part);
        }
        value = part;
        part = pack.next(part);
        if (--fieldsLeft == 0 && !reverse) {
            at = pack.next(part);
        }
        return true;
    }

    private void skipFields() {
        if (reverse || node == null) {
            fieldsLeft = 0;
            return;
        }
        while (nextField()) {
            continue;
        }
    }

    /** The listpack that {@link #field()} and {@link #value()} point into. */
    public Listpack pack() {
        StreamNode in = node;
        if (in == null) {
            throw new IllegalStateException("no entry");
        }
        return in.pack();
    }

    /** Position of the field's name. */
    public int field() {
        return field;
    }

    /** Position of the field's value. */
    public int value() {
        return value;
    }
}
