package io.clusterjar.command.hyperloglog;

/**
 * How many different elements a HyperLogLog has seen, from how often each register value occurs: the estimator of Otmar
 * Ertl, "New cardinality estimation algorithms for HyperLogLog sketches" (2017), as Redis has it since 5.0.
 */
final class Estimator {
    /** 1 / (2 ln 2). */
    private static final double ALPHA = 0.7213475204444817;
    /** Bits of a hash that are not the register's index. */
    private static final int HASH_BITS = 50;

    private Estimator() {}

    /** The estimate; {@code histogram[v]} says how many registers hold {@code v}. */
    static long estimate(int[] histogram) {
        double registers = HyperLogLog.REGISTERS;
        double sum = registers * tau((registers - histogram[HASH_BITS + 1]) / registers);
        for (int value = HASH_BITS; value >= 1; value--) {
            sum = (sum + histogram[value]) * 0.5;
        }
        sum += registers * sigma(histogram[0] / registers);
        return Math.round(ALPHA * registers * registers / sum);
    }

    private static double sigma(double share) {
        if (share == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double power = share;
        double weight = 1;
        double sum = share;
        double before;
        do {
            power *= power;
            before = sum;
            sum += power * weight;
            weight += weight;
        } while (before != sum);
        return sum;
    }

    private static double tau(double share) {
        if (share == 0 || share == 1) {
            return 0;
        }
        double root = share;
        double weight = 1;
        double sum = 1 - share;
        double before;
        do {
            root = Math.sqrt(root);
            before = sum;
            weight *= 0.5;
            sum -= (1 - root) * (1 - root) * weight;
        } while (before != sum);
        return sum / 3;
    }
}
