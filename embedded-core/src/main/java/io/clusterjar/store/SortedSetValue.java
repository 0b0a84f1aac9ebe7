package io.clusterjar.store;

/** A sorted set. */
public final class SortedSetValue extends Value {
    @Override
    public ValueType type() {
        return ValueType.ZSET;
    }

    @Override
    public String encoding() {
        return "raw";
    }

    @Override
    public SortedSetValue copy() {
        return new SortedSetValue();
    }
}
