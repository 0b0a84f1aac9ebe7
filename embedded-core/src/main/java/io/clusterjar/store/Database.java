package io.clusterjar.store;

import io.clusterjar.slot.Slots;
import io.clusterjar.time.RandomSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One numbered database of a node: keys, and which of them expire. In cluster mode the keys of each slot are chained as
 * well, so that a slot is counted, listed and emptied without looking at the others.
 *
 * <p>Nothing here expires by itself, notifies or counts hits: that is the engine's. The node's own thread only.
 */
public final class Database {
    private final int index;
    private final long hashSeed;
    private final boolean bySlot;
    private Dict<KeyEntry> keys;
    private @Nullable KeyEntry[] expiring = new KeyEntry[0];
    private int expiresCount;
    /** Without length until the first key comes: most databases never see one. */
    private @Nullable KeyEntry[] slotHeads = new KeyEntry[0];

    private int[] slotCounts = new int[0];

    /**
     * An empty database.
     *
     * @param index its number
     * @param hashSeed the order of its keys follows from it
     * @param bySlot whether keys are chained by slot
     */
    public Database(int index, long hashSeed, boolean bySlot) {
        this.index = index;
        this.hashSeed = hashSeed;
        this.bySlot = bySlot;
        this.keys = new Dict<>(hashSeed);
    }

    /** Its number. */
    public int index() {
        return index;
    }

    // ---- keys

    /** How many keys, those whose time has come included. */
    public int size() {
        return keys.size();
    }

    /** The entry of {@code key}, or null. Without any effect. */
    public @Nullable KeyEntry find(byte[] key) {
        return keys.find(key, 0, key.length);
    }

    /** The entry of the key that is a part of {@code buffer}, or null. Without any effect. */
    public @Nullable KeyEntry find(byte[] buffer, int offset, int length) {
        return keys.find(buffer, offset, length);
    }

    /**
     * Adds a key or replaces its value. A time to live is forgotten unless {@code keepTtl}.
     *
     * @param key kept when the key is new: not to be changed
     */
    public KeyEntry put(byte[] key, Value value, boolean keepTtl) {
        KeyEntry entry = keys.find(key, 0, key.length);
        return entry == null ? add(key, value) : replace(entry, value, keepTtl);
    }

    /** Adds a key that is a part of {@code buffer}, or replaces its value. A time to live is forgotten unless {@code keepTtl}. */
    public KeyEntry put(byte[] buffer, int offset, int length, Value value, boolean keepTtl) {
        KeyEntry entry = keys.find(buffer, offset, length);
        return entry == null
                ? add(Arrays.copyOfRange(buffer, offset, offset + length), value)
                : replace(entry, value, keepTtl);
    }

    /** Removes a key: its entry, or null when there was none. */
    public @Nullable KeyEntry remove(byte[] key) {
        return remove(key, 0, key.length);
    }

    /** Removes the key that is a part of {@code buffer}: its entry, or null when there was none. */
    public @Nullable KeyEntry remove(byte[] buffer, int offset, int length) {
        KeyEntry entry = keys.find(buffer, offset, length);
        if (entry != null) {
            remove(entry);
        }
        return entry;
    }

    /** Removes an entry of this database. */
    public void remove(KeyEntry entry) {
        keys.remove(entry);
        clearExpire(entry);
        unlinkSlot(entry);
    }

    /** Forgets all keys at once; their number does not matter. */
    public void clear() {
        keys = new Dict<>(hashSeed);
        expiring = new KeyEntry[0];
        expiresCount = 0;
        slotHeads = new KeyEntry[0];
        slotCounts = new int[0];
    }

    /** Exchanges all keys with {@code other}, which was made alike; both keep their numbers. */
    public void swapContent(Database other) {
        if (bySlot || other.bySlot) {
            throw new IllegalArgumentException("databases that are chained by slot cannot be swapped");
        }
        Dict<KeyEntry> otherKeys = other.keys;
        other.keys = keys;
        keys = otherKeys;
        @Nullable KeyEntry[] otherExpiring = other.expiring;
        other.expiring = expiring;
        expiring = otherExpiring;
        int otherCount = other.expiresCount;
        other.expiresCount = expiresCount;
        expiresCount = otherCount;
    }

    /** Any key, all about equally likely; null when there is none. */
    public @Nullable KeyEntry random(RandomSource random) {
        return keys.random(random);
    }

    /** One step of a scan, see {@link Dict#scan}. */
    public long scan(long cursor, Consumer<? super KeyEntry> visitor) {
        return keys.scan(cursor, visitor);
    }

    /** Every key that is there now and still there when its turn comes; the visit may change the database at will. */
    public void forEach(Consumer<? super KeyEntry> visitor) {
        List<KeyEntry> all = new ArrayList<>(keys.size());
        keys.forEach(all::add);
        for (KeyEntry entry : all) {
            if (find(entry.key) == entry) {
                visitor.accept(entry);
            }
        }
    }

    /** Every key until the visit says false; whether it never did. The database must not be changed meanwhile. */
    public boolean forEachWhile(Predicate<? super KeyEntry> visitor) {
        return keys.forEachWhile(visitor);
    }

    /** Makes room for {@code count} keys. */
    public void expand(int count) {
        keys.expand(count);
    }

    /** Moves a few keys to the table that is growing, for the engine's idle time; whether there is more to move. */
    public boolean rehash(int chains) {
        return keys.rehash(chains);
    }

    /** Places of the key table, for {@code DEBUG HTSTATS} and memory estimates. */
    public int buckets() {
        return keys.buckets();
    }

    private KeyEntry add(byte[] key, Value value) {
        KeyEntry entry = new KeyEntry(key, value);
        keys.add(entry);
        linkSlot(entry);
        return entry;
    }

    private KeyEntry replace(KeyEntry entry, Value value, boolean keepTtl) {
        entry.value = value;
        if (!keepTtl) {
            clearExpire(entry);
        }
        return entry;
    }

    // ---- time to live

    /** How many keys expire. */
    public int expiresCount() {
        return expiresCount;
    }

    /** Sets when a key expires, wall time in milliseconds. */
    public void setExpire(KeyEntry entry, long expireAtMs) {
        KeyEntry.Expiry expiry = entry.expiry;
        if (expiry == null) {
            if (expiresCount == expiring.length) {
                expiring = Arrays.copyOf(expiring, Math.max(16, expiresCount * 2));
            }
            expiry = new KeyEntry.Expiry(expiresCount);
            entry.expiry = expiry;
            expiring[expiresCount++] = entry;
        }
        expiry.atMs = expireAtMs;
    }

    /** Lets a key live for ever; whether it would have expired. */
    public boolean clearExpire(KeyEntry entry) {
        KeyEntry.Expiry expiry = entry.expiry;
        if (expiry == null) {
            return false;
        }
        KeyEntry last = expiring[--expiresCount];
        expiring[expiresCount] = null;
        if (last != null && last != entry && last.expiry != null) {
            expiring[expiry.index] = last;
            last.expiry.index = expiry.index;
        }
        entry.expiry = null;
        return true;
    }

    /**
     * The key at {@code i} among those that expire, in no particular order, for the cycle that looks for expired ones.
     * Removing it puts the last one into its place.
     *
     * @param i 0 to {@link #expiresCount()} - 1
     */
    public KeyEntry expiring(int i) {
        KeyEntry entry = expiring[i];
        if (i >= expiresCount || entry == null) {
            throw new IndexOutOfBoundsException("i=" + i + " expiresCount=" + expiresCount);
        }
        return entry;
    }

    /** Any key that expires; null when none does. */
    public @Nullable KeyEntry randomExpiring(RandomSource random) {
        return expiresCount == 0 ? null : expiring[random.nextInt(expiresCount)];
    }

    /** The mean time to live of the keys that expire, estimated from some of them, in milliseconds; 0 when none does. */
    public long averageTtlMs(long nowMs) {
        int sample = Math.min(expiresCount, 20);
        long sum = 0;
        for (int i = 0; i < sample; i++) {
            sum += Math.max(
                    0, expiring((int) ((long) i * expiresCount / sample)).expireAtMs() - nowMs);
        }
        return sample == 0 ? 0 : sum / sample;
    }

    // ---- slots

    /** How many keys {@code slot} holds; only when keys are chained by slot. */
    public int countInSlot(int slot) {
        return slotCounts.length == 0 ? 0 : slotCounts[slot];
    }

    /** Up to {@code max} keys of {@code slot}, those added last first. */
    public List<byte[]> keysInSlot(int slot, int max) {
        List<byte[]> found = new ArrayList<>(Math.min(Math.max(max, 0), countInSlot(slot)));
        for (KeyEntry at = firstInSlot(slot); at != null && found.size() < max; at = at.slotNext) {
            found.add(at.key);
        }
        return found;
    }

    private @Nullable KeyEntry firstInSlot(int slot) {
        return slotHeads.length == 0 ? null : slotHeads[slot];
    }

    /** Every key of {@code slot}, those added last first. The visit may remove the key that it is given. */
    public void forEachInSlot(int slot, Consumer<? super KeyEntry> visitor) {
        KeyEntry at = firstInSlot(slot);
        while (at != null) {
            KeyEntry next = at.slotNext;
            visitor.accept(at);
            at = next;
        }
    }

    private void linkSlot(KeyEntry entry) {
        if (!bySlot) {
            return;
        }
        if (slotHeads.length == 0) {
            slotHeads = new KeyEntry[Slots.COUNT];
            slotCounts = new int[Slots.COUNT];
        }
        int slot = Slots.slotOf(entry.key);
        entry.slot = slot;
        KeyEntry head = slotHeads[slot];
        entry.slotNext = head;
        if (head != null) {
            head.slotPrevious = entry;
        }
        slotHeads[slot] = entry;
        slotCounts[slot]++;
    }

    private void unlinkSlot(KeyEntry entry) {
        if (entry.slot < 0) {
            return;
        }
        KeyEntry previous = entry.slotPrevious;
        KeyEntry next = entry.slotNext;
        if (previous == null) {
            slotHeads[entry.slot] = next;
        } else {
            previous.slotNext = next;
        }
        if (next != null) {
            next.slotPrevious = previous;
        }
        slotCounts[entry.slot]--;
        entry.slot = -1;
        entry.slotPrevious = null;
        entry.slotNext = null;
    }
}
