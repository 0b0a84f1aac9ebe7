package io.clusterjar.store;

/** A key with its value and its time to live. */
public final class KeyEntry {
    /** {@link #expireAtMs()} of a key that lives for ever. */
    public static final long NEVER = -1;

    final byte[] key;
    Value value;
    long expireAtMs = NEVER;

    KeyEntry(byte[] key, Value value) {
        this.key = key;
        this.value = value;
    }

    /** The key's bytes; not to be changed. */
    public byte[] key() {
        return key;
    }

    /** What it holds. */
    public Value value() {
        return value;
    }

    /** When it expires, wall time in milliseconds, or {@link #NEVER}. */
    public long expireAtMs() {
        return expireAtMs;
    }
}
