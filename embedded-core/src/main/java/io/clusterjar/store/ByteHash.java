package io.clusterjar.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A seeded hash of bytes: eight at a time, folded 128-bit products. Fast, and spread well in all its bits. */
final class ByteHash {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long A = 0xa0761d6478bd642fL;
    private static final long B = 0xe7037ed1a0b428dbL;

    private ByteHash() {}

    static int hash(byte[] bytes, int offset, int length, long seed) {
        long hash = seed ^ A;
        int at = offset;
        int left = length;
        while (left > 8) {
            hash = fold((long) LONG.get(bytes, at) ^ hash, B);
            at += 8;
            left -= 8;
        }
        long tail = 0;
        for (int i = 0; i < left; i++) {
            tail = tail << 8 | (bytes[at + i] & 0xffL);
        }
        hash = fold(hash ^ tail, A ^ length);
        return (int) (hash ^ hash >>> 32);
    }

    private static long fold(long x, long y) {
        return Math.multiplyHigh(x, y) ^ (x * y);
    }
}
