package io.clusterjar.time;

/** The chance that node code sees: seeded, one stream per purpose, so that a run can be repeated. */
public interface RandomSource {
    /** 64 random bits. */
    long nextLong();

    /** Uniform in {@code [0, bound)}. */
    int nextInt(int bound);

    /** Uniform in {@code [0, 1)}. */
    double nextDouble();

    /** An independent stream for {@code purpose}; the same seed and purpose give the same stream. */
    RandomSource fork(String purpose);
}
