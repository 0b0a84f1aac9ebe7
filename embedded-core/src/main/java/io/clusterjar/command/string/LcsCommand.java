package io.clusterjar.command.string;

import io.clusterjar.base.Bytes;
import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.command.StringLimits;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.StringValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code LCS}: the longest common subsequence of two strings.
 *
 * <p>The table of lengths is filled forwards, then walked backwards: each step that lengthens the subsequence is a common
 * byte; neighbouring common bytes are a range. Redis' own walk decides which of several equal answers is given.
 */
final class LcsCommand {
    private static final String NOT_STRINGS = "ERR The specified keys must contain string values";

    private final byte[] a;
    private final byte[] b;
    private final int[] lengths;
    private final int width;
    private long minMatchLength;
    private boolean withMatchLength;
    private byte[] common = Bytes.EMPTY;
    private int[] ranges = new int[16];
    private int rangesUsed;

    private LcsCommand(byte[] a, byte[] b) {
        this.a = a;
        this.b = b;
        width = b.length + 1;
        lengths = new int[Math.multiplyExact(a.length + 1, width)];
    }

    static Outcome run(Call call) {
        Args args = call.args();
        KeyEntry first = call.readEntry(1);
        KeyEntry second = call.readEntry(2);
        byte[] a = string(first);
        byte[] b = string(second);
        boolean indexes = false;
        boolean lengthOnly = false;
        boolean withMatchLength = false;
        long minMatchLength = 0;
        for (int word = 3; word < args.count(); word++) {
            if (args.is(word, "idx")) {
                indexes = true;
            } else if (args.is(word, "len")) {
                lengthOnly = true;
            } else if (args.is(word, "withmatchlen")) {
                withMatchLength = true;
            } else if (args.is(word, "minmatchlen") && word + 1 < args.count()) {
                minMatchLength = Math.max(0, Words.integer(args, ++word));
            } else {
                throw CommandError.syntax();
            }
        }
        if (indexes && lengthOnly) {
            throw new CommandError("ERR If you want both the length and indexes, please just use IDX.");
        }
        if ((a.length + 1L) * (b.length + 1L) * Integer.BYTES > StringLimits.maxLengthBytes(call)) {
            throw new CommandError("ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len");
        }
        LcsCommand lcs = new LcsCommand(a, b);
        lcs.minMatchLength = minMatchLength;
        lcs.withMatchLength = withMatchLength;
        lcs.fill();
        if (lengthOnly) {
            return call.reply().integer(lcs.length(a.length, b.length));
        }
        lcs.walk();
        return indexes ? lcs.replyRanges(call.reply()) : call.reply().bulk(lcs.common);
    }

    private static byte[] string(@Nullable KeyEntry entry) {
        if (entry == null) {
            return Bytes.EMPTY;
        }
        if (!(entry.value() instanceof StringValue value)) {
            throw new CommandError(NOT_STRINGS);
        }
        return value.toBytes();
    }

    private int length(int i, int j) {
        return lengths[i * width + j];
    }

    private void fill() {
        for (int i = 1; i <= a.length; i++) {
            for (int j = 1; j <= b.length; j++) {
                lengths[i * width + j] =
                        a[i - 1] == b[j - 1] ? length(i - 1, j - 1) + 1 : Math.max(length(i - 1, j), length(i, j - 1));
            }
        }
    }

    private void walk() {
        int i = a.length;
        int j = b.length;
        int left = length(i, j);
        common = new byte[left];
        int aStart = a.length; // a.length: no range is open
        int aEnd = 0;
        int bStart = 0;
        int bEnd = 0;
        while (i > 0 && j > 0) {
            boolean emit = false;
            if (a[i - 1] == b[j - 1]) {
                common[left - 1] = a[i - 1];
                if (aStart == a.length) {
                    aStart = i - 1;
                    aEnd = i - 1;
                    bStart = j - 1;
                    bEnd = j - 1;
                } else if (aStart == i && bStart == j) {
                    aStart--;
                    bStart--;
                } else {
                    emit = true;
                }
                emit |= aStart == 0 || bStart == 0;
                left--;
                i--;
                j--;
            } else {
                if (length(i - 1, j) > length(i, j - 1)) {
                    i--;
                } else {
                    j--;
                }
                emit = aStart != a.length;
            }
            if (emit) {
                addRange(aStart, aEnd, bStart, bEnd);
                aStart = a.length;
            }
        }
    }

    private void addRange(int aStart, int aEnd, int bStart, int bEnd) {
        if (aEnd - aStart + 1 < minMatchLength) {
            return;
        }
        if (rangesUsed == ranges.length) {
            ranges = Arrays.copyOf(ranges, rangesUsed * 2);
        }
        ranges[rangesUsed++] = aStart;
        ranges[rangesUsed++] = aEnd;
        ranges[rangesUsed++] = bStart;
        ranges[rangesUsed++] = bEnd;
    }

    private Outcome replyRanges(Reply reply) {
        reply.map(2);
        reply.bulk("matches");
        reply.array(rangesUsed / 4);
        for (int at = 0; at < rangesUsed; at += 4) {
            reply.array(withMatchLength ? 3 : 2);
            reply.array(2);
            reply.integer(ranges[at]);
            reply.integer(ranges[at + 1]);
            reply.array(2);
            reply.integer(ranges[at + 2]);
            reply.integer(ranges[at + 3]);
            if (withMatchLength) {
                reply.integer(ranges[at + 1] - ranges[at] + 1);
            }
        }
        reply.bulk("len");
        return reply.integer(length(a.length, b.length));
    }
}
