package io.clusterjar.time;

/**
 * Chance from a seed: SplitMix64, which is small, fast and the same on every JVM. A fork depends on the seed and on the name of
 * its purpose only, never on how many numbers were drawn, so that one purpose more or less does not reshuffle the rest.
 *
 * <p>Not thread-safe: one owner each.
 */
public final class SeededRandom implements RandomSource {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;
    private static final double DOUBLE_UNIT = 0x1.0p-53;

    private final long seed;
    private long state;

    /** The stream that belongs to {@code seed}; any value is a good one. */
    public SeededRandom(long seed) {
        this.seed = seed;
        this.state = mix(seed + GOLDEN_GAMMA);
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    @Override
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound=" + bound + " is not positive");
        }
        // Rejection keeps it uniform: the last, incomplete run of 31-bit values is drawn again.
        int bits;
        int value;
        do {
            bits = (int) (nextLong() >>> 33);
            value = bits % bound;
        } while (bits - value + (bound - 1) < 0);
        return value;
    }

    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * DOUBLE_UNIT;
    }

    @Override
    public SeededRandom fork(String purpose) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < purpose.length(); i++) {
            hash = (hash ^ purpose.charAt(i)) * FNV_PRIME;
        }
        return new SeededRandom(mix(seed ^ mix(hash)));
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
