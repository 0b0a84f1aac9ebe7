package io.clusterjar.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A list: one listpack while it is small, then a chain of listpacks ("quicklist"). Both ends are reached in constant time;
 * an index passes whole nodes. It turns into a chain before it would grow past {@code list-max-listpack-size}, and back
 * when one node of half that size is left, as Redis 7.2 does.
 *
 * <p>The node's own thread only.
 */
public final class ListValue extends Value {
    private static final int ENTRY_OVERHEAD_BYTES = 8;
    private static final int PACK_OVERHEAD_BYTES = 7;

    private int nodeLimit;
    private ListNode head;
    private ListNode tail;
    private int nodeCount = 1;
    private long size;
    private boolean chained;

    /** An empty list; {@code nodeLimit} is {@code list-max-listpack-size}. */
    public ListValue(int nodeLimit) {
        this.nodeLimit = nodeLimit;
        head = new ListNode(new Listpack());
        tail = head;
    }

    /**
     * The list of {@code packs}, which are kept: a plain listpack when that is one and within the limit.
     *
     * @param packs at least one; none is empty
     */
    public static ListValue of(List<Listpack> packs, int nodeLimit) {
        ListValue list = new ListValue(nodeLimit);
        for (Listpack pack : packs) {
            list.appendNode(pack);
        }
        Listpack first = list.head.pack;
        list.chained = list.nodeCount > 1 || !ListNodeLimit.isWithin(nodeLimit, first.lengthBytes(), first.count());
        return list;
    }

    private void appendNode(Listpack pack) {
        if (size == 0) {
            head.pack = pack;
        } else {
            insertNode(tail, new ListNode(pack), true);
        }
        size += pack.count();
    }

    @Override
    public ValueType type() {
        return ValueType.LIST;
    }

    @Override
    public String encoding() {
        return chained ? "quicklist" : "listpack";
    }

    /** How many elements. */
    public long size() {
        return size;
    }

    /** Its listpacks in order; not to be changed. One alone when the encoding is {@code listpack}. */
    public List<Listpack> nodes() {
        List<Listpack> nodes = new ArrayList<>(nodeCount);
        for (ListNode node = head; node != null; node = node.next) {
            nodes.add(node.pack);
        }
        return nodes;
    }

    ListNode head() {
        return head;
    }

    int nodeCount() {
        return nodeCount;
    }

    @Override
    public ListValue copy() {
        ListValue copy = new ListValue(nodeLimit);
        for (ListNode node = head; node != null; node = node.next) {
            copy.appendNode(node.pack.copy());
        }
        copy.chained = chained;
        return copy;
    }

    // ---- ends

    /**
     * Prepares for {@code count} further elements of {@code bytes} in all: a listpack that they would make too large becomes
     * a chain at once. To be said before they are added.
     */
    public void willGrow(long bytes, int count, int nodeLimit) {
        if (!chained) {
            this.nodeLimit = nodeLimit;
            Listpack pack = head.pack;
            chained = ListNodeLimit.isExceeded(nodeLimit, pack.lengthBytes() + bytes, pack.count() + (long) count);
        }
    }

    /** Becomes a plain listpack again if it is small enough. To be said after elements were removed. */
    public void hasShrunk() {
        Listpack pack = head.pack;
        if (chained && nodeCount == 1 && ListNodeLimit.isBelowHalf(nodeLimit, pack.lengthBytes(), pack.count())) {
            chained = false;
        }
    }

    /** Adds an element at one end. */
    public void push(boolean atHead, byte[] source, int offset, int length) {
        ListNode end = atHead ? head : tail;
        if (chained && !end.pack.isEmpty() && !allows(end, length)) { // an empty one takes an element of any size
            ListNode node = new ListNode(new Listpack());
            insertNode(end, node, !atHead);
            end.pack.trim();
            end = node;
        }
        if (atHead) {
            end.pack.prepend(source, offset, length);
        } else {
            end.pack.append(source, offset, length);
        }
        size++;
    }

    /** Removes and returns the element at one end; null when the list is empty. */
    public byte @Nullable [] pop(boolean atHead) {
        if (size == 0) {
            return null;
        }
        ListNode end = atHead ? head : tail;
        int position = atHead ? end.pack.first() : end.pack.last();
        byte[] element = end.pack.get(position);
        removeAt(end, position, 1);
        return element;
    }

    // ---- by index

    /** The element at {@code index}, counted from the end when negative; null when there is none. */
    public byte @Nullable [] get(long index) {
        Cursor cursor = cursor(index, false);
        return cursor.hasElement() ? cursor.get() : null;
    }

    /** Replaces the element at {@code index}, counted from the end when negative; whether there was one. */
    public boolean set(long index, byte[] source, int offset, int length) {
        Cursor cursor = cursor(index, false);
        if (!cursor.hasElement()) {
            return false;
        }
        cursor.node().pack.replace(cursor.position, source, offset, length);
        return true;
    }

    /** Removes {@code count} elements from {@code index} on, which is not negative. */
    public void removeRange(long index, long count) {
        ListNode node = head;
        long skip = index;
        while (node != null && skip >= node.pack.count()) {
            skip -= node.pack.count();
            node = node.next;
        }
        long left = Math.min(count, size - index);
        while (node != null && left > 0) {
            ListNode next = node.next;
            int here = (int) Math.min(left, node.pack.count() - skip);
            removeAt(node, node.pack.seek(skip), here);
            left -= here;
            skip = 0;
            node = next;
        }
    }

    /** Every element from {@code index} on, {@code count} of them, backwards when {@code reverse}. */
    public void forRange(long index, long count, boolean reverse, Consumer<byte[]> visitor) {
        Cursor cursor = cursor(index, reverse);
        for (long left = count; left > 0 && cursor.hasElement(); left--) {
            visitor.accept(cursor.get());
            cursor.advance();
        }
    }

    /** Every element in order until the visit says false; whether it never did. */
    public boolean forEachWhile(Predicate<byte[]> visitor) {
        for (Cursor cursor = cursor(0, false); cursor.hasElement(); cursor.advance()) {
            if (!visitor.test(cursor.get())) {
                return false;
            }
        }
        return true;
    }

    /** A cursor at {@code index}, counted from the end when negative, that advances towards the end, or the beginning. */
    public Cursor cursor(long index, boolean reverse) {
        long at = index < 0 ? index + size : index;
        if (at < 0 || at >= size) {
            return new Cursor(null, Listpack.NONE, reverse);
        }
        ListNode node;
        if (at < size / 2) {
            node = head;
            while (at >= node.pack.count() && node.next != null) {
                at -= node.pack.count();
                node = node.next;
            }
        } else {
            long fromEnd = size - 1 - at;
            node = tail;
            while (fromEnd >= node.pack.count() && node.previous != null) {
                fromEnd -= node.pack.count();
                node = node.previous;
            }
            at = node.pack.count() - 1 - fromEnd;
        }
        return new Cursor(node, node.pack.seek(at), reverse);
    }

    /** A place in the list. It stands on an element until it has passed the last one. */
    public final class Cursor {
        private @Nullable ListNode node;
        private int position;
        private final boolean reverse;

        private Cursor(@Nullable ListNode node, int position, boolean reverse) {
            this.node = node;
            this.position = position;
            this.reverse = reverse;
        }

        /** Whether it stands on an element. */
        public boolean hasElement() {
            return node != null;
        }

        /** The element. */
        public byte[] get() {
            return node().pack.get(position);
        }

        /** Whether the element equals a part of {@code other}. */
        public boolean matches(byte[] other, int offset, int length) {
            return node().pack.matches(position, other, offset, length);
        }

        /** Goes on to the next element. */
        public void advance() {
            ListNode at = node();
            position = reverse ? at.pack.previous(position) : at.pack.next(position);
            if (position == Listpack.NONE) {
                enter(reverse ? at.previous : at.next);
            }
        }

        /** Removes the element and goes on to the next. */
        public void remove() {
            ListNode at = node();
            ListNode other = reverse ? at.previous : at.next;
            if (reverse) {
                int before = at.pack.previous(position);
                removeAt(at, position, 1);
                position = before;
            } else {
                position = removeAt(at, position, 1);
            }
            if (position == Listpack.NONE) {
                enter(other);
            }
        }

        /** Adds an element before or after that on which the cursor stands; the cursor is of no further use. */
        public void insert(boolean after, byte[] source, int offset, int length) {
            insertAt(node(), position, after, source, offset, length);
        }

        private void enter(@Nullable ListNode next) {
            node = next;
            position = next == null ? Listpack.NONE : reverse ? next.pack.last() : next.pack.first();
        }

        private ListNode node() {
            ListNode at = node;
            if (at == null) {
                throw new IllegalStateException("cursor stands on no element");
            }
            return at;
        }
    }

    // ---- nodes

    private boolean allows(ListNode node, int length) {
        long bytes = (long) node.pack.lengthBytes() + length + ENTRY_OVERHEAD_BYTES;
        return !ListNodeLimit.isExceeded(nodeLimit, bytes, node.pack.count() + 1L);
    }

    private void insertAt(ListNode node, int position, boolean after, byte[] source, int offset, int length) {
        size++;
        Listpack pack = node.pack;
        if (!chained || allows(node, length)) {
            insertInto(pack, position, after, source, offset, length);
            return;
        }
        boolean atEdge = position == (after ? pack.last() : pack.first());
        ListNode beside = after ? node.next : node.previous;
        if (atEdge && beside != null && allows(beside, length)) {
            pushInto(beside.pack, after, source, offset, length);
        } else if (atEdge) {
            ListNode fresh = new ListNode(new Listpack());
            fresh.pack.append(source, offset, length);
            insertNode(node, fresh, after);
        } else {
            ListNode part = split(node, position, after);
            pushInto(part.pack, after, source, offset, length);
            insertNode(node, part, after);
            mergeAround(node);
        }
    }

    private static void insertInto(Listpack pack, int position, boolean after, byte[] source, int offset, int length) {
        if (after) {
            pack.insertAfter(position, source, offset, length);
        } else {
            pack.insertBefore(position, source, offset, length);
        }
    }

    private static void pushInto(Listpack pack, boolean atHead, byte[] source, int offset, int length) {
        if (atHead) {
            pack.prepend(source, offset, length);
        } else {
            pack.append(source, offset, length);
        }
    }

    /** Takes all after (or before) {@code position} out of a node; they are in the node returned, which is not linked yet. */
    private static ListNode split(ListNode node, int position, boolean after) {
        Listpack all = node.pack;
        Listpack lower = new Listpack(all.lengthBytes());
        Listpack upper = new Listpack(all.lengthBytes());
        boolean passed = false;
        for (int at = all.first(); at != Listpack.NONE; at = all.next(at)) {
            passed |= at == position && !after;
            appendFrom(passed ? upper : lower, all, at);
            passed |= at == position && after;
        }
        node.pack = after ? lower : upper;
        return new ListNode(after ? upper : lower);
    }

    private static void appendFrom(Listpack to, Listpack from, int position) {
        if (from.isInteger(position)) {
            to.append(from.integer(position));
        } else {
            to.append(from.array(), from.stringOffset(position), from.stringLength(position));
        }
    }

    /** Unites the nodes around {@code center} where two fit into one. */
    private void mergeAround(ListNode center) {
        ListNode previous = center.previous;
        if (previous != null && previous.previous != null) {
            merge(previous.previous, previous);
        }
        ListNode next = center.next;
        if (next != null && next.next != null) {
            merge(next, next.next);
        }
        ListNode target = center;
        ListNode before = center.previous;
        if (before != null && merge(before, center)) {
            target = before;
        }
        if (target.next != null) {
            merge(target, target.next);
        }
    }

    private boolean merge(ListNode first, ListNode second) {
        long bytes = (long) first.pack.lengthBytes() + second.pack.lengthBytes() - PACK_OVERHEAD_BYTES;
        if (ListNodeLimit.isExceeded(nodeLimit, bytes, (long) first.pack.count() + second.pack.count())) {
            return false;
        }
        for (int at = second.pack.first(); at != Listpack.NONE; at = second.pack.next(at)) {
            appendFrom(first.pack, second.pack, at);
        }
        unlink(second);
        return true;
    }

    private int removeAt(ListNode node, int position, int count) {
        int before = node.pack.count();
        int next = node.pack.delete(position, count);
        size -= before - node.pack.count();
        if (node.pack.isEmpty() && nodeCount > 1) {
            unlink(node);
        }
        return next;
    }

    private void insertNode(ListNode beside, ListNode node, boolean after) {
        ListNode left = after ? beside : beside.previous;
        ListNode right = after ? beside.next : beside;
        node.previous = left;
        node.next = right;
        if (left == null) {
            head = node;
        } else {
            left.next = node;
        }
        if (right == null) {
            tail = node;
        } else {
            right.previous = node;
        }
        nodeCount++;
    }

    private void unlink(ListNode node) {
        ListNode left = node.previous;
        ListNode right = node.next;
        if (left != null) {
            left.next = right;
        } else if (right != null) {
            head = right;
        }
        if (right != null) {
            right.previous = left;
        } else if (left != null) {
            tail = left;
        }
        nodeCount--;
    }
}
