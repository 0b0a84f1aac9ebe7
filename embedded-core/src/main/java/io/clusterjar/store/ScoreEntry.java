package io.clusterjar.store;

/** An entry that holds a double: a member of a sorted set with its score. */
public class ScoreEntry extends DictEntry {
    private double score;

    /** An entry of {@code key}, which is kept, with its score. */
    public ScoreEntry(byte[] key, double score) {
        super(key);
        this.score = score;
    }

    /** The score. */
    public final double score() {
        return score;
    }

    /** Replaces the score. */
    public final void score(double score) {
        this.score = score;
    }
}
