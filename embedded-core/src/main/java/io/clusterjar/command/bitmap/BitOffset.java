package io.clusterjar.command.bitmap;

import io.clusterjar.base.NotANumber;
import io.clusterjar.base.Numbers;
import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.StringLimits;
import io.clusterjar.protocol.Args;

/** Reads where a bit is: not before the string's first, and not behind the last that a string may have. */
final class BitOffset {
    private BitOffset() {}

    /** The bit that {@code word} names. */
    static long read(Call call, int word) {
        Args args = call.args();
        return check(call, parse(args, args.offset(word), args.length(word)));
    }

    /** The bit that {@code word} names, in fields of {@code width} bits when it begins with {@code #}. */
    static long read(Call call, int word, int width) {
        Args args = call.args();
        int offset = args.offset(word);
        int length = args.length(word);
        if (length > 0 && args.buffer()[offset] == '#') {
            return check(call, parse(args, offset + 1, length - 1) * width);
        }
        return check(call, parse(args, offset, length));
    }

    private static long parse(Args args, int offset, int length) {
        try {
            return Numbers.parseLong(args.buffer(), offset, length);
        } catch (NotANumber e) {
            throw outOfRange();
        }
    }

    private static long check(Call call, long bit) {
        if (bit < 0 || bit >> 3 >= StringLimits.maxLengthBytes(call)) {
            throw outOfRange();
        }
        return bit;
    }

    private static CommandError outOfRange() {
        return new CommandError("ERR bit offset is not an integer or out of range");
    }
}
