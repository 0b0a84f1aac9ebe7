package io.clusterjar.command.hyperloglog;

import io.clusterjar.base.Bytes;

/** MurmurHash64A, with the seed that Redis has always used for HyperLogLogs: other hashes would give other registers. */
final class MurmurHash {
    private static final long MULTIPLIER = 0xc6a4a7935bd1e995L;
    private static final long SEED = 0xadc83b19L;
    private static final int SHIFT = 47;

    private MurmurHash() {}

    /** 64 well mixed bits of some bytes. */
    static long of(byte[] bytes, int offset, int length) {
        long hash = SEED ^ length * MULTIPLIER;
        int at = offset;
        int end = offset + (length & -Long.BYTES);
        for (; at < end; at += Long.BYTES) {
            long word = Bytes.longLe(bytes, at) * MULTIPLIER;
            hash = (hash ^ (word ^ word >>> SHIFT) * MULTIPLIER) * MULTIPLIER;
        }
        int rest = length & Long.BYTES - 1;
        if (rest > 0) {
            for (int i = 0; i < rest; i++) {
                hash ^= (bytes[at + i] & 0xffL) << 8 * i;
            }
            hash *= MULTIPLIER;
        }
        hash = (hash ^ hash >>> SHIFT) * MULTIPLIER;
        return hash ^ hash >>> SHIFT;
    }
}
