package io.clusterjar.command.hyperloglog;

import io.clusterjar.base.Bytes;

/**
 * The registers of a dense HyperLogLog: six bits each, one after the other behind the header, from the lowest bit of each
 * byte to its highest.
 *
 * <pre>
 *   byte      |    0    |    1    |    2    |
 *   register  | 11000000 | 22221111 | 33333322 |     highest bit first
 * </pre>
 */
final class DenseRegisters {
    /** Length of a dense HyperLogLog. */
    static final int LENGTH_BYTES = HyperLogLog.HEADER_BYTES + HyperLogLog.REGISTERS * 6 / 8;

    private static final int MASK = 63;

    private DenseRegisters() {}

    /** Register {@code index}. */
    static int get(byte[] bytes, int index) {
        return pair(bytes, index) >>> (index * 6 & 7) & MASK;
    }

    /** Raises register {@code index} to {@code value}; whether it was lower. */
    static boolean raise(byte[] bytes, int index, int value) {
        int shift = index * 6 & 7;
        int pair = pair(bytes, index);
        if ((pair >>> shift & MASK) >= value) {
            return false;
        }
        int at = at(index);
        int changed = pair & ~(MASK << shift) | value << shift;
        bytes[at] = (byte) changed;
        if (shift > 2) {
            bytes[at + 1] = (byte) (changed >>> 8);
        }
        return true;
    }

    private static int at(int index) {
        return HyperLogLog.HEADER_BYTES + (index * 6 >>> 3);
    }

    /** The two bytes that hold a register; the last register lies in one alone. */
    private static int pair(byte[] bytes, int index) {
        int at = at(index);
        return (index * 6 & 7) > 2 ? Bytes.shortLe(bytes, at) : bytes[at] & 0xff;
    }

    /** Raises {@code highest}, one byte a register, to what is here. */
    static void mergeInto(byte[] highest, byte[] bytes) {
        int index = 0;
        for (int at = HyperLogLog.HEADER_BYTES; at < LENGTH_BYTES; at += 3) {
            int four = four(bytes, at);
            highest[index] = (byte) Math.max(highest[index], four & MASK);
            highest[index + 1] = (byte) Math.max(highest[index + 1], four >>> 6 & MASK);
            highest[index + 2] = (byte) Math.max(highest[index + 2], four >>> 12 & MASK);
            highest[index + 3] = (byte) Math.max(highest[index + 3], four >>> 18);
            index += 4;
        }
    }

    /** Adds to {@code histogram} how many registers hold which value. */
    static void count(byte[] bytes, int[] histogram) {
        for (int at = HyperLogLog.HEADER_BYTES; at < LENGTH_BYTES; at += 3) {
            int four = four(bytes, at);
            histogram[four & MASK]++;
            histogram[four >>> 6 & MASK]++;
            histogram[four >>> 12 & MASK]++;
            histogram[four >>> 18]++;
        }
    }

    /** Four registers, from three bytes. */
    private static int four(byte[] bytes, int at) {
        return Bytes.shortLe(bytes, at) | (bytes[at + 2] & 0xff) << 16;
    }

    /** Sets all to {@code registers}, one byte each. */
    static void set(byte[] bytes, byte[] registers) {
        int index = 0;
        for (int at = HyperLogLog.HEADER_BYTES; at < LENGTH_BYTES; at += 3) {
            int four = registers[index]
                    | registers[index + 1] << 6
                    | registers[index + 2] << 12
                    | registers[index + 3] << 18;
            Bytes.putShortLe(bytes, at, four);
            bytes[at + 2] = (byte) (four >>> 16);
            index += 4;
        }
    }

    /** A dense HyperLogLog with the header of another one and with {@code registers}, one byte each. */
    static byte[] of(byte[] registers, byte[] header) {
        byte[] bytes = new byte[LENGTH_BYTES];
        System.arraycopy(header, 0, bytes, 0, HyperLogLog.HEADER_BYTES);
        set(bytes, registers);
        return bytes;
    }
}
