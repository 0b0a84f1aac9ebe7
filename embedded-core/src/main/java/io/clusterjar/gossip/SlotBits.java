package io.clusterjar.gossip;

import java.util.Arrays;

/** A set of slots, laid out as in bus packets: bit {@code slot % 8}, lowest first, of byte {@code slot / 8}. */
public final class SlotBits {
    /** How many slots a cluster has. */
    public static final int SLOTS = 16384;
    /** Length in bytes. */
    public static final int BYTES = SLOTS / 8;

    private final byte[] bits;
    private int count;

    /** No slots. */
    public SlotBits() {
        bits = new byte[BYTES];
    }

    /** The slots of {@code bytes}, {@value #BYTES} of them from {@code offset}, copied. */
    public SlotBits(byte[] bytes, int offset) {
        bits = Arrays.copyOfRange(bytes, offset, offset + BYTES);
        for (byte b : bits) {
            count += Integer.bitCount(b & 0xff);
        }
    }

    /** Whether {@code slot} is in the set. */
    public boolean has(int slot) {
        return (bits[slot >> 3] & 1 << (slot & 7)) != 0;
    }

    /** Adds {@code slot}; whether it was missing. */
    public boolean add(int slot) {
        if (has(slot)) {
            return false;
        }
        bits[slot >> 3] |= (byte) (1 << (slot & 7));
        count++;
        return true;
    }

    /** Removes {@code slot}; whether it was there. */
    public boolean remove(int slot) {
        if (!has(slot)) {
            return false;
        }
        bits[slot >> 3] &= (byte) ~(1 << (slot & 7));
        count--;
        return true;
    }

    /** How many slots. */
    public int count() {
        return count;
    }

    /** Copies the bytes to {@code to}. */
    public void copyTo(byte[] to, int offset) {
        System.arraycopy(bits, 0, to, offset, BYTES);
    }

    /** Whether both hold the same slots. */
    public boolean sameAs(SlotBits other) {
        return Arrays.equals(bits, other.bits);
    }
}
