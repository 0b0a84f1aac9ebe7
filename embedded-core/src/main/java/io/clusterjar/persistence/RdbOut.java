package io.clusterjar.persistence;

import io.clusterjar.base.Bytes;
import io.clusterjar.base.Numbers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The primitives of RDB, written: lengths, strings, numbers. With a sink the bytes go there in chunks, without one they
 * are kept. Reckons the checksum of all that is written.
 */
final class RdbOut {
    private static final int CHUNK_BYTES = 16 * 1024;
    private static final int COMPRESS_ABOVE_BYTES = 20;
    private static final int MUST_SAVE_BYTES = 4;
    private static final int LONGEST_ENCODED_INTEGER = 11;

    private final @Nullable RdbSink sink;
    private final boolean compress;
    private @Nullable Lzf lzf;
    private byte[] buffer = new byte[256];
    private int length;
    private int summed;
    private long crc;
    private long sent;

    RdbOut(@Nullable RdbSink sink, boolean compress) {
        this.sink = sink;
        this.compress = compress;
    }

    void raw(int value) {
        reserve(1);
        buffer[length++] = (byte) value;
    }

    void raw(byte[] bytes, int offset, int count) {
        if (sink != null && count >= CHUNK_BYTES) {
            flush();
            crc = Crc64.update(crc, bytes, offset, count);
            sink.write(bytes, offset, count);
            sent += count;
            return;
        }
        reserve(count);
        System.arraycopy(bytes, offset, buffer, length, count);
        length += count;
    }

    void shortLe(int value) {
        reserve(2);
        Bytes.putShortLe(buffer, length, value);
        length += 2;
    }

    void intLe(int value) {
        reserve(4);
        Bytes.putIntLe(buffer, length, value);
        length += 4;
    }

    void longLe(long value) {
        reserve(8);
        Bytes.putLongLe(buffer, length, value);
        length += 8;
    }

    void doubleLe(double value) {
        longLe(Double.doubleToRawLongBits(value));
    }

    /** A length in its shortest form; unsigned. */
    void length(long value) {
        reserve(9);
        if (value >= 0 && value < 1 << 6) {
            buffer[length++] = (byte) value;
        } else if (value >= 0 && value < 1 << 14) {
            buffer[length++] = (byte) (0x40 | value >> 8);
            buffer[length++] = (byte) value;
        } else if (value >= 0 && value <= 0xffffffffL) {
            buffer[length++] = (byte) 0x80;
            Bytes.putIntBe(buffer, length, (int) value);
            length += 4;
        } else {
            buffer[length++] = (byte) 0x81;
            Bytes.putLongBe(buffer, length, value);
            length += 8;
        }
    }

    void string(byte[] bytes) {
        string(bytes, 0, bytes.length);
    }

    /** A string: as an integer when it is a short one, compressed when that pays. */
    void string(byte[] bytes, int offset, int count) {
        if (count <= LONGEST_ENCODED_INTEGER && Numbers.isLong(bytes, offset, count)) {
            long value = Numbers.parseLong(bytes, offset, count);
            if (value == (int) value) {
                integer((int) value);
                return;
            }
        }
        if (compress && count > COMPRESS_ABOVE_BYTES && compressed(bytes, offset, count)) {
            return;
        }
        length(count);
        raw(bytes, offset, count);
    }

    private void integer(int value) {
        if (value == (byte) value) {
            raw(0xc0 | RdbFormat.ENCODED_INT8);
            raw(value);
        } else if (value == (short) value) {
            raw(0xc0 | RdbFormat.ENCODED_INT16);
            shortLe(value);
        } else {
            raw(0xc0 | RdbFormat.ENCODED_INT32);
            intLe(value);
        }
    }

    private boolean compressed(byte[] bytes, int offset, int count) {
        if (lzf == null) {
            lzf = new Lzf();
        }
        int limit = count - MUST_SAVE_BYTES;
        byte[] out = new byte[limit + MUST_SAVE_BYTES];
        int size = lzf.compress(bytes, offset, count, out, limit);
        if (size == 0) {
            return false;
        }
        raw(0xc0 | RdbFormat.ENCODED_LZF);
        length(size);
        length(count);
        raw(out, 0, size);
        return true;
    }

    /** The checksum of everything so far. */
    long crc() {
        crc = Crc64.update(crc, buffer, summed, length - summed);
        summed = length;
        return crc;
    }

    /** How many bytes were written in all. */
    long lengthBytes() {
        return sent + length;
    }

    /** Hands what is buffered to the sink. */
    void flush() {
        if (sink != null && length > 0) {
            crc();
            sink.write(buffer, 0, length);
            sent += length;
            length = 0;
            summed = 0;
        }
    }

    /** Everything, when there is no sink. */
    byte[] toBytes() {
        return Arrays.copyOf(buffer, length);
    }

    private void reserve(int count) {
        if (sink != null && length + count > CHUNK_BYTES) {
            flush();
        }
        if (length + count > buffer.length) {
            int wanted = sink != null ? CHUNK_BYTES : Math.max(length + count, buffer.length * 2);
            buffer = Arrays.copyOf(buffer, Math.max(wanted, length + count));
        }
    }
}
