package io.clusterjar.command.stream;

import io.clusterjar.command.CommandError;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.StreamId;
import org.jspecify.annotations.Nullable;

/** Reads ids of stream entries as clients write them. */
final class StreamIds {
    private static final int MAX_LENGTH = 127;

    private StreamIds() {}

    private static CommandError invalid() {
        return new CommandError("ERR Invalid stream ID specified as stream command argument");
    }

    /** An id in full or its milliseconds alone; {@code -} and {@code +} are none. */
    static StreamId strict(Args args, int word) {
        StreamId id = strictOrNull(args, word);
        if (id == null) {
            throw invalid();
        }
        return id;
    }

    /** An id as {@link #strict} reads it, or null. */
    static @Nullable StreamId strictOrNull(Args args, int word) {
        return isEdge(args, word) ? null : parse(args.buffer(), args.offset(word), args.length(word), 0);
    }

    /** An id; {@code -} is the least and {@code +} the greatest. */
    static StreamId loose(Args args, int word, long missingSeq) {
        if (isEdge(args, word)) {
            return args.buffer()[args.offset(word)] == '-' ? StreamId.MIN : StreamId.MAX;
        }
        StreamId id = parse(args.buffer(), args.offset(word), args.length(word), missingSeq);
        if (id == null) {
            throw invalid();
        }
        return id;
    }

    private static boolean isEdge(Args args, int word) {
        return args.is(word, "-") || args.is(word, "+");
    }

    /** Where a range begins: {@code (} leaves the id itself out. */
    static StreamId start(Args args, int word) {
        StreamId id = bound(args, word, 0);
        if (!isExclusive(args, word)) {
            return id;
        }
        if (id.equals(StreamId.MAX)) {
            throw new CommandError("ERR invalid start ID for the interval");
        }
        return id.next();
    }

    /** Where a range ends: {@code (} leaves the id itself out. */
    static StreamId end(Args args, int word) {
        StreamId id = bound(args, word, -1);
        if (!isExclusive(args, word)) {
            return id;
        }
        if (id.isZero()) {
            throw new CommandError("ERR invalid end ID for the interval");
        }
        return id.previous();
    }

    private static boolean isExclusive(Args args, int word) {
        return args.length(word) > 1 && args.buffer()[args.offset(word)] == '(';
    }

    private static StreamId bound(Args args, int word, long missingSeq) {
        if (!isExclusive(args, word)) {
            return loose(args, word, missingSeq);
        }
        int at = args.offset(word) + 1;
        int length = args.length(word) - 1;
        boolean edge = length == 1 && (args.buffer()[at] == '-' || args.buffer()[at] == '+');
        StreamId id = edge ? null : parse(args.buffer(), at, length, missingSeq);
        if (id == null) {
            throw invalid();
        }
        return id;
    }

    /** Whether the word is milliseconds followed by {@code -*}: the node is to choose the number within them. */
    static boolean leavesSeqOpen(Args args, int word) {
        int end = args.offset(word) + args.length(word);
        return args.length(word) > 2
                && args.buffer()[end - 1] == '*'
                && dash(args.buffer(), args.offset(word), args.length(word)) == end - 2;
    }

    /** The milliseconds of a word that {@link #leavesSeqOpen}, with 0 as the number. */
    static StreamId withOpenSeq(Args args, int word) {
        StreamId id = parse(args.buffer(), args.offset(word), args.length(word) - 2, 0);
        if (id == null || args.length(word) > MAX_LENGTH) {
            throw invalid();
        }
        return id;
    }

    private static int dash(byte[] bytes, int offset, int length) {
        int at = offset;
        while (at < offset + length && bytes[at] != '-') {
            at++;
        }
        return at;
    }

    private static @Nullable StreamId parse(byte[] bytes, int offset, int length, long missingSeq) {
        int end = offset + length;
        int dash = dash(bytes, offset, length);
        if (length > MAX_LENGTH || !Unsigned.is(bytes, offset, dash)) {
            return null;
        }
        long ms = Unsigned.value(bytes, offset, dash);
        if (dash == end) {
            return new StreamId(ms, missingSeq);
        }
        return Unsigned.is(bytes, dash + 1, end) ? new StreamId(ms, Unsigned.value(bytes, dash + 1, end)) : null;
    }

    /** Numbers of 64 bits without sign as C's {@code strtoull} takes them: blanks and a sign may lead, zeros too. */
    private static final class Unsigned {
        private static final int MAX_SAFE_DIGITS = 18;

        static boolean is(byte[] bytes, int from, int to) {
            int at = digits(bytes, from, to);
            if (at == to || (bytes[from] == '-' && isCanonical(bytes, from + 1, to))) {
                return false;
            }
            for (int i = at; i < to; i++) {
                if (bytes[i] < '0' || bytes[i] > '9') {
                    return false;
                }
            }
            while (at < to - 1 && bytes[at] == '0') {
                at++;
            }
            return to - at <= MAX_SAFE_DIGITS
                    || (to - at <= 20
                            && fits(new String(bytes, at, to - at, java.nio.charset.StandardCharsets.US_ASCII)));
        }

        private static boolean fits(String digits) {
            return new java.math.BigInteger(digits).bitLength() <= Long.SIZE;
        }

        /** A negative number in its canonical form is known to be negative; in any other it wraps around. */
        private static boolean isCanonical(byte[] bytes, int from, int to) {
            return from < to && bytes[from] >= '1' && bytes[from] <= '9';
        }

        static long value(byte[] bytes, int from, int to) {
            int at = digits(bytes, from, to);
            boolean negative = at > from && bytes[at - 1] == '-';
            long value = 0;
            for (; at < to; at++) {
                value = value * 10 + bytes[at] - '0';
            }
            return negative ? -value : value;
        }

        private static int digits(byte[] bytes, int from, int to) {
            int at = from;
            while (at < to && (bytes[at] == ' ' || (bytes[at] >= '\t' && bytes[at] <= '\r'))) {
                at++;
            }
            return at < to && (bytes[at] == '+' || bytes[at] == '-') ? at + 1 : at;
        }
    }
}
