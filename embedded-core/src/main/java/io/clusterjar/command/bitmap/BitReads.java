package io.clusterjar.command.bitmap;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.StringValue;

/** The commands that look at single bits, count them and find them. */
final class BitReads {
    private BitReads() {}

    static Outcome getBit(Call call) {
        long at = BitOffset.read(call, 2);
        StringValue value = call.read(1, StringValue.class);
        if (value == null || at >>> 3 >= value.lengthBytes()) {
            return call.reply().integer(0);
        }
        return call.reply().integer(Bits.get(bytes(value), at));
    }

    /** The bytes of a string, good for reading up to its length. */
    static byte[] bytes(StringValue value) {
        return value.isInteger() ? value.toBytes() : value.array();
    }

    // ---- BITCOUNT key [start end [BYTE | BIT]]

    static Outcome bitCount(Call call) {
        StringValue value = call.read(1, StringValue.class);
        if (value == null) {
            return call.reply().integer(0); // whatever the other words are: 7.2 does not look at them here
        }
        Args args = call.args();
        int words = args.count();
        long totalBits = 8L * value.lengthBytes();
        if (words == 2) {
            return call.reply().integer(Bits.count(bytes(value), 0, totalBits));
        }
        if (words != 4 && words != 5) {
            throw CommandError.syntax();
        }
        long start = Words.integer(args, 2);
        long end = Words.integer(args, 3);
        if (start < 0 && end < 0 && start > end) {
            return call.reply().integer(0);
        }
        Range range = Range.of(start, end, words == 5 && countsBits(args, 4), value.lengthBytes());
        return call.reply().integer(Bits.count(bytes(value), range.from, range.end));
    }

    // ---- BITPOS key bit [start [end [BYTE | BIT]]]

    static Outcome bitPos(Call call) {
        Args args = call.args();
        long bit = Words.integer(args, 2);
        if (bit != 0 && bit != 1) {
            throw new CommandError("ERR The bit argument must be 1 or 0.");
        }
        StringValue value = call.read(1, StringValue.class);
        if (value == null) {
            return call.reply().integer(bit == 1 ? -1 : 0);
        }
        int words = args.count();
        if (words > 6) {
            throw CommandError.syntax();
        }
        long start = words > 3 ? Words.integer(args, 3) : 0;
        boolean bits = words == 6 && countsBits(args, 5);
        long end = words > 4 ? Words.integer(args, 4) : -1;
        Range range = Range.of(start, end, bits, value.lengthBytes());
        if (range.from >= range.end) {
            return call.reply().integer(-1);
        }
        long found = Bits.find(bytes(value), range.from, range.end, (int) bit);
        if (found < 0 && bit == 0 && words <= 4) {
            found = range.end; // with no end given, zeros follow the string
        }
        return call.reply().integer(found);
    }

    private static boolean countsBits(Args args, int word) {
        if (args.is(word, "bit")) {
            return true;
        }
        if (args.is(word, "byte")) {
            return false;
        }
        throw CommandError.syntax();
    }

    /** Bits from the first one up to, not including, the end; nothing when that is not behind. */
    private record Range(long from, long end) {
        /** What {@code start} to {@code last}, both included and from the back when negative, is of a string. */
        static Range of(long start, long last, boolean bits, int lengthBytes) {
            long total = bits ? 8L * lengthBytes : lengthBytes;
            long from = Math.max(0, start < 0 ? start + total : start);
            long end = Math.min(total - 1, Math.max(0, last < 0 ? last + total : last)) + 1;
            if (from >= end) {
                return new Range(0, 0);
            }
            return bits ? new Range(from, end) : new Range(8 * from, 8 * end);
        }
    }
}
