package io.clusterjar.command;

/** Classes of keyspace notifications, as bits; the letter is that of {@code notify-keyspace-events}. */
public final class KeyEvent {
    /** K: publish to {@code __keyspace@db__:key}. */
    public static final int KEYSPACE = 1;
    /** E: publish to {@code __keyevent@db__:event}. */
    public static final int KEYEVENT = 1 << 1;
    /** g. */
    public static final int GENERIC = 1 << 2;
    /** $. */
    public static final int STRING = 1 << 3;
    /** l. */
    public static final int LIST = 1 << 4;
    /** s. */
    public static final int SET = 1 << 5;
    /** h. */
    public static final int HASH = 1 << 6;
    /** z. */
    public static final int ZSET = 1 << 7;
    /** x. */
    public static final int EXPIRED = 1 << 8;
    /** e. */
    public static final int EVICTED = 1 << 9;
    /** t. */
    public static final int STREAM = 1 << 10;
    /** m. */
    public static final int KEY_MISS = 1 << 11;
    /** d. */
    public static final int MODULE = 1 << 13;
    /** n. */
    public static final int NEW = 1 << 14;

    private KeyEvent() {}
}
