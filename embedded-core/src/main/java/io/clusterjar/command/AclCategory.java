package io.clusterjar.command;

/** Categories of access rules as bits; {@code @name} in lower case is the name of each. */
public final class AclCategory {
    /** {@code @keyspace}. */
    public static final int KEYSPACE = 1;
    /** {@code @read}. */
    public static final int READ = 1 << 1;
    /** {@code @write}. */
    public static final int WRITE = 1 << 2;
    /** {@code @set}. */
    public static final int SET = 1 << 3;
    /** {@code @sortedset}. */
    public static final int SORTEDSET = 1 << 4;
    /** {@code @list}. */
    public static final int LIST = 1 << 5;
    /** {@code @hash}. */
    public static final int HASH = 1 << 6;
    /** {@code @string}. */
    public static final int STRING = 1 << 7;
    /** {@code @bitmap}. */
    public static final int BITMAP = 1 << 8;
    /** {@code @hyperloglog}. */
    public static final int HYPERLOGLOG = 1 << 9;
    /** {@code @geo}. */
    public static final int GEO = 1 << 10;
    /** {@code @stream}. */
    public static final int STREAM = 1 << 11;
    /** {@code @pubsub}. */
    public static final int PUBSUB = 1 << 12;
    /** {@code @admin}. */
    public static final int ADMIN = 1 << 13;
    /** {@code @fast}. */
    public static final int FAST = 1 << 14;
    /** {@code @slow}. */
    public static final int SLOW = 1 << 15;
    /** {@code @blocking}. */
    public static final int BLOCKING = 1 << 16;
    /** {@code @dangerous}. */
    public static final int DANGEROUS = 1 << 17;
    /** {@code @connection}. */
    public static final int CONNECTION = 1 << 18;
    /** {@code @transaction}. */
    public static final int TRANSACTION = 1 << 19;
    /** {@code @scripting}. */
    public static final int SCRIPTING = 1 << 20;

    private AclCategory() {}

    /** {@code categories} and those that a command's flags imply. */
    static int implied(int flags, int categories) {
        int all = categories;
        if ((flags & CommandFlag.WRITE) != 0) {
            all |= WRITE;
        }
        if ((flags & CommandFlag.READONLY) != 0 && (categories & SCRIPTING) == 0) {
            all |= READ;
        }
        if ((flags & CommandFlag.ADMIN) != 0) {
            all |= ADMIN | DANGEROUS;
        }
        if ((flags & CommandFlag.PUBSUB) != 0) {
            all |= PUBSUB;
        }
        if ((flags & CommandFlag.BLOCKING) != 0) {
            all |= BLOCKING;
        }
        return all | ((flags & CommandFlag.FAST) != 0 ? FAST : SLOW);
    }
}
