package io.clusterjar.store;

/** The types of values, named as {@code TYPE} names them. */
public enum ValueType {
    /** A byte string. */
    STRING("string"),
    /** A list of byte strings. */
    LIST("list"),
    /** A set of byte strings. */
    SET("set"),
    /** Members in the order of their scores. */
    ZSET("zset"),
    /** Fields and values. */
    HASH("hash"),
    /** A log of entries. */
    STREAM("stream");

    private final String label;

    ValueType(String label) {
        this.label = label;
    }

    /** As {@code TYPE} prints it. */
    public String label() {
        return label;
    }
}
