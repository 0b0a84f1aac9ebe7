package io.clusterjar.command.hyperloglog;

import io.clusterjar.store.StringValue;

/**
 * The registers of a sparse HyperLogLog: runs of equal registers, one behind the other, that together cover all of them.
 *
 * <pre>
 *   ZERO   00llllll            l + 1 registers (1 to 64) that are 0
 *   XZERO  01llllll llllllll   l + 1 registers (1 to 16384) that are 0
 *   VAL    1vvvvvll            l + 1 registers (1 to 4) that are v + 1 (1 to 32)
 * </pre>
 *
 * <p>Registers are raised in place, exactly as Redis does it, so that equal histories give equal bytes.
 */
final class SparseRegisters {
    /** The greatest value that a run can show. */
    static final int MAX_VALUE = 32;

    private static final int FAR_BEHIND = 2 * HyperLogLog.REGISTERS;
    private static final int MAX_VALUE_RUN = 4;
    private static final int MAX_ZERO_RUN = 64;
    /** How many runs are looked at for neighbours that have become equal. */
    private static final int JOIN_RUNS = 5;

    /** What became of raising a register. */
    enum Raise {
        /** It was as high already. */
        UNCHANGED,
        /** It is raised. */
        RAISED,
        /** It cannot be shown within the limit: the HyperLogLog must become dense first. */
        NO_ROOM,
        /** The runs do not cover it. */
        CORRUPT
    }

    private SparseRegisters() {}

    // ---- runs

    private static boolean isValue(byte[] bytes, int at) {
        return bytes[at] < 0;
    }

    private static boolean isLongZero(byte[] bytes, int at) {
        return (bytes[at] & 0xc0) == 0x40;
    }

    /** How many bytes the run at {@code at} takes. */
    private static int width(byte[] bytes, int at) {
        return isLongZero(bytes, at) ? 2 : 1;
    }

    /** How many registers the run at {@code at} covers; a run that is cut off ends in a zero. */
    private static int span(byte[] bytes, int at, int end) {
        if (isValue(bytes, at)) {
            return (bytes[at] & 3) + 1;
        }
        int high = bytes[at] & 0x3f;
        return isLongZero(bytes, at) ? (high << 8 | (at + 1 < end ? bytes[at + 1] & 0xff : 0)) + 1 : high + 1;
    }

    /** What the registers of the run at {@code at} are. */
    private static int value(byte[] bytes, int at) {
        return isValue(bytes, at) ? (bytes[at] >> 2 & 31) + 1 : 0;
    }

    private static byte valueRun(int value, int span) {
        return (byte) (0x80 | value - 1 << 2 | span - 1);
    }

    private static int putZeros(byte[] target, int at, int span) {
        if (span > MAX_ZERO_RUN) {
            target[at] = (byte) (0x40 | span - 1 >> 8);
            target[at + 1] = (byte) (span - 1);
            return at + 2;
        }
        target[at] = (byte) (span - 1);
        return at + 1;
    }

    /** Writes one run of zeros that covers all registers at {@code at} of {@code target}. */
    static void putEmpty(byte[] target, int at) {
        putZeros(target, at, HyperLogLog.REGISTERS);
    }

    // ---- all of them

    /** Sees a run. */
    @FunctionalInterface
    interface Visitor {
        /** {@code span} registers from {@code first} on are {@code value}; {@code wide} when the run takes two bytes. */
        void run(int first, int span, int value, boolean wide);
    }

    /** Visits all runs; how many registers they cover. */
    static int forEach(StringValue value, Visitor visitor) {
        byte[] bytes = value.array();
        int end = value.lengthBytes();
        int first = 0;
        for (int at = HyperLogLog.HEADER_BYTES; at < end; at += width(bytes, at)) {
            int span = span(bytes, at, end);
            visitor.run(first, span, value(bytes, at), isLongZero(bytes, at));
            first = Math.min(first + span, FAR_BEHIND); // a damaged one may claim any number
        }
        return first;
    }

    /** Raises {@code highest}, one byte a register, to what is here; false when the runs do not cover all registers. */
    static boolean mergeInto(byte[] highest, StringValue value) {
        int covered = forEach(value, (first, span, level, wide) -> {
            if (first + span <= HyperLogLog.REGISTERS && level > 0) {
                for (int index = first; index < first + span; index++) {
                    highest[index] = (byte) Math.max(highest[index], level);
                }
            }
        });
        return covered == HyperLogLog.REGISTERS;
    }

    /** Adds to {@code histogram} how many registers hold which value; false when the runs do not cover all registers. */
    static boolean count(StringValue value, int[] histogram) {
        return forEach(value, (first, span, level, wide) -> histogram[level] += span) == HyperLogLog.REGISTERS;
    }

    // ---- one of them

    /** Raises register {@code index} to {@code level} unless it is as high, or the string would be too long for it. */
    static Raise raise(StringValue value, int index, int level, long maxLengthBytes) {
        if (level > MAX_VALUE) {
            return Raise.NO_ROOM;
        }
        byte[] bytes = value.array();
        int end = value.lengthBytes();
        int at = HyperLogLog.HEADER_BYTES;
        int before = at;
        int first = 0;
        int span = 0;
        while (at < end) {
            span = span(bytes, at, end);
            if (index < first + span) {
                break;
            }
            before = at;
            at += width(bytes, at);
            first += span;
        }
        if (at >= end) {
            return Raise.CORRUPT;
        }
        int old = value(bytes, at);
        if (old >= level) {
            return Raise.UNCHANGED;
        }
        if (span == 1 && !isLongZero(bytes, at)) {
            value.growTo(end)[at] = valueRun(level, 1);
        } else {
            byte[] runs = new byte[5];
            int count = split(runs, old, index - first, span, level);
            int width = width(bytes, at);
            if (count > width && (long) end + count - width > maxLengthBytes) {
                return Raise.NO_ROOM;
            }
            value.splice(at, Math.min(width, end - at), runs, 0, count);
        }
        joinEqual(value, before);
        return Raise.RAISED;
    }

    /** Writes a run anew, its register {@code within} raised to {@code level}; how many bytes that takes. */
    private static int split(byte[] runs, int old, int within, int span, int level) {
        int rest = span - within - 1;
        int at = 0;
        if (within > 0) {
            at = putRun(runs, at, old, within);
        }
        runs[at++] = valueRun(level, 1);
        return rest > 0 ? putRun(runs, at, old, rest) : at;
    }

    private static int putRun(byte[] runs, int at, int value, int span) {
        if (value == 0) {
            return putZeros(runs, at, span);
        }
        runs[at] = valueRun(value, span);
        return at + 1;
    }

    /** Joins neighbouring runs of one value near {@code from}, as far as Redis looks. */
    private static void joinEqual(StringValue string, int from) {
        byte[] bytes = string.array();
        int at = from;
        for (int left = JOIN_RUNS; left > 0 && at < string.lengthBytes(); left--) {
            if (!isValue(bytes, at)) {
                at += width(bytes, at);
                continue;
            }
            if (at + 1 < string.lengthBytes() && isValue(bytes, at + 1)) {
                int value = value(bytes, at);
                int span = (bytes[at] & 3) + (bytes[at + 1] & 3) + 2;
                if (value == value(bytes, at + 1) && span <= MAX_VALUE_RUN) {
                    string.splice(at, 2, new byte[] {valueRun(value, span)}, 0, 1);
                    continue; // the joined run may join the next
                }
            }
            at++;
        }
    }
}
