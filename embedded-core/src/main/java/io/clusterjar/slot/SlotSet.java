package io.clusterjar.slot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/** A set of hash slots: a bitmap of 16384 bits, in memory and in bus packets alike. One thread at a time. */
public final class SlotSet {
    /** Length of {@link #toBytes()}. */
    public static final int LENGTH_BYTES = Slots.COUNT / 8;

    private final long[] words = new long[Slots.COUNT / 64];
    private int count;

    /** The empty set. */
    public SlotSet() {}

    /** A copy. */
    public SlotSet(SlotSet other) {
        System.arraycopy(other.words, 0, words, 0, words.length);
        count = other.count;
    }

    /** The set of all slots of {@code ranges}. */
    public static SlotSet of(SlotRange... ranges) {
        SlotSet set = new SlotSet();
        for (SlotRange range : ranges) {
            set.set(range.first(), range.last());
        }
        return set;
    }

    /** The set of all slots. */
    public static SlotSet all() {
        return of(new SlotRange(0, Slots.COUNT - 1));
    }

    /** Whether {@code slot} is in the set. */
    public boolean get(int slot) {
        return (words[slot >> 6] & (1L << slot)) != 0;
    }

    /** Adds a slot; whether it was not there before. */
    public boolean set(int slot) {
        long bit = 1L << slot;
        if ((words[slot >> 6] & bit) != 0) {
            return false;
        }
        words[slot >> 6] |= bit;
        count++;
        return true;
    }

    /** Adds the slots from {@code first} to {@code last}, both included. */
    public void set(int first, int last) {
        for (int word = first >> 6; word <= last >> 6; word++) {
            long bits = -1L;
            if (word == first >> 6) {
                bits &= -1L << first;
            }
            if (word == last >> 6) {
                bits &= -1L >>> (63 - (last & 63));
            }
            count += Long.bitCount(bits & ~words[word]);
            words[word] |= bits;
        }
    }

    /** Adds all slots of {@code other}. */
    public void addAll(SlotSet other) {
        count = 0;
        for (int i = 0; i < words.length; i++) {
            words[i] |= other.words[i];
            count += Long.bitCount(words[i]);
        }
    }

    /** Removes a slot; whether it was there. */
    public boolean clear(int slot) {
        long bit = 1L << slot;
        if ((words[slot >> 6] & bit) == 0) {
            return false;
        }
        words[slot >> 6] &= ~bit;
        count--;
        return true;
    }

    /** Removes all slots. */
    public void clear() {
        Arrays.fill(words, 0);
        count = 0;
    }

    /** How many slots are in the set. */
    public int count() {
        return count;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** The first slot at or after {@code from}, or -1. */
    public int next(int from) {
        if (from >= Slots.COUNT) {
            return -1;
        }
        int word = from >> 6;
        long bits = words[word] & (-1L << from);
        while (bits == 0) {
            if (++word == words.length) {
                return -1;
            }
            bits = words[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }

    /** The first slot at or after {@code from} that is not in the set, or {@link Slots#COUNT}. */
    private int nextAbsent(int from) {
        int word = from >> 6;
        long bits = ~words[word] & (-1L << from);
        while (bits == 0) {
            if (++word == words.length) {
                return Slots.COUNT;
            }
            bits = ~words[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }

    /** Every slot, in order. */
    public void forEach(IntConsumer consumer) {
        for (int slot = next(0); slot >= 0; slot = next(slot + 1)) {
            consumer.accept(slot);
        }
    }

    /** The set as the fewest ranges, in order. */
    public List<SlotRange> ranges() {
        List<SlotRange> ranges = new ArrayList<>();
        int slot = next(0);
        while (slot >= 0) {
            int end = nextAbsent(slot);
            ranges.add(new SlotRange(slot, end - 1));
            slot = next(end);
        }
        return ranges;
    }

    /** The bitmap as bus packets carry it: slot {@code s} is bit {@code s % 8} of byte {@code s / 8}. */
    public byte[] toBytes() {
        byte[] bytes = new byte[LENGTH_BYTES];
        writeTo(bytes, 0);
        return bytes;
    }

    /** Writes the bitmap of {@link #toBytes()} into a packet. */
    public void writeTo(byte[] packet, int offset) {
        asWords(packet, offset).put(words);
    }

    /** Reads the bitmap of {@link #toBytes()}. */
    public static SlotSet fromBytes(byte[] packet, int offset) {
        SlotSet set = new SlotSet();
        asWords(packet, offset).get(set.words);
        for (long word : set.words) {
            set.count += Long.bitCount(word);
        }
        return set;
    }

    /** Whole words at once: every packet of the bus carries a bitmap. */
    private static LongBuffer asWords(byte[] packet, int offset) {
        return ByteBuffer.wrap(packet, offset, LENGTH_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SlotSet set && Arrays.equals(words, set.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    /** The ranges, separated by spaces, as in {@code CLUSTER NODES}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (SlotRange range : ranges()) {
            out.append(out.length() == 0 ? "" : " ").append(range);
        }
        return out.toString();
    }
}
