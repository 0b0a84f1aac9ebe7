package io.clusterjar.store;

import io.clusterjar.base.Bytes;
import io.clusterjar.base.Numbers;
import java.util.Arrays;

/**
 * A list of strings and integers in one array of bytes, in the very format of Redis' {@code listpack.c}, so that values
 * are dumped and loaded without conversion.
 *
 * <pre>
 *   total bytes (4, LE) | count (2, LE; 65535 = count them) | entry ... | 0xFF
 *   entry: encoding and data | length of these, readable backwards
 * </pre>
 *
 * <p>Strings that are integers in canonical form are stored as integers; readers see no difference. Entries are addressed
 * by their position in bytes, which any change before them moves; {@link #NONE} is no position. One thread at a time.
 */
public final class Listpack {
    /** No position: before the first entry or after the last. */
    public static final int NONE = -1;

    private static final int HEADER = 6;
    private static final int FIRST_BYTES = 32;
    private static final int COUNT_UNKNOWN = 65535;
    private static final int END = 0xff;
    private static final int MAX_INTEGER_BYTES = 9;
    /** What a list that grows has free at least, beside a quarter. */
    private static final int SPARE = 8;

    private byte[] bytes;
    private int total;
    private int count;

    /** An empty list. */
    public Listpack() {
        this(FIRST_BYTES);
    }

    /** An empty list with room for {@code capacityBytes}. */
    public Listpack(int capacityBytes) {
        bytes = new byte[Math.max(HEADER + 1, capacityBytes)];
        total = HEADER + 1;
        bytes[HEADER] = (byte) END;
        writeHeader();
    }

    private Listpack(byte[] bytes, int total, int count) {
        this.bytes = bytes;
        this.total = total;
        this.count = count;
    }

    /**
     * The list that {@code bytes} are, which are kept. Every entry is checked, so that no later reading can fail.
     *
     * @throws CorruptEncoding when they are none
     */
    public static Listpack wrap(byte[] bytes) {
        return new Listpack(bytes, bytes.length, ListpackCheck.check(bytes));
    }

    /** A copy. */
    public Listpack copy() {
        return new Listpack(bytes(), total, count);
    }

    // ---- the whole

    /** How many entries. */
    public int count() {
        return count;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** Length of the whole encoding in bytes. */
    public int lengthBytes() {
        return total;
    }

    /** A copy of the whole encoding, {@link #lengthBytes()} long. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, total);
    }

    /** The array that the encoding lies at the beginning of; for reading, until the next change. */
    public byte[] array() {
        return bytes;
    }

    // ---- positions

    /** The first entry, or {@link #NONE}. */
    public int first() {
        return total == HEADER + 1 ? NONE : HEADER;
    }

    /** The last entry, or {@link #NONE}. */
    public int last() {
        return total == HEADER + 1 ? NONE : before(total - 1);
    }

    /** The entry after that at {@code position}, or {@link #NONE}. */
    public int next(int position) {
        int after = position + entryBytes(position);
        return after == total - 1 ? NONE : after;
    }

    /** The entry before that at {@code position}, or {@link #NONE}. */
    public int previous(int position) {
        return position == HEADER ? NONE : before(position);
    }

    /** The entry at {@code index}, counted from the end when negative; {@link #NONE} when there is none. */
    public int seek(long index) {
        long at = index < 0 ? index + count : index;
        if (at < 0 || at >= count) {
            return NONE;
        }
        int position;
        if (at <= count / 2) {
            position = HEADER;
            for (long i = 0; i < at; i++) {
                position += entryBytes(position);
            }
        } else {
            position = before(total - 1);
            for (long i = count - 1L; i > at; i--) {
                position = before(position);
            }
        }
        return position;
    }

    // ---- reading

    /** Whether the entry is stored as an integer. */
    public boolean isInteger(int position) {
        int b = bytes[position] & 0xff;
        return b < 0x80 || (b >= 0xc0 && b < 0xe0) || b > 0xf0;
    }

    /** The value of an entry that is stored as an integer. */
    public long integer(int position) {
        int b = bytes[position] & 0xff;
        if (b < 0x80) {
            return b;
        }
        if (b < 0xe0) {
            int value = (b & 0x1f) << 8 | (bytes[position + 1] & 0xff);
            return (long) ((value << 19) >> 19);
        }
        return switch (b) {
            case 0xf1 -> (short) Bytes.shortLe(bytes, position + 1);
            case 0xf2 -> Bytes.shortLe(bytes, position + 1) | bytes[position + 3] << 16;
            case 0xf3 -> Bytes.intLe(bytes, position + 1);
            default -> Bytes.longLe(bytes, position + 1);
        };
    }

    /** Where the bytes of an entry that is stored as a string begin in {@link #array()}. */
    public int stringOffset(int position) {
        int b = bytes[position] & 0xff;
        return position + (b < 0xc0 ? 1 : b < 0xf0 ? 2 : 5);
    }

    /** How many bytes an entry has that is stored as a string. */
    public int stringLength(int position) {
        int b = bytes[position] & 0xff;
        if (b < 0xc0) {
            return b & 0x3f;
        }
        return b < 0xf0 ? (b & 0x0f) << 8 | (bytes[position + 1] & 0xff) : Bytes.intLe(bytes, position + 1);
    }

    /** The entry as bytes, an integer in decimal digits. */
    public byte[] get(int position) {
        if (isInteger(position)) {
            return Bytes.decimal(integer(position));
        }
        int offset = stringOffset(position);
        return Arrays.copyOfRange(bytes, offset, offset + stringLength(position));
    }

    /** Length of {@link #get} without making it. */
    public int length(int position) {
        return isInteger(position) ? decimalLength(integer(position)) : stringLength(position);
    }

    /** Whether the entry, as bytes, equals a part of {@code other}. */
    public boolean matches(int position, byte[] other, int offset, int length) {
        if (isInteger(position)) {
            return Numbers.isLong(other, offset, length)
                    && Numbers.parseLong(other, offset, length) == integer(position);
        }
        int at = stringOffset(position);
        return stringLength(position) == length
                && Arrays.equals(bytes, at, at + length, other, offset, offset + length);
    }

    /**
     * The first entry that equals a part of {@code sought}, or {@link #NONE}.
     *
     * @param from where to begin; {@link #NONE} finds nothing
     * @param skip how many entries are passed unseen after each that is looked at: 1 looks at every other
     */
    public int find(int from, byte[] sought, int offset, int length, int skip) {
        boolean integer = Numbers.isLong(sought, offset, length);
        long value = integer ? Numbers.parseLong(sought, offset, length) : 0;
        int position = from;
        int skipping = 0;
        while (position != NONE && position < total - 1) {
            if (skipping > 0) {
                skipping--;
            } else {
                if (isInteger(position)) {
                    if (integer && integer(position) == value) {
                        return position;
                    }
                } else if (!integer && matchesString(position, sought, offset, length)) {
                    return position;
                }
                skipping = skip;
            }
            position += entryBytes(position);
        }
        return NONE;
    }

    // ---- changing

    /** Adds an entry at the end. */
    public void append(byte[] value) {
        append(value, 0, value.length);
    }

    /** Adds an entry at the end. */
    public void append(byte[] source, int offset, int length) {
        splice(total - 1, 0, source, offset, length);
        setCount(count + 1);
    }

    /** Adds an integer at the end. */
    public void append(long value) {
        spliceInteger(total - 1, 0, value);
        setCount(count + 1);
    }

    /** Adds an entry at the beginning. */
    public void prepend(byte[] source, int offset, int length) {
        splice(HEADER, 0, source, offset, length);
        setCount(count + 1);
    }

    /** Adds an entry at the beginning. */
    public void prepend(byte[] value) {
        prepend(value, 0, value.length);
    }

    /** Adds an entry before that at {@code position}, where it then is; at the end when that is {@link #NONE}. */
    public int insertBefore(int position, byte[] source, int offset, int length) {
        int at = position == NONE ? total - 1 : position;
        splice(at, 0, source, offset, length);
        setCount(count + 1);
        return at;
    }

    /** Adds an integer before the entry at {@code position}, where it then is; at the end when that is {@link #NONE}. */
    public int insertBefore(int position, long value) {
        int at = position == NONE ? total - 1 : position;
        spliceInteger(at, 0, value);
        setCount(count + 1);
        return at;
    }

    /** Adds an entry after that at {@code position}; returns where it is. */
    public int insertAfter(int position, byte[] source, int offset, int length) {
        int at = position + entryBytes(position);
        splice(at, 0, source, offset, length);
        setCount(count + 1);
        return at;
    }

    /** Replaces the entry at {@code position}; the new one has the same position. */
    public void replace(int position, byte[] source, int offset, int length) {
        splice(position, entryBytes(position), source, offset, length);
    }

    /** Replaces the entry at {@code position} by an integer; the new one has the same position. */
    public void replace(int position, long value) {
        spliceInteger(position, entryBytes(position), value);
    }

    /** Removes the entry at {@code position}; returns where the one after it then is, or {@link #NONE}. */
    public int delete(int position) {
        return delete(position, 1);
    }

    /** Removes up to {@code howMany} entries from {@code position} on; returns where the one after them then is, or {@link #NONE}. */
    public int delete(int position, int howMany) {
        int after = position;
        int removed = 0;
        while (removed < howMany && after < total - 1) {
            after += entryBytes(after);
            removed++;
        }
        System.arraycopy(bytes, after, bytes, position, total - after);
        total -= after - position;
        setCount(count - removed);
        return position == total - 1 ? NONE : position;
    }

    /** Removes up to {@code howMany} entries from {@code index} on, which counts from the end when negative. */
    public void deleteRange(long index, int howMany) {
        int position = seek(index);
        if (position != NONE) {
            delete(position, howMany);
        }
    }

    /** Removes all entries. */
    public void clear() {
        bytes[HEADER] = (byte) END;
        total = HEADER + 1;
        setCount(0);
    }

    /** Gives back room that is not used. */
    public void trim() {
        if (bytes.length > total) {
            bytes = bytes();
        }
    }

    // ---- the format

    private boolean matchesString(int position, byte[] other, int offset, int length) {
        int at = stringOffset(position);
        return stringLength(position) == length
                && Arrays.equals(bytes, at, at + length, other, offset, offset + length);
    }

    private int entryBytes(int position) {
        int length = ListpackCheck.encodedBytes(bytes, position);
        return length + ListpackCheck.backlenBytes(length);
    }

    private int before(int position) {
        int at = position - 1;
        int length = bytes[at] & 0x7f;
        for (int shift = 7; (bytes[at] & 0x80) != 0; shift += 7) {
            at--;
            length |= (bytes[at] & 0x7f) << shift;
        }
        return at - length;
    }

    private void splice(int at, int replaced, byte[] source, int offset, int length) {
        if (length <= 20 && Numbers.isLong(source, offset, length)) {
            spliceInteger(at, replaced, Numbers.parseLong(source, offset, length));
            return;
        }
        int head = length < 64 ? 1 : length < 4096 ? 2 : 5;
        makeRoom(at, replaced, head + length);
        if (head == 1) {
            bytes[at] = (byte) (0x80 | length);
        } else if (head == 2) {
            bytes[at] = (byte) (0xe0 | length >> 8);
            bytes[at + 1] = (byte) length;
        } else {
            bytes[at] = (byte) 0xf0;
            Bytes.putIntLe(bytes, at + 1, length);
        }
        System.arraycopy(source, offset, bytes, at + head, length);
        writeBacklen(at + head + length, head + length);
    }

    private void spliceInteger(int at, int replaced, long value) {
        int length = integerBytes(value);
        makeRoom(at, replaced, length);
        switch (length) {
            case 1 -> bytes[at] = (byte) value;
            case 2 -> {
                bytes[at] = (byte) (0xc0 | (value >> 8 & 0x1f));
                bytes[at + 1] = (byte) value;
            }
            case 3 -> {
                bytes[at] = (byte) 0xf1;
                Bytes.putShortLe(bytes, at + 1, (int) value);
            }
            case 4 -> {
                bytes[at] = (byte) 0xf2;
                Bytes.putShortLe(bytes, at + 1, (int) value);
                bytes[at + 3] = (byte) (value >> 16);
            }
            case 5 -> {
                bytes[at] = (byte) 0xf3;
                Bytes.putIntLe(bytes, at + 1, (int) value);
            }
            default -> {
                bytes[at] = (byte) 0xf4;
                Bytes.putLongLe(bytes, at + 1, value);
            }
        }
        writeBacklen(at + length, length);
    }

    private static int integerBytes(long value) {
        if (value >= 0 && value <= 127) {
            return 1;
        }
        if (value >= -4096 && value <= 4095) {
            return 2;
        }
        if (value == (short) value) {
            return 3;
        }
        if (value >= -(1 << 23) && value < 1 << 23) {
            return 4;
        }
        return value == (int) value ? 5 : MAX_INTEGER_BYTES;
    }

    /** Puts a gap for an entry of {@code length} bytes and its length in the place of {@code replaced} bytes. */
    private void makeRoom(int at, int replaced, int length) {
        int needed = length + ListpackCheck.backlenBytes(length);
        long newTotal = (long) total + needed - replaced;
        if (newTotal > Integer.MAX_VALUE - 16) {
            throw new IllegalStateException("listpack of " + newTotal + " bytes");
        }
        if (newTotal > bytes.length) {
            byte[] larger = new byte[(int) Math.min(Integer.MAX_VALUE - 16, newTotal + (newTotal >> 2) + SPARE)];
            System.arraycopy(bytes, 0, larger, 0, at);
            System.arraycopy(bytes, at + replaced, larger, at + needed, total - at - replaced);
            bytes = larger;
        } else if (needed != replaced) {
            System.arraycopy(bytes, at + replaced, bytes, at + needed, total - at - replaced);
        }
        total = (int) newTotal;
        writeHeader();
    }

    private void writeBacklen(int at, int length) {
        int size = ListpackCheck.backlenBytes(length);
        for (int i = 0; i < size; i++) {
            int bits = length >>> 7 * (size - 1 - i) & 0x7f;
            bytes[at + i] = (byte) (i == 0 ? bits : bits | 0x80);
        }
    }

    private void setCount(int count) {
        this.count = count;
        writeHeader();
    }

    private void writeHeader() {
        Bytes.putIntLe(bytes, 0, total);
        Bytes.putShortLe(bytes, 4, Math.min(count, COUNT_UNKNOWN));
    }

    private static int decimalLength(long value) {
        if (value == Long.MIN_VALUE) {
            return 20;
        }
        int length = value < 0 ? 2 : 1;
        for (long rest = Math.abs(value); rest >= 10; rest /= 10) {
            length++;
        }
        return length;
    }
}
