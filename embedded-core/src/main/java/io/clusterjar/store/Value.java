package io.clusterjar.store;

/** What a key holds. Changed in place by the node's own thread. */
public abstract sealed class Value permits StringValue, ListValue, SetValue, HashValue, SortedSetValue, StreamValue {
    /** Its type. */
    public abstract ValueType type();

    /** Its encoding as {@code OBJECT ENCODING} names it. */
    public abstract String encoding();

    /** An independent value that shows the same, in the same encoding. */
    public abstract Value copy();
}
