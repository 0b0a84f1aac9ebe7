package io.clusterjar.store;

/** A hash. */
public final class HashValue extends Value {
    @Override
    public ValueType type() {
        return ValueType.HASH;
    }

    @Override
    public String encoding() {
        return "raw";
    }
}
