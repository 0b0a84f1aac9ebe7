package io.clusterjar.store;

import io.clusterjar.base.Bytes;
import io.clusterjar.base.Numbers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A sorted set: members with scores, ordered by score and then by bytes. Small ones are a {@link Listpack} of members and
 * scores in this order; larger ones a table of members beside a list that finds them by rank and score in logarithmic
 * time. Every range of scores, names or ranks is a range of ranks here: count what is below its ends, then take it.
 *
 * <p>The node's own thread only.
 */
public final class SortedSetValue extends Value {
    /** Scores up to this size are stored as integers in a listpack when they are whole. */
    private static final double MAX_INTEGER_SCORE = 1L << 52;

    private @Nullable Listpack pack;
    private @Nullable Dict<SkipNode> table;
    private @Nullable SkipList order;

    /** An empty sorted set in a listpack. */
    public SortedSetValue() {
        this(new Listpack());
    }

    /** The sorted set that {@code pack} is: members and scores in turn, in order, no member twice; kept, not copied. */
    public SortedSetValue(Listpack pack) {
        this.pack = pack;
    }

    @Override
    public ValueType type() {
        return ValueType.ZSET;
    }

    @Override
    public String encoding() {
        return pack != null ? "listpack" : "skiplist";
    }

    @Override
    public SortedSetValue copy() {
        if (pack != null) {
            return new SortedSetValue(pack.copy());
        }
        SortedSetValue copy = new SortedSetValue();
        Dict<SkipNode> members = copy.toSkiplist();
        members.expand(size());
        forRange(0, size(), false, (member, score) -> {
            copy.addNode(members, member, score);
            return true;
        });
        return copy;
    }

    /** Sees a member with its score; says whether to go on. */
    @FunctionalInterface
    public interface Visitor {
        /** {@code member} must not be changed. */
        boolean visit(byte[] member, double score);
    }

    /** The listpack of members and scores, or null in the other encoding. */
    public @Nullable Listpack listpack() {
        return pack;
    }

    /** The table of members, or null in the other encoding. For scans. */
    public @Nullable Dict<? extends ScoreEntry> table() {
        return table;
    }

    // ---- by member

    /** How many members. */
    public int size() {
        return pack != null ? pack.count() / 2 : order().size();
    }

    /** The score of a part of {@code source}; NaN, which no member has, when it is no member. */
    public double score(byte[] source, int offset, int length) {
        if (pack != null) {
            int at = find(pack, source, offset, length);
            return at == Listpack.NONE ? Double.NaN : scoreAt(pack, pack.next(at));
        }
        SkipNode node = members().find(source, offset, length);
        return node == null ? Double.NaN : node.score();
    }

    /** How many members are before a part of {@code source}; -1 when it is no member. */
    public int rank(byte[] source, int offset, int length) {
        if (pack != null) {
            int rank = 0;
            for (int at = pack.first(); at != Listpack.NONE; at = pack.next(pack.next(at))) {
                if (pack.matches(at, source, offset, length)) {
                    return rank;
                }
                rank++;
            }
            return -1;
        }
        SkipNode node = members().find(source, offset, length);
        return node == null ? -1 : order().rank(node);
    }

    /** Gives a part of {@code source} a score, not NaN; whether it was no member before. */
    public boolean put(byte[] source, int offset, int length, double score, EncodingLimits limits) {
        if (pack != null) {
            int at = find(pack, source, offset, length);
            if (at == Listpack.NONE) {
                add(source, offset, length, score, limits);
                return true;
            }
            if (scoreAt(pack, pack.next(at)) != score) {
                pack.delete(at, 2);
                insert(pack, source, offset, length, score);
            }
            return false;
        }
        SkipNode node = members().find(source, offset, length);
        if (node == null) {
            add(source, offset, length, score, limits);
            return true;
        }
        if (order().staysInPlace(node, score)) {
            node.score(score);
        } else {
            order().remove(node);
            node.score(score);
            order().add(node);
        }
        return false;
    }

    /** Adds a part of {@code source}, which is known to be no member, with a score, not NaN. */
    public void add(byte[] source, int offset, int length, double score, EncodingLimits limits) {
        if (pack != null) {
            if (size() < limits.zsetMaxListpackEntries() && length <= limits.zsetMaxListpackValue()) {
                insert(pack, source, offset, length, score);
                return;
            }
            toSkiplist();
        }
        addNode(members(), Arrays.copyOfRange(source, offset, offset + length), score);
    }

    /** Removes a part of {@code source}; whether it was a member. */
    public boolean remove(byte[] source, int offset, int length) {
        if (pack != null) {
            int at = find(pack, source, offset, length);
            if (at != Listpack.NONE) {
                pack.delete(at, 2);
            }
            return at != Listpack.NONE;
        }
        SkipNode node = members().remove(source, offset, length);
        if (node != null) {
            order().remove(node);
        }
        return node != null;
    }

    // ---- by order

    /** How many members have a score below {@code score}, or up to it. */
    public int countBelow(double score, boolean orEqual) {
        if (pack == null) {
            return order().countBelow(score, orEqual);
        }
        int count = 0;
        for (int at = pack.first(); at != Listpack.NONE; at = pack.next(pack.next(at))) {
            double here = scoreAt(pack, pack.next(at));
            if (here > score || (here == score && !orEqual)) {
                break;
            }
            count++;
        }
        return count;
    }

    /** How many members are below {@code member} in the order of bytes, or up to it, where all scores are equal. */
    public int countBelow(byte[] member, boolean orEqual) {
        if (pack == null) {
            return order().countBelow(member, orEqual);
        }
        int count = 0;
        for (int at = pack.first(); at != Listpack.NONE; at = pack.next(pack.next(at))) {
            if (Bytes.compare(pack.get(at), member) >= (orEqual ? 1 : 0)) {
                break;
            }
            count++;
        }
        return count;
    }

    /**
     * Visits {@code count} members from {@code rank} on, or fewer when there are not so many, until the visit says false.
     *
     * @param reverse goes backwards: {@code rank} is still counted from the lowest
     */
    public void forRange(int rank, long count, boolean reverse, Visitor visitor) {
        if (pack != null) {
            forRange(pack, rank, count, reverse, visitor);
            return;
        }
        SkipNode node = order().get(rank);
        for (long left = count; left > 0 && node != null; left--) {
            if (!visitor.visit(node.key, node.score())) {
                return;
            }
            node = reverse ? node.before : node.after;
        }
    }

    private static void forRange(Listpack pack, int rank, long count, boolean reverse, Visitor visitor) {
        int at = pack.seek(2L * rank);
        for (long left = count; left > 0 && at != Listpack.NONE; left--) {
            int score = pack.next(at);
            if (!visitor.visit(pack.get(at), scoreAt(pack, score))) {
                return;
            }
            if (reverse) {
                at = pack.previous(at);
                at = at == Listpack.NONE ? at : pack.previous(at);
            } else {
                at = pack.next(score);
            }
        }
    }

    /** Removes {@code count} members from {@code rank} on. */
    public void removeRange(int rank, int count) {
        if (pack != null) {
            pack.deleteRange(2L * rank, 2 * count);
            return;
        }
        SkipNode node = order().get(rank);
        for (int left = count; left > 0 && node != null; left--) {
            SkipNode next = node.after;
            order().remove(node);
            members().remove(node);
            node = next;
        }
    }

    // ---- encodings

    /** Turns into a listpack if that is within the limits, as stored results of set operations do. */
    public void compact(EncodingLimits limits) {
        if (pack != null || order().size() > limits.zsetMaxListpackEntries()) {
            return;
        }
        Listpack target = new Listpack();
        boolean[] fits = {true};
        forRange(0, size(), false, (member, score) -> {
            fits[0] = member.length <= limits.zsetMaxListpackValue();
            append(target, member, score);
            return fits[0];
        });
        if (fits[0]) {
            pack = target;
            table = null;
            order = null;
        }
    }

    /** Turns into the encoding for large sets, if it is not yet in it. */
    public void expand() {
        if (pack != null) {
            toSkiplist();
        }
    }

    private Dict<SkipNode> toSkiplist() {
        Dict<SkipNode> target = new Dict<>(0);
        order = new SkipList();
        Listpack source = pack;
        if (source != null) {
            target.expand(source.count() / 2);
            forRange(source, 0, Long.MAX_VALUE, false, (member, score) -> {
                addNode(target, member, score);
                return true;
            });
        }
        pack = null;
        table = target;
        return target;
    }

    private void addNode(Dict<SkipNode> members, byte[] member, double score) {
        SkipNode node = order().node(member, score);
        order().add(node);
        members.add(node);
    }

    private Dict<SkipNode> members() {
        Dict<SkipNode> all = table;
        if (all == null) {
            throw new IllegalStateException("sorted set is no table but " + encoding());
        }
        return all;
    }

    private SkipList order() {
        SkipList all = order;
        if (all == null) {
            throw new IllegalStateException("sorted set is no list but " + encoding());
        }
        return all;
    }

    private static int find(Listpack pack, byte[] source, int offset, int length) {
        return pack.find(pack.first(), source, offset, length, 1);
    }

    /** The score that an entry of a listpack shows. */
    private static double scoreAt(Listpack pack, int position) {
        return pack.isInteger(position)
                ? pack.integer(position)
                : Numbers.parseDouble(pack.array(), pack.stringOffset(position), pack.stringLength(position));
    }

    private static void insert(Listpack pack, byte[] source, int offset, int length, double score) {
        int before = pack.first();
        while (before != Listpack.NONE) {
            int scorePosition = pack.next(before);
            double here = scoreAt(pack, scorePosition);
            if (here > score || (here == score && isAfter(pack, before, source, offset, length))) {
                break;
            }
            before = pack.next(scorePosition);
        }
        int at;
        if (isInteger(score)) {
            at = pack.insertBefore(before, (long) score);
        } else {
            byte[] text = Bytes.latin1(Numbers.formatDouble(score));
            at = pack.insertBefore(before, text, 0, text.length);
        }
        pack.insertBefore(at, source, offset, length);
    }

    private static void append(Listpack pack, byte[] member, double score) {
        pack.append(member);
        if (isInteger(score)) {
            pack.append((long) score);
        } else {
            pack.append(Bytes.latin1(Numbers.formatDouble(score)));
        }
    }

    private static boolean isInteger(double score) {
        return Math.abs(score) < MAX_INTEGER_SCORE && (long) score == score;
    }

    private static boolean isAfter(Listpack pack, int position, byte[] source, int offset, int length) {
        if (pack.isInteger(position)) {
            byte[] digits = pack.get(position);
            return Bytes.compare(digits, 0, digits.length, source, offset, length) > 0;
        }
        int at = pack.stringOffset(position);
        return Bytes.compare(pack.array(), at, pack.stringLength(position), source, offset, length) > 0;
    }
}
