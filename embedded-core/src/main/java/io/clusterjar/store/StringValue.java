package io.clusterjar.store;

/** A byte string. */
public final class StringValue extends Value {
    @Override
    public ValueType type() {
        return ValueType.STRING;
    }

    @Override
    public String encoding() {
        return "raw";
    }
}
