package io.clusterjar.slot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * A set of hash slots: a bitmap of 16384 bits in bus packets, and of as many words as lie between its first and its last slot in memory. A
 * node of a large cluster keeps one for each of the others, of which most are empty or short. One thread at a time.
 */
public final class SlotSet {
    /** Length of {@link #toBytes()}. */
    public static final int LENGTH_BYTES = Slots.COUNT / 8;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORDS = Slots.COUNT / 64;
    private static final long[] NO_WORDS = {};
    private static final byte[] NO_SLOTS = new byte[LENGTH_BYTES];

    /** Words {@code base} to {@code base + words.length - 1}; all others are 0. */
    private long[] words = NO_WORDS;

    private int base;
    private int count;

    /** The empty set. */
    public SlotSet() {}

    /** A copy. */
    public SlotSet(SlotSet other) {
        words = other.words.length == 0 ? NO_WORDS : other.words.clone();
        base = other.base;
        count = other.count;
    }

    private long word(int index) {
        int at = index - base;
        return at >= 0 && at < words.length ? words[at] : 0;
    }

    /** Lets the words from {@code first} to {@code last} have a place. */
    private void cover(int first, int last) {
        if (words.length == 0) {
            base = first;
            words = new long[last - first + 1];
        } else if (first < base || last >= base + words.length) {
            int from = Math.min(first, base);
            int to = Math.max(last, base + words.length - 1);
            long[] wider = new long[to - from + 1];
            System.arraycopy(words, 0, wider, base - from, words.length);
            words = wider;
            base = from;
        }
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
        return (word(slot >> 6) & (1L << slot)) != 0;
    }

    /** Adds a slot; whether it was not there before. */
    public boolean set(int slot) {
        if (get(slot)) {
            return false;
        }
        cover(slot >> 6, slot >> 6);
        words[(slot >> 6) - base] |= 1L << slot;
        count++;
        return true;
    }

    /** Adds the slots from {@code first} to {@code last}, both included. */
    public void set(int first, int last) {
        if (first > last) {
            return;
        }
        cover(first >> 6, last >> 6);
        for (int word = first >> 6; word <= last >> 6; word++) {
            long bits = -1L;
            if (word == first >> 6) {
                bits &= -1L << first;
            }
            if (word == last >> 6) {
                bits &= -1L >>> (63 - (last & 63));
            }
            count += Long.bitCount(bits & ~words[word - base]);
            words[word - base] |= bits;
        }
    }

    /** Adds all slots of {@code other}. */
    public void addAll(SlotSet other) {
        if (other.isEmpty()) {
            return;
        }
        cover(other.base, other.base + other.words.length - 1);
        count = 0;
        for (int i = 0; i < words.length; i++) {
            words[i] |= other.word(base + i);
            count += Long.bitCount(words[i]);
        }
    }

    /** Removes all slots of {@code other}. */
    public void removeAll(SlotSet other) {
        if (isEmpty() || other.isEmpty()) {
            return;
        }
        count = 0;
        for (int i = 0; i < words.length; i++) {
            words[i] &= ~other.word(base + i);
            count += Long.bitCount(words[i]);
        }
        if (count == 0) {
            words = NO_WORDS;
        }
    }

    /** Removes a slot; whether it was there. */
    public boolean clear(int slot) {
        if (!get(slot)) {
            return false;
        }
        words[(slot >> 6) - base] &= ~(1L << slot);
        if (--count == 0) {
            words = NO_WORDS;
        }
        return true;
    }

    /** Removes all slots. */
    public void clear() {
        words = NO_WORDS;
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
        int at = Math.max(0, (from >> 6) - base);
        if (at >= words.length) {
            return -1;
        }
        long bits = words[at] & (at + base > from >> 6 ? -1L : -1L << from);
        while (bits == 0) {
            if (++at == words.length) {
                return -1;
            }
            bits = words[at];
        }
        return (at + base << 6) + Long.numberOfTrailingZeros(bits);
    }

    /** The first slot at or after {@code from} that is not in the set, or {@link Slots#COUNT}. */
    private int nextAbsent(int from) {
        int word = from >> 6;
        long bits = ~word(word) & (-1L << from);
        while (bits == 0) {
            if (++word == WORDS) {
                return Slots.COUNT;
            }
            bits = ~word(word);
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
        System.arraycopy(NO_SLOTS, 0, packet, offset, LENGTH_BYTES);
        for (int i = 0; i < words.length; i++) {
            LONGS.set(packet, offset + (base + i) * Long.BYTES, words[i]);
        }
    }

    /** Reads the bitmap of {@link #toBytes()}. */
    public static SlotSet fromBytes(byte[] packet, int offset) {
        SlotSet set = new SlotSet();
        int firstByte = Arrays.mismatch(packet, offset, offset + LENGTH_BYTES, NO_SLOTS, 0, LENGTH_BYTES);
        if (firstByte < 0) {
            return set;
        }
        int first = firstByte / Long.BYTES;
        int last = WORDS - 1;
        while (wordAt(packet, offset, last) == 0) {
            last--;
        }
        set.cover(first, last);
        for (int i = first; i <= last; i++) {
            long word = wordAt(packet, offset, i);
            set.words[i - first] = word;
            set.count += Long.bitCount(word);
        }
        return set;
    }

    /** Whether the bitmap at {@code offset} is this set's. */
    public boolean matches(byte[] packet, int offset) {
        int begin = base * Long.BYTES;
        int end = words.length == 0 ? begin : begin + words.length * Long.BYTES;
        if (!Arrays.equals(packet, offset, offset + begin, NO_SLOTS, 0, begin)
                || !Arrays.equals(packet, offset + end, offset + LENGTH_BYTES, NO_SLOTS, end, LENGTH_BYTES)) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (wordAt(packet, offset, base + i) != words[i]) {
                return false;
            }
        }
        return true;
    }

    private static long wordAt(byte[] packet, int offset, int index) {
        return (long) LONGS.get(packet, offset + index * Long.BYTES);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof SlotSet set) || count != set.count) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (words[i] != set.word(base + i)) {
                return false;
            }
        }
        return true; // as many slots, and all of this one's
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < words.length; i++) {
            if (words[i] != 0) {
                hash = (31 * hash + base + i) * 31 + Long.hashCode(words[i]);
            }
        }
        return hash;
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
