package io.clusterjar.store;

/** A set. */
public final class SetValue extends Value {
    @Override
    public ValueType type() {
        return ValueType.SET;
    }

    @Override
    public String encoding() {
        return "raw";
    }

    @Override
    public SetValue copy() {
        return new SetValue();
    }
}
