package io.clusterjar.store;

import org.jspecify.annotations.Nullable;

/** An entry of a {@link Dict}: its key, and whatever a subclass adds. In one dictionary at a time. */
public class DictEntry {
    final byte[] key;
    int hash;

    @Nullable
    DictEntry next;

    /** An entry of {@code key}, which is kept and must not be changed. */
    public DictEntry(byte[] key) {
        this.key = key;
    }

    /** The key's bytes; not to be changed. */
    public final byte[] key() {
        return key;
    }
}
