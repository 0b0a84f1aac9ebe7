package io.clusterjar.command.hyperloglog;

import io.clusterjar.base.Bytes;
import java.util.Arrays;

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
        for (int index = 0; index < HyperLogLog.REGISTERS; index++) {
            int value = get(bytes, index);
            if (value > highest[index]) {
                highest[index] = (byte) value;
            }
        }
    }

    /** Adds to {@code histogram} how many registers hold which value: four registers from three bytes at a time. */
    static void count(byte[] bytes, int[] histogram) {
        for (int at = HyperLogLog.HEADER_BYTES; at < LENGTH_BYTES; at += 3) {
            int four = Bytes.shortLe(bytes, at) | (bytes[at + 2] & 0xff) << 16;
            histogram[four & MASK]++;
            histogram[four >>> 6 & MASK]++;
            histogram[four >>> 12 & MASK]++;
            histogram[four >>> 18]++;
        }
    }

    /** All registers to {@code value}s, one byte each. */
    static byte[] of(byte[] values, byte[] header) {
        byte[] bytes = Arrays.copyOf(header, LENGTH_BYTES);
        Arrays.fill(bytes, HyperLogLog.HEADER_BYTES, LENGTH_BYTES, (byte) 0);
        for (int index = 0; index < HyperLogLog.REGISTERS; index++) {
            raise(bytes, index, values[index]);
        }
        return bytes;
    }
}
