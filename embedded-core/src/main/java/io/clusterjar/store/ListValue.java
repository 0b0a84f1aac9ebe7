package io.clusterjar.store;

/** A list. */
public final class ListValue extends Value {
    @Override
    public ValueType type() {
        return ValueType.LIST;
    }

    @Override
    public String encoding() {
        return "raw";
    }

    @Override
    public ListValue copy() {
        return new ListValue();
    }
}
