package io.clusterjar.command;

/** What a command does with a key, as bits, under the names that {@code COMMAND INFO} shows. */
public final class KeyFlag {
    /** Reads the value only. */
    public static final int RO = 1;
    /** Reads and changes the value. */
    public static final int RW = 1 << 1;
    /** Overwrites the value. */
    public static final int OW = 1 << 2;
    /** Deletes the key. */
    public static final int RM = 1 << 3;
    /** Returns or uses the value. */
    public static final int ACCESS = 1 << 4;
    /** Changes the value. */
    public static final int UPDATE = 1 << 5;
    /** Adds to the value. */
    public static final int INSERT = 1 << 6;
    /** Takes from the value. */
    public static final int DELETE = 1 << 7;
    /** Is no key but is routed like one. */
    public static final int NOT_KEY = 1 << 8;
    /** More keys may exist than found. */
    public static final int INCOMPLETE = 1 << 9;
    /** Arguments may make it less than said. */
    public static final int VARIABLE_FLAGS = 1 << 10;

    private KeyFlag() {}
}
