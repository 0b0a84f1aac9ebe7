package io.clusterjar.store;

import org.jspecify.annotations.Nullable;

/** A key with its value and its time to live. Belongs to one {@link Database}, which alone puts and removes it. */
public final class KeyEntry extends DictEntry {
    /** {@link #expireAtMs()} of a key that lives for ever. */
    public static final long NEVER = -1;

    Value value;
    /** Only keys that expire have one: there may be millions that do not. */
    @Nullable
    Expiry expiry;

    int slot = -1;

    @Nullable
    KeyEntry slotPrevious;

    @Nullable
    KeyEntry slotNext;

    private int access;

    /** When a key expires, and where the database keeps it among those that do. */
    static final class Expiry {
        long atMs;
        int index;

        Expiry(int index) {
            this.index = index;
        }
    }

    KeyEntry(byte[] key, Value value) {
        super(key);
        this.value = value;
    }

    /** What it holds. */
    public Value value() {
        return value;
    }

    /** When it expires, wall time in milliseconds, or {@link #NEVER}. */
    public long expireAtMs() {
        Expiry own = expiry;
        return own == null ? NEVER : own.atMs;
    }

    /** Whether its time has come. */
    public boolean isExpired(long nowMs) {
        Expiry own = expiry;
        return own != null && nowMs > own.atMs;
    }

    /** What the engine notes of accesses: the second of the last one, as an unsigned integer. */
    public int access() {
        return access;
    }

    /** Notes an access. */
    public void access(int access) {
        this.access = access;
    }
}
