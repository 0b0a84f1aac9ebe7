package io.clusterjar.persistence;

import io.clusterjar.base.Bytes;
import io.clusterjar.base.NotANumber;
import io.clusterjar.base.Numbers;
import java.util.Arrays;

/**
 * The primitives of RDB, read from a part of an array. Whatever reaches beyond its end throws {@link Underflow}, so that
 * a stream may be tried again when more has come; what can never be right throws {@link CorruptRdb}.
 */
final class RdbIn {
    /** More bytes are needed. */
    static final class Underflow extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static final Underflow INSTANCE = new Underflow();

        private Underflow() {
            super("more bytes are needed", null, false, false);
        }
    }

    private static final int MAX_STRING_BYTES = Integer.MAX_VALUE - 16;

    private byte[] buffer = Bytes.EMPTY;
    private long base; // offset of buffer[0] in the stream
    private int at;
    private int end;
    private long missing;

    /** Reads from {@code buffer[at]} to {@code buffer[end - 1]}; {@code buffer[0]} is byte {@code base} of the stream. */
    void reset(byte[] buffer, int at, int end, long base) {
        this.buffer = buffer;
        this.at = at;
        this.end = end;
        this.base = base;
        missing = 0;
    }

    byte[] buffer() {
        return buffer;
    }

    int at() {
        return at;
    }

    int remaining() {
        return end - at;
    }

    /** Offset in the stream of the next byte. */
    long offset() {
        return base + at;
    }

    /** After {@link Underflow}: how many bytes were missing at least. */
    long missing() {
        return missing;
    }

    CorruptRdb corrupt(String what) {
        return new CorruptRdb(what, offset());
    }

    private void need(long count) {
        if (count > end - at) {
            missing = count - (end - at);
            throw Underflow.INSTANCE;
        }
    }

    int raw() {
        need(1);
        return buffer[at++] & 0xff;
    }

    byte[] raw(int count) {
        need(count);
        byte[] bytes = Arrays.copyOfRange(buffer, at, at + count);
        at += count;
        return bytes;
    }

    void skip(int count) {
        need(count);
        at += count;
    }

    int intLe() {
        need(4);
        at += 4;
        return Bytes.intLe(buffer, at - 4);
    }

    long longLe() {
        need(8);
        at += 8;
        return Bytes.longLe(buffer, at - 8);
    }

    double doubleLe() {
        return Double.longBitsToDouble(longLe());
    }

    /** A double as text, after its length in one byte, of which three values mean what no digits show. */
    double doubleText() {
        int length = raw();
        switch (length) {
            case 253:
                return Double.NaN;
            case 254:
                return Double.POSITIVE_INFINITY;
            case 255:
                return Double.NEGATIVE_INFINITY;
            default:
                byte[] text = raw(length);
                try {
                    return Numbers.parseDouble(text, 0, length);
                } catch (NotANumber none) {
                    return Double.NaN;
                }
        }
    }

    /** A length; unsigned 64 bits. */
    long length() {
        long before = offset();
        int first = raw();
        if (first >> 6 == 3) {
            throw new CorruptRdb("string encoding where a length must be", before);
        }
        return length(first);
    }

    /** A length that counts things of one byte at least, so that it can be kept as int. */
    int count() {
        long before = offset();
        long value = length();
        if (value < 0 || value > MAX_STRING_BYTES) {
            throw new CorruptRdb("count " + Long.toUnsignedString(value) + " is too great", before);
        }
        return (int) value;
    }

    private long length(int first) {
        switch (first >> 6) {
            case 0:
                return first & 0x3f;
            case 1:
                return (first & 0x3fL) << 8 | raw();
            default:
                if (first == 0x80) {
                    need(4);
                    at += 4;
                    return Bytes.intBe(buffer, at - 4) & 0xffffffffL;
                }
                if (first == 0x81) {
                    need(8);
                    at += 8;
                    return Bytes.longBe(buffer, at - 8);
                }
                throw new CorruptRdb("unknown length encoding " + first, offset() - 1);
        }
    }

    /** A string in any encoding. */
    byte[] string() {
        long before = offset();
        int first = raw();
        if (first >> 6 != 3) {
            long length = length(first);
            if (length < 0 || length > MAX_STRING_BYTES) {
                throw new CorruptRdb("string of " + Long.toUnsignedString(length) + " bytes is too long", before);
            }
            return raw((int) length);
        }
        return switch (first & 0x3f) {
            case RdbFormat.ENCODED_INT8 -> Bytes.decimal((byte) raw());
            case RdbFormat.ENCODED_INT16 -> {
                need(2);
                at += 2;
                yield Bytes.decimal((short) Bytes.shortLe(buffer, at - 2));
            }
            case RdbFormat.ENCODED_INT32 -> Bytes.decimal(intLe());
            case RdbFormat.ENCODED_LZF -> compressed(before);
            default -> throw new CorruptRdb("unknown string encoding " + first, before);
        };
    }

    private byte[] compressed(long before) {
        int compressedBytes = count();
        int plainBytes = count();
        need(compressedBytes);
        if (!Lzf.plausible(compressedBytes, plainBytes)) {
            throw new CorruptRdb("compressed string claims " + plainBytes + " bytes", before);
        }
        byte[] plain = new byte[plainBytes];
        if (!Lzf.decompress(buffer, at, compressedBytes, plain)) {
            throw new CorruptRdb("compressed string is damaged", before);
        }
        at += compressedBytes;
        return plain;
    }
}
