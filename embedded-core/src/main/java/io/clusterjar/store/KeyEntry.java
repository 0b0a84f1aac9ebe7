package io.clusterjar.store;

import org.jspecify.annotations.Nullable;

/** A key with its value and its time to live. Belongs to one {@link Database}, which alone puts and removes it. */
public final class KeyEntry extends DictEntry {
    /** {@link #expireAtMs()} of a key that lives for ever. */
    public static final long NEVER = -1;

    Value value;
    long expireAtMs = NEVER;
    int expireIndex = -1;
    int slot = -1;

    @Nullable
    KeyEntry slotPrevious;

    @Nullable
    KeyEntry slotNext;

    private int access;

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
        return expireAtMs;
    }

    /** Whether its time has come. */
    public boolean isExpired(long nowMs) {
        return expireAtMs != NEVER && nowMs > expireAtMs;
    }

    /** What the engine notes of accesses: seconds of the last one, or a frequency. */
    public int access() {
        return access;
    }

    /** Notes an access. */
    public void access(int access) {
        this.access = access;
    }
}
