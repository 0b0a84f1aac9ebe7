package io.clusterjar.store;

import io.clusterjar.base.Bytes;
import java.util.Arrays;

/**
 * A sorted set of integers of 2, 4 or 8 bytes each, in the very format of Redis' {@code intset.c}: width (4, LE), count
 * (4, LE), the integers (LE, ascending). It widens when an integer asks for it and never narrows. One thread at a time.
 */
public final class Intset {
    private static final int HEADER = 8;

    private byte[] bytes;
    private int width;
    private int size;

    /** An empty set. */
    public Intset() {
        bytes = new byte[HEADER + 16];
        width = 2;
        writeHeader();
    }

    private Intset(byte[] bytes, int width, int size) {
        this.bytes = bytes;
        this.width = width;
        this.size = size;
    }

    /**
     * The set that {@code bytes} are, which are kept.
     *
     * @throws CorruptEncoding when they are none
     */
    public static Intset wrap(byte[] bytes) {
        if (bytes.length < HEADER) {
            throw new CorruptEncoding("intset ends too early", bytes.length);
        }
        int width = Bytes.intLe(bytes, 0);
        if (width != 2 && width != 4 && width != 8) {
            throw new CorruptEncoding("intset of unknown width", 0);
        }
        long size = Bytes.intLe(bytes, 4) & 0xffffffffL;
        if (HEADER + size * width != bytes.length) {
            throw new CorruptEncoding("intset's count is not that of its bytes", 4);
        }
        Intset set = new Intset(bytes, width, (int) size);
        for (int i = 1; i < set.size; i++) {
            if (set.get(i) <= set.get(i - 1)) {
                throw new CorruptEncoding("intset is not in order", HEADER + i * width);
            }
        }
        return set;
    }

    /** A copy. */
    public Intset copy() {
        return new Intset(bytes(), width, size);
    }

    /** How many integers. */
    public int size() {
        return size;
    }

    /** The integer at {@code index} in ascending order, 0 to {@link #size()} - 1. */
    public long get(int index) {
        int at = HEADER + index * width;
        return switch (width) {
            case 2 -> (short) Bytes.shortLe(bytes, at);
            case 4 -> Bytes.intLe(bytes, at);
            default -> Bytes.longLe(bytes, at);
        };
    }

    /** Whether {@code value} is there. */
    public boolean contains(long value) {
        return indexOf(value) >= 0;
    }

    /** Where {@code value} is; when it is not there, {@code -(where it would be) - 1}. */
    public int indexOf(long value) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long at = get(middle);
            if (at < value) {
                low = middle + 1;
            } else if (at > value) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -low - 1;
    }

    /** Adds an integer; whether it was not there before. */
    public boolean add(long value) {
        int index = indexOf(value);
        if (index >= 0) {
            return false;
        }
        int needed = widthOf(value);
        if (needed > width) {
            widen(needed);
        }
        int at = -index - 1;
        reserve(size + 1);
        int offset = HEADER + at * width;
        System.arraycopy(bytes, offset, bytes, offset + width, (size - at) * width);
        put(at, value);
        size++;
        writeHeader();
        return true;
    }

    /** Removes an integer; whether it was there. */
    public boolean remove(long value) {
        int index = indexOf(value);
        if (index < 0) {
            return false;
        }
        removeAt(index);
        return true;
    }

    /** Removes the integer at {@code index}, 0 to {@link #size()} - 1. */
    public void removeAt(int index) {
        int offset = HEADER + index * width;
        System.arraycopy(bytes, offset + width, bytes, offset, (size - index - 1) * width);
        size--;
        writeHeader();
    }

    /** Length of the encoding in bytes. */
    public int lengthBytes() {
        return HEADER + size * width;
    }

    /** A copy of the encoding. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, lengthBytes());
    }

    private static int widthOf(long value) {
        return value == (short) value ? 2 : value == (int) value ? 4 : 8;
    }

    private void widen(int newWidth) {
        long[] values = new long[size];
        for (int i = 0; i < size; i++) {
            values[i] = get(i);
        }
        width = newWidth;
        reserve(size + 1);
        for (int i = 0; i < size; i++) {
            put(i, values[i]);
        }
    }

    private void reserve(int count) {
        int needed = HEADER + count * width;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, needed + (needed >> 1));
        }
    }

    private void put(int index, long value) {
        int at = HEADER + index * width;
        switch (width) {
            case 2 -> Bytes.putShortLe(bytes, at, (int) value);
            case 4 -> Bytes.putIntLe(bytes, at, (int) value);
            default -> Bytes.putLongLe(bytes, at, value);
        }
    }

    private void writeHeader() {
        Bytes.putIntLe(bytes, 0, width);
        Bytes.putIntLe(bytes, 4, size);
    }
}
