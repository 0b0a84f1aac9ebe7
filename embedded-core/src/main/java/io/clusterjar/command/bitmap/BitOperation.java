package io.clusterjar.command.bitmap;

import io.clusterjar.base.Bytes;
import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.StringValue;
import java.util.Arrays;

/**
 * {@code BITOP AND | OR | XOR | NOT destkey key [key ...]}: the result is as long as the longest source, shorter ones and
 * missing keys count as if zeros followed.
 */
enum BitOperation {
    /** Bits that all sources have. */
    AND,
    /** Bits that any source has. */
    OR,
    /** Bits that an odd number of sources has. */
    XOR,
    /** Bits that the one source has not. */
    NOT;

    private static final int FIRST_SOURCE = 3;

    static Outcome run(Call call) {
        Args args = call.args();
        BitOperation operation = read(args);
        int count = args.count() - FIRST_SOURCE;
        if (operation == NOT && count != 1) {
            throw new CommandError("ERR BITOP NOT must be called with a single source key.");
        }
        byte[][] sources = new byte[count][];
        int[] lengths = new int[count];
        int longest = 0;
        for (int i = 0; i < count; i++) {
            StringValue value = call.read(FIRST_SOURCE + i, StringValue.class);
            sources[i] = value == null ? Bytes.EMPTY : BitReads.bytes(value);
            lengths[i] = value == null ? 0 : value.lengthBytes();
            longest = Math.max(longest, lengths[i]);
        }
        if (longest > 0) {
            call.put(2, StringValue.raw(operation.of(sources, lengths, longest)), false);
            call.changed(2, KeyEvent.STRING, "set");
        } else if (call.remove(2)) {
            call.changed(2, KeyEvent.GENERIC, "del");
        }
        return call.reply().integer(longest);
    }

    private static BitOperation read(Args args) {
        if (args.is(1, "and")) {
            return AND;
        } else if (args.is(1, "or")) {
            return OR;
        } else if (args.is(1, "xor")) {
            return XOR;
        } else if (args.is(1, "not")) {
            return NOT;
        }
        throw CommandError.syntax();
    }

    private byte[] of(byte[][] sources, int[] lengths, int longest) {
        byte[] result = new byte[longest];
        System.arraycopy(sources[0], 0, result, 0, lengths[0]);
        if (this == NOT) {
            invert(result);
        }
        for (int i = 1; i < sources.length; i++) {
            combine(result, sources[i], lengths[i]);
        }
        return result;
    }

    private static void invert(byte[] result) {
        int at = 0;
        for (; at <= result.length - Long.BYTES; at += Long.BYTES) {
            Bytes.putLongLe(result, at, ~Bytes.longLe(result, at));
        }
        for (; at < result.length; at++) {
            result[at] = (byte) ~result[at];
        }
    }

    private void combine(byte[] result, byte[] source, int lengthBytes) {
        int at = 0;
        for (; at <= lengthBytes - Long.BYTES; at += Long.BYTES) {
            Bytes.putLongLe(result, at, apply(Bytes.longLe(result, at), Bytes.longLe(source, at)));
        }
        for (; at < lengthBytes; at++) {
            result[at] = (byte) apply(result[at], source[at]);
        }
        if (this == AND) {
            Arrays.fill(result, lengthBytes, result.length, (byte) 0);
        }
    }

    private long apply(long a, long b) {
        return switch (this) {
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> a ^ b;
            case NOT -> ~b;
        };
    }
}
