package io.clusterjar.store;

import org.jspecify.annotations.Nullable;

/** A member of a large sorted set: in the table by its name, in the {@link SkipList} by its score. */
final class SkipNode extends ScoreEntry {
    final @Nullable SkipNode[] forward;
    /** How many members each forward link passes, the one it leads to included. */
    final int[] span;

    @Nullable
    SkipNode backward;

    SkipNode(byte[] key, double score, int levels) {
        super(key, score);
        forward = new SkipNode[levels];
        span = new int[levels];
    }
}
