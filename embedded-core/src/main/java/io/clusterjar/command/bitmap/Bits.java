package io.clusterjar.command.bitmap;

import io.clusterjar.base.Bytes;

/**
 * Bytes as one row of bits: bit 0 is the highest of the first byte, bit 7 its lowest, bit 8 the highest of the second byte.
 * Long rows are read eight bytes at a time.
 *
 * <pre>
 *   byte   |        0        |        1        |
 *   bit    | 0 1 2 3 4 5 6 7 | 8 9 ...
 * </pre>
 */
final class Bits {
    private static final int NONE = -1;

    private Bits() {}

    /** Bit {@code at}, 0 or 1. */
    static int get(byte[] bytes, long at) {
        return bytes[(int) (at >>> 3)] >> (7 - (int) (at & 7)) & 1;
    }

    /** Sets bit {@code at} to {@code bit}, 0 or 1. */
    static void set(byte[] bytes, long at, int bit) {
        int shift = 7 - (int) (at & 7);
        int index = (int) (at >>> 3);
        bytes[index] = (byte) (bytes[index] & ~(1 << shift) | bit << shift);
    }

    // ---- ranges of bits: from the first one up to, not including, the end

    /** How many bits are set in {@code [from, end)}. */
    static long count(byte[] bytes, long from, long end) {
        if (from >= end) {
            return 0;
        }
        int first = (int) (from >>> 3);
        int last = (int) (end - 1 >>> 3);
        int firstMask = 0xff >>> (int) (from & 7);
        int lastMask = 0xff << (7 - (int) (end - 1 & 7)) & 0xff;
        if (first == last) {
            return Integer.bitCount(bytes[first] & firstMask & lastMask);
        }
        return Integer.bitCount(bytes[first] & firstMask)
                + countBytes(bytes, first + 1, last)
                + Integer.bitCount(bytes[last] & lastMask);
    }

    private static long countBytes(byte[] bytes, int from, int end) {
        long count = 0;
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            count += Long.bitCount(Bytes.longLe(bytes, at));
        }
        for (; at < end; at++) {
            count += Integer.bitCount(bytes[at] & 0xff);
        }
        return count;
    }

    /** The first bit of {@code [from, end)} that is {@code bit}, 0 or 1; -1 when there is none. */
    static long find(byte[] bytes, long from, long end, int bit) {
        long at = from;
        for (; at < end && (at & 7) != 0; at++) {
            if (get(bytes, at) == bit) {
                return at;
            }
        }
        long flip = bit == 1 ? 0 : -1;
        if (at < end) {
            at = skip(bytes, at, end, flip);
        }
        for (; at <= end - Long.SIZE; at += Long.SIZE) {
            long word = Bytes.longBe(bytes, (int) (at >>> 3)) ^ flip;
            if (word != 0) {
                return at + Long.numberOfLeadingZeros(word);
            }
        }
        for (; at < end; at++) {
            if (get(bytes, at) == bit) {
                return at;
            }
        }
        return NONE;
    }

    /** From {@code from}, the first bit of a byte, as many times 32 bytes further as all are {@code uninteresting}. */
    private static long skip(byte[] bytes, long from, long end, long uninteresting) {
        int at = (int) (from >>> 3);
        int last = (int) (end >>> 3) - 4 * Long.BYTES;
        for (; at <= last; at += 4 * Long.BYTES) {
            long different = Bytes.longLe(bytes, at) ^ uninteresting;
            different |= Bytes.longLe(bytes, at + 8) ^ uninteresting;
            different |= Bytes.longLe(bytes, at + 16) ^ uninteresting;
            different |= Bytes.longLe(bytes, at + 24) ^ uninteresting;
            if (different != 0) {
                break;
            }
        }
        return 8L * at;
    }

    // ---- integers of some bits, the highest first

    /** The integer of {@code width} bits, 1 to 64, at bit {@code at}; bits behind {@code lengthBytes} are 0. */
    static long field(byte[] bytes, int lengthBytes, long at, int width) {
        long value = 0;
        int left = width;
        for (long bit = at; left > 0; ) {
            int index = (int) Math.min(bit >>> 3, Integer.MAX_VALUE);
            int within = (int) (bit & 7);
            int take = Math.min(8 - within, left);
            int part = index < lengthBytes ? (bytes[index] & 0xff >>> within) >>> (8 - within - take) : 0;
            value = value << take | part;
            bit += take;
            left -= take;
        }
        return value;
    }

    /** Writes the lowest {@code width} bits, 1 to 64, of {@code value} at bit {@code at}. */
    static void setField(byte[] bytes, long at, int width, long value) {
        int left = width;
        for (long bit = at; left > 0; ) {
            int index = (int) (bit >>> 3);
            int within = (int) (bit & 7);
            int take = Math.min(8 - within, left);
            int shift = 8 - within - take;
            int mask = (1 << take) - 1;
            int part = (int) (value >>> (left - take)) & mask;
            bytes[index] = (byte) (bytes[index] & ~(mask << shift) | part << shift);
            bit += take;
            left -= take;
        }
    }
}
