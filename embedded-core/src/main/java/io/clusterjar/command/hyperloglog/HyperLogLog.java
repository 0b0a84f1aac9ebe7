package io.clusterjar.command.hyperloglog;

import io.clusterjar.base.Bytes;
import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.StringValue;
import org.jspecify.annotations.Nullable;

/**
 * A string that holds a HyperLogLog: a header, then registers, sparse ({@link SparseRegisters}) or dense
 * ({@link DenseRegisters}).
 *
 * <pre>
 *   0      4          5            8                       16
 *   | HYLL | encoding | not used   | cardinality, or stale | registers ...
 * </pre>
 *
 * <p>The encoding is 0 for dense and 1 for sparse. The cardinality is little-endian; its highest bit says that it is stale.
 */
final class HyperLogLog {
    /** Length of the header. */
    static final int HEADER_BYTES = 16;
    /** How many registers. */
    static final int REGISTERS = 1 << 14;

    private static final int INDEX_BITS = 14;
    private static final int ENCODING_AT = 4;
    private static final int CARDINALITY_AT = 8;
    private static final byte DENSE = 0;
    private static final byte SPARSE = 1;
    private static final byte[] MAGIC = Bytes.latin1("HYLL");
    /** One more than the greatest value of a register. */
    private static final int LEVELS = 64;

    private final StringValue string;

    private HyperLogLog(StringValue string) {
        this.string = string;
    }

    /** An empty one, sparse. */
    static HyperLogLog create() {
        byte[] bytes = new byte[HEADER_BYTES + 2];
        System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
        bytes[ENCODING_AT] = SPARSE;
        SparseRegisters.putEmpty(bytes, HEADER_BYTES);
        return new HyperLogLog(StringValue.raw(bytes));
    }

    /** The one under a key, null when there is no key; {@code WRONGTYPE} when the key holds anything else. */
    static @Nullable HyperLogLog of(@Nullable KeyEntry entry) {
        StringValue string = Call.cast(entry, StringValue.class);
        if (string == null) {
            return null;
        }
        if (!isValid(string)) {
            throw new CommandError("WRONGTYPE Key is not a valid HyperLogLog string value.");
        }
        return new HyperLogLog(string);
    }

    private static boolean isValid(StringValue string) {
        if (string.isInteger() || string.lengthBytes() < HEADER_BYTES) {
            return false;
        }
        byte[] bytes = string.array();
        int encoding = bytes[ENCODING_AT];
        return Bytes.equal(MAGIC, bytes, 0, MAGIC.length)
                && (encoding == SPARSE || (encoding == DENSE && string.lengthBytes() == DenseRegisters.LENGTH_BYTES));
    }

    /** What is answered when the runs of a sparse one do not cover all registers. */
    private static CommandError corrupt() {
        return new CommandError("INVALIDOBJ Corrupted HLL object detected");
    }

    /** The string itself. */
    StringValue string() {
        return string;
    }

    /** Whether it is sparse. */
    boolean isSparse() {
        return string.array()[ENCODING_AT] == SPARSE;
    }

    /** The string becomes {@code raw}, as any that is about to be changed in place. */
    void makeRaw() {
        string.growTo(string.lengthBytes());
    }

    /** Turns it dense; whether it was not. */
    boolean toDense() {
        if (!isSparse()) {
            return false;
        }
        string.become(DenseRegisters.of(registers(), string.array()));
        string.array()[ENCODING_AT] = DENSE;
        return true;
    }

    // ---- adding

    /** Adds an element; whether any register rose. */
    boolean add(Call call, byte[] source, int offset, int length) {
        long hash = MurmurHash.of(source, offset, length);
        int index = (int) hash & REGISTERS - 1;
        long rest = hash >>> INDEX_BITS | 1L << Long.SIZE - INDEX_BITS;
        return raise(call, index, Long.numberOfTrailingZeros(rest) + 1);
    }

    /** Raises register {@code index} to {@code level}; whether it was lower. */
    boolean raise(Call call, int index, int level) {
        if (isSparse()) {
            long limit = call.config().number(ConfigKey.HLL_SPARSE_MAX_BYTES);
            switch (SparseRegisters.raise(string, index, level, limit)) {
                case UNCHANGED -> {
                    return false;
                }
                case RAISED -> {
                    makeStale(); // now, for another element may yet show that the rest is damaged
                    return true;
                }
                case CORRUPT -> throw corrupt();
                case NO_ROOM -> toDense();
            }
        }
        return DenseRegisters.raise(string.array(), index, level);
    }

    /** Raises all registers to {@code highest}, a byte each, which is nowhere lower than they are. */
    void raiseAll(Call call, byte[] highest) {
        for (int index = 0; index < highest.length; index++) {
            if (!isSparse()) {
                DenseRegisters.set(string.array(), highest);
                return;
            }
            if (highest[index] > 0) {
                raise(call, index, highest[index]);
            }
        }
    }

    // ---- reading

    /** All registers, a byte each. */
    byte[] registers() {
        byte[] values = new byte[REGISTERS];
        mergeInto(values);
        return values;
    }

    /** Raises {@code highest}, one byte a register, to what is here. */
    void mergeInto(byte[] highest) {
        if (!isSparse()) {
            DenseRegisters.mergeInto(highest, string.array());
        } else if (!SparseRegisters.mergeInto(highest, string)) {
            throw corrupt();
        }
    }

    /** How many different elements were added, about. */
    long estimate() {
        int[] histogram = new int[LEVELS];
        if (!isSparse()) {
            DenseRegisters.count(string.array(), histogram);
        } else if (!SparseRegisters.count(string, histogram)) {
            throw corrupt();
        }
        return Estimator.estimate(histogram);
    }

    /** The estimate for registers of a byte each. */
    static long estimate(byte[] registers) {
        int[] histogram = new int[LEVELS];
        for (byte register : registers) {
            histogram[register]++;
        }
        return Estimator.estimate(histogram);
    }

    // ---- the cardinality in the header

    /** The estimate that is kept in the header; negative when it is stale. */
    long cached() {
        return Bytes.longLe(string.array(), CARDINALITY_AT);
    }

    /** Keeps an estimate. */
    void cache(long estimate) {
        Bytes.putLongLe(string.array(), CARDINALITY_AT, estimate);
    }

    /** Says that the kept estimate is stale. */
    void makeStale() {
        string.array()[HEADER_BYTES - 1] |= (byte) 0x80;
    }
}
