package io.clusterjar.persistence;

import io.clusterjar.base.Bytes;

/** The checksum of RDB files and {@code DUMP} payloads: CRC64 "Jones", reflected, starting from 0; eight bytes a step. */
public final class Crc64 {
    private static final long REFLECTED_POLYNOMIAL = Long.reverse(0xad93d23594c935a9L);
    private static final long[][] TABLE = table();

    private Crc64() {}

    /** The checksum of {@code crc}'s bytes followed by these. */
    public static long update(long crc, byte[] bytes, int offset, int length) {
        long sum = crc;
        int at = offset;
        int end = offset + length;
        for (; end - at >= 8; at += 8) {
            long x = sum ^ Bytes.longLe(bytes, at);
            sum = TABLE[7][(int) x & 0xff]
                    ^ TABLE[6][(int) (x >>> 8) & 0xff]
                    ^ TABLE[5][(int) (x >>> 16) & 0xff]
                    ^ TABLE[4][(int) (x >>> 24) & 0xff]
                    ^ TABLE[3][(int) (x >>> 32) & 0xff]
                    ^ TABLE[2][(int) (x >>> 40) & 0xff]
                    ^ TABLE[1][(int) (x >>> 48) & 0xff]
                    ^ TABLE[0][(int) (x >>> 56)];
        }
        for (; at < end; at++) {
            sum = TABLE[0][(int) (sum ^ bytes[at]) & 0xff] ^ sum >>> 8;
        }
        return sum;
    }

    private static long[][] table() {
        long[][] table = new long[8][256];
        for (int i = 0; i < 256; i++) {
            long crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ REFLECTED_POLYNOMIAL : crc >>> 1;
            }
            table[0][i] = crc;
        }
        for (int k = 1; k < 8; k++) {
            for (int i = 0; i < 256; i++) {
                long before = table[k - 1][i];
                table[k][i] = table[0][(int) before & 0xff] ^ before >>> 8;
            }
        }
        return table;
    }
}
