package io.clusterjar.command.bitmap;

import io.clusterjar.base.NotANumber;
import io.clusterjar.base.Numbers;
import io.clusterjar.command.CommandError;
import io.clusterjar.protocol.Args;

/**
 * The type of an integer in a bit field: {@code i1} to {@code i64} or {@code u1} to {@code u63}.
 *
 * <p>Sums wrap around in 64 bits, as C's do, and so do the limits that they are compared with: what Redis answers at the ends
 * of the range of {@code long} follows from that.
 */
record FieldType(boolean signed, int width) {
    private static final int MAX_SIGNED_WIDTH = 64;
    private static final int MAX_UNSIGNED_WIDTH = 63;

    static FieldType read(Args args, int word) {
        int offset = args.offset(word);
        int length = args.length(word);
        int sign = length > 0 ? args.buffer()[offset] : 0;
        if (sign != 'i' && sign != 'u') {
            throw invalid();
        }
        boolean signed = sign == 'i';
        try {
            long width = Numbers.parseLong(args.buffer(), offset + 1, length - 1);
            if (width < 1 || width > (signed ? MAX_SIGNED_WIDTH : MAX_UNSIGNED_WIDTH)) {
                throw invalid();
            }
            return new FieldType(signed, (int) width);
        } catch (NotANumber e) {
            throw invalid();
        }
    }

    private static CommandError invalid() {
        return new CommandError("ERR Invalid bitfield type. Use something like i16 u8."
                + " Note that u64 is not supported but i64 is.");
    }

    /** The value that {@code width} bits of a bitmap show. */
    long fromBits(long bits) {
        int unused = Long.SIZE - width;
        return signed ? bits << unused >> unused : bits;
    }

    private long max() {
        return signed ? (1L << (width - 1)) - 1 : -1L >>> (Long.SIZE - width);
    }

    /** Whether {@code value + increment} is greater than what fits. */
    private boolean isAbove(long value, long increment) {
        long room = max() - value;
        if (!signed) {
            return Long.compareUnsigned(value, max()) > 0 || (increment > 0 && increment > room);
        }
        return value > max()
                || (width != Long.SIZE && increment > room)
                || (value >= 0 && increment > 0 && increment > room);
    }

    /** Whether {@code value + increment}, which is not above, is less than what fits. */
    private boolean isBelow(long value, long increment) {
        if (!signed) {
            return increment < 0 && increment < -value;
        }
        long min = -max() - 1;
        long room = min - value;
        return value < min
                || (width != Long.SIZE && increment < room)
                || (value < 0 && increment < 0 && increment < room);
    }

    /** Whether {@code value + increment} does not fit. */
    boolean overflows(long value, long increment) {
        return isAbove(value, increment) || isBelow(value, increment);
    }

    /** What {@code value + increment} is in this type. */
    long sum(long value, long increment, Overflow overflow) {
        if (overflow == Overflow.SAT) {
            if (isAbove(value, increment)) {
                return max();
            }
            if (isBelow(value, increment)) {
                return signed ? -max() - 1 : 0;
            }
        }
        return fromBits(value + increment & -1L >>> (Long.SIZE - width));
    }
}
