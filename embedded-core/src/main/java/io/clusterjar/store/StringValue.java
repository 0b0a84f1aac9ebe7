package io.clusterjar.store;

import io.clusterjar.base.NotANumber;
import io.clusterjar.base.Numbers;
import java.util.Arrays;

/**
 * A byte string, in one of the three forms that Redis reports: an integer kept as a {@code long}, a short string that
 * never grew ({@code embstr}), or a buffer that may grow ({@code raw}).
 *
 * <p>What a client stores takes the smallest form that shows the same bytes; a change in place makes it {@code raw},
 * counting makes it an integer again.
 */
public final class StringValue extends Value {
    /** The longest string that Redis keeps beside its header. */
    private static final int EMBEDDED_MAX_BYTES = 44;
    /** Digits and sign of the longest integer. */
    private static final int INTEGER_MAX_BYTES = 20;
    /** Buffers grow twofold up to here, then by as much at a time. */
    private static final int GROWTH_MAX_BYTES = 1024 * 1024;

    private static final int SHARED_INTEGERS = 10_000;
    /** In the place of the buffer it says that this is an integer. No other string has this very array. */
    private static final byte[] INTEGER = {};
    /** Set beside the length of a string that is {@code raw}. */
    private static final long RAW = 1L << 32;

    // Two fields, for there may be millions of these: an integer itself, or the length in the lower half and RAW.
    private byte[] bytes;
    private long word;

    private StringValue(byte[] bytes, long word) {
        this.bytes = bytes;
        this.word = word;
    }

    /** A copy of bytes, as a client stores them: an integer when they show one. */
    public static StringValue of(byte[] source, int offset, int lengthBytes) {
        if (looksLikeInteger(source, offset, lengthBytes)) {
            try {
                return of(Numbers.parseLong(source, offset, lengthBytes));
            } catch (NotANumber tooLarge) {
                // twenty digits that are out of range: a string like others
            }
        }
        return text(Arrays.copyOfRange(source, offset, offset + lengthBytes));
    }

    /** A copy of bytes, as a client stores them: an integer when they show one. */
    public static StringValue of(byte[] source) {
        return of(source, 0, source.length);
    }

    /** An integer. */
    public static StringValue of(long integer) {
        return new StringValue(INTEGER, integer);
    }

    /** A string that is no integer even if it looks like one. {@code own} is kept, not copied. */
    public static StringValue text(byte[] own) {
        return own.length <= EMBEDDED_MAX_BYTES ? new StringValue(own, own.length) : raw(own);
    }

    /** Zeros, ready to be written over. */
    public static StringValue zeros(int lengthBytes) {
        return raw(new byte[lengthBytes]);
    }

    /** A string that is {@code raw} whatever it shows and however short it is. {@code own} is kept, not copied. */
    public static StringValue raw(byte[] own) {
        return new StringValue(own, RAW | own.length);
    }

    /** Whether it is worth trying: parsing throws at what is no integer, which is dear for the common string. */
    private static boolean looksLikeInteger(byte[] source, int offset, int lengthBytes) {
        if (lengthBytes == 0 || lengthBytes > INTEGER_MAX_BYTES) {
            return false;
        }
        int at = offset;
        int end = offset + lengthBytes;
        if (source[at] == '-' && ++at == end) {
            return false;
        }
        if (source[at] == '0') {
            return lengthBytes == 1;
        }
        for (; at < end; at++) {
            if (source[at] < '0' || source[at] > '9') {
                return false;
            }
        }
        return true;
    }

    @Override
    public ValueType type() {
        return ValueType.STRING;
    }

    @Override
    public String encoding() {
        return isInteger() ? "int" : (word & RAW) != 0 ? "raw" : "embstr";
    }

    /** Whether it is kept as an integer; then {@link #integer()} holds it, else {@link #array()}. */
    public boolean isInteger() {
        return bytes == INTEGER;
    }

    /** The integer that it is kept as. */
    public long integer() {
        return isInteger() ? word : 0;
    }

    /** The integer that it shows, whatever its form; throws {@link NotANumber} when it shows none. */
    public long parseInteger() {
        if (isInteger()) {
            return word;
        }
        if (!looksLikeInteger(bytes, 0, (int) word)) {
            throw NotANumber.INSTANCE;
        }
        return Numbers.parseLong(bytes, 0, (int) word);
    }

    /** The buffer of a string that is not kept as an integer, valid up to {@link #lengthBytes()}; not to be changed. */
    public byte[] array() {
        return bytes;
    }

    /** How many bytes it shows. */
    public int lengthBytes() {
        return isInteger() ? digits(word) : (int) word;
    }

    /** Its bytes, copied. */
    public byte[] toBytes() {
        if (isInteger()) {
            return Long.toString(word).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        }
        return Arrays.copyOf(bytes, (int) word);
    }

    /** As {@code OBJECT REFCOUNT} shows it: Redis shares its small integers. */
    public int sharedCount() {
        return isInteger() && word >= 0 && word < SHARED_INTEGERS ? Integer.MAX_VALUE : 1;
    }

    /** Becomes an integer. */
    public void set(long value) {
        bytes = INTEGER;
        word = value;
    }

    /** Adds bytes at the end. */
    public void append(byte[] source, int offset, int count) {
        int end = lengthBytes();
        System.arraycopy(source, offset, growTo(end + count), end, count);
    }

    /** Writes bytes over what is there, from {@code position} on; a gap before it is filled with zeros. */
    public void overwrite(int position, byte[] source, int offset, int count) {
        byte[] target = growTo(Math.max(lengthBytes(), position + count));
        System.arraycopy(source, offset, target, position, count);
    }

    /** Puts {@code count} bytes in the place of {@code oldCount} bytes at {@code position}; what follows moves. */
    public void splice(int position, int oldCount, byte[] source, int offset, int count) {
        int end = lengthBytes();
        int delta = count - oldCount;
        byte[] target = growTo(end + Math.max(0, delta));
        System.arraycopy(target, position + oldCount, target, position + count, end - position - oldCount);
        System.arraycopy(source, offset, target, position, count);
        if (delta < 0) {
            Arrays.fill(target, end + delta, end, (byte) 0); // behind the end there are zeros, always
            word = RAW | end + delta;
        }
    }

    /** Becomes {@code raw} with other bytes. {@code own} is kept, not copied. */
    public void become(byte[] own) {
        bytes = own;
        word = RAW | own.length;
    }

    /** Becomes {@code raw} and at least {@code minLengthBytes} long, zeros at the end; its buffer, to be written. */
    public byte[] growTo(int minLengthBytes) {
        int length = lengthBytes();
        if (isInteger()) {
            bytes = toBytes();
        }
        if (minLengthBytes > bytes.length) {
            long spare = Math.min(minLengthBytes, GROWTH_MAX_BYTES);
            bytes = Arrays.copyOf(bytes, (int) Math.min(minLengthBytes + spare, Integer.MAX_VALUE - 8));
        }
        word = RAW | Math.max(length, minLengthBytes);
        return bytes;
    }

    @Override
    public StringValue copy() {
        return new StringValue(isInteger() ? INTEGER : toBytes(), word);
    }

    private static int digits(long value) {
        if (value == Long.MIN_VALUE) {
            return INTEGER_MAX_BYTES;
        }
        int count = value < 0 ? 2 : 1;
        long rest = Math.abs(value);
        for (long limit = 10; rest >= limit && limit <= Long.MAX_VALUE / 10; limit *= 10) {
            count++;
        }
        return rest >= 1_000_000_000_000_000_000L ? INTEGER_MAX_BYTES - (value < 0 ? 0 : 1) : count;
    }
}
