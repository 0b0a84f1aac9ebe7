package io.clusterjar.store;

/** An entry that holds bytes: a field of a hash. */
public final class FieldEntry extends DictEntry {
    private byte[] value;

    /** An entry of {@code key} that holds {@code value}; both are kept. */
    public FieldEntry(byte[] key, byte[] value) {
        super(key);
        this.value = value;
    }

    /** The bytes; not to be changed. */
    public byte[] value() {
        return value;
    }

    /** Replaces the bytes; they are kept. */
    public void value(byte[] value) {
        this.value = value;
    }
}
