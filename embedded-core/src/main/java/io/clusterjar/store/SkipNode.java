package io.clusterjar.store;

import org.jspecify.annotations.Nullable;

/**
 * A member of a large sorted set: in the table by its name, in the {@link SkipList} by its score. Three in four stand on the lowest level alone,
 * whose links are fields; only the others have arrays.
 */
final class SkipNode extends ScoreEntry {
    private static final @Nullable SkipNode[] NO_LINKS = {};
    private static final int[] NO_SPANS = {};

    @Nullable
    SkipNode before;

    @Nullable
    SkipNode after;

    /** The links of the levels above the lowest. */
    private final @Nullable SkipNode[] higher;
    /** How many members each of those passes, the one it leads to included. */
    private final int[] spans;

    SkipNode(byte[] key, double score, int levels) {
        super(key, score);
        higher = levels == 1 ? NO_LINKS : new SkipNode[levels - 1];
        spans = levels == 1 ? NO_SPANS : new int[levels - 1];
    }

    int levels() {
        return higher.length + 1;
    }

    /** The node that a level's link leads to. */
    @Nullable
    SkipNode next(int level) {
        return level == 0 ? after : higher[level - 1];
    }

    /** How many members a level's link passes. */
    int span(int level) {
        return level == 0 ? 1 : spans[level - 1];
    }

    /** Sets the link of a level above the lowest. */
    void link(int level, @Nullable SkipNode to, int span) {
        higher[level - 1] = to;
        spans[level - 1] = span;
    }

    /** Lets the link of a level above the lowest pass more members, or fewer. */
    void stretch(int level, int by) {
        spans[level - 1] += by;
    }
}
