package io.clusterjar.store;

import io.clusterjar.base.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Members in the order of their scores, those of equal score in the order of their bytes. Each node links to the next one
 * and, with a chance of a quarter each, to nodes further on at higher levels; every link knows how many members it passes.
 * So members are found by order and by rank in logarithmic time, as in Redis.
 */
final class SkipList {
    private static final int MAX_LEVELS = 32;

    private final SkipNode head = new SkipNode(Bytes.EMPTY, 0, MAX_LEVELS);
    private final @Nullable SkipNode[] path = new SkipNode[MAX_LEVELS];
    private final int[] pathRank = new int[MAX_LEVELS];
    private int levels = 1;
    private int size;
    private long chance = 0x9E3779B97F4A7C15L;

    int size() {
        return size;
    }

    /** A node that may be added. */
    SkipNode node(byte[] member, double score) {
        int count = 1;
        while (count < MAX_LEVELS && quarter()) {
            count++;
        }
        return new SkipNode(member, score, count);
    }

    /** The heights of nodes must be uneven, not unpredictable: a small generator of its own keeps runs repeatable. */
    private boolean quarter() {
        chance ^= chance << 13;
        chance ^= chance >>> 7;
        chance ^= chance << 17;
        return (chance & 3) == 0;
    }

    void add(SkipNode node) {
        find(node.score(), node.key);
        int height = node.levels();
        for (int i = levels; i < height; i++) {
            path[i] = head;
            pathRank[i] = 0;
            head.link(i, null, size);
        }
        levels = Math.max(levels, height);
        int rank = pathRank[0];
        for (int i = 1; i < levels; i++) {
            SkipNode before = onPath(i);
            if (i >= height) {
                before.stretch(i, 1);
                continue;
            }
            int passed = rank - pathRank[i];
            node.link(i, before.next(i), before.span(i) - passed);
            before.link(i, node, passed + 1);
        }
        SkipNode before = onPath(0);
        SkipNode after = before.after;
        node.after = after;
        node.before = before == head ? null : before;
        before.after = node;
        if (after != null) {
            after.before = node;
        }
        size++;
        Arrays.fill(path, 0, levels, null);
    }

    void remove(SkipNode node) {
        find(node.score(), node.key);
        for (int i = 1; i < levels; i++) {
            SkipNode before = onPath(i);
            if (before.next(i) == node) {
                before.link(i, node.next(i), before.span(i) + node.span(i) - 1);
            } else {
                before.stretch(i, -1);
            }
        }
        SkipNode after = node.after;
        onPath(0).after = after;
        if (after != null) {
            after.before = node.before;
        }
        int found = levels;
        while (levels > 1 && head.next(levels - 1) == null) {
            levels--;
        }
        size--;
        Arrays.fill(path, 0, found, null);
    }

    /** Whether {@code node} would stand where it stands with another score. */
    boolean staysInPlace(SkipNode node, double score) {
        SkipNode previous = node.before;
        SkipNode next = node.after;
        return (previous == null || isBefore(previous, score, node.key))
                && (next == null || !isBefore(next, score, node.key));
    }

    /** How many members are before {@code node}. */
    int rank(SkipNode node) {
        SkipNode at = head;
        SkipNode bound = null;
        int rank = 0;
        for (int i = levels - 1; i >= 0; i--) {
            SkipNode next = at.next(i);
            while (next != null && next != bound && isBefore(next, node.score(), node.key)) {
                rank += at.span(i);
                at = next;
                next = at.next(i);
            }
            bound = next;
        }
        return rank;
    }

    /** The member at {@code rank}, or null. */
    @Nullable
    SkipNode get(int rank) {
        if (rank < 0 || rank >= size) {
            return null;
        }
        SkipNode at = head;
        int passed = 0;
        for (int i = levels - 1; i >= 0; i--) {
            SkipNode next = at.next(i);
            while (next != null && passed + at.span(i) <= rank + 1) {
                passed += at.span(i);
                at = next;
                next = at.next(i);
            }
        }
        return at;
    }

    /** How many members have a score below {@code score}, or up to it. */
    int countBelow(double score, boolean orEqual) {
        SkipNode at = head;
        int count = 0;
        for (int i = levels - 1; i >= 0; i--) {
            SkipNode next = at.next(i);
            while (next != null && (next.score() < score || (orEqual && next.score() == score))) {
                count += at.span(i);
                at = next;
                next = at.next(i);
            }
        }
        return count;
    }

    /** How many members are below {@code member} in the order of bytes, or up to it; all scores being equal. */
    int countBelow(byte[] member, boolean orEqual) {
        SkipNode at = head;
        int count = 0;
        for (int i = levels - 1; i >= 0; i--) {
            SkipNode next = at.next(i);
            while (next != null && Bytes.compare(next.key, member) < (orEqual ? 1 : 0)) {
                count += at.span(i);
                at = next;
                next = at.next(i);
            }
        }
        return count;
    }

    /** Fills the path with the last node of each level that is before a place, and their ranks. */
    private void find(double score, byte[] member) {
        SkipNode at = head;
        SkipNode bound = null; // known not to be before the place
        int rank = 0;
        for (int i = levels - 1; i >= 0; i--) {
            SkipNode next = at.next(i);
            while (next != null && next != bound && isBefore(next, score, member)) {
                rank += at.span(i);
                at = next;
                next = at.next(i);
            }
            bound = next;
            path[i] = at;
            pathRank[i] = rank;
        }
    }

    private SkipNode onPath(int level) {
        SkipNode node = path[level];
        return node == null ? head : node;
    }

    private static boolean isBefore(SkipNode node, double score, byte[] member) {
        return node.score() < score || (node.score() == score && Bytes.compare(node.key, member) < 0);
    }
}
