package io.clusterjar.command;

/** Flags of a command as bits, under the names that {@code COMMAND} shows. */
public final class CommandFlag {
    /** Changes the key space. */
    public static final int WRITE = 1;
    /** Only reads keys. */
    public static final int READONLY = 1 << 1;
    /** Refused when memory is short. */
    public static final int DENYOOM = 1 << 2;
    /** For administrators. */
    public static final int ADMIN = 1 << 3;
    /** Publishes or subscribes. */
    public static final int PUBSUB = 1 << 4;
    /** Not within scripts. */
    public static final int NOSCRIPT = 1 << 5;
    /** May block its client. */
    public static final int BLOCKING = 1 << 6;
    /** Served while loading. */
    public static final int LOADING = 1 << 7;
    /** Served by a replica with stale data. */
    public static final int STALE = 1 << 8;
    /** Constant or logarithmic time. */
    public static final int FAST = 1 << 9;
    /** Key positions depend on arguments. */
    public static final int MOVABLEKEYS = 1 << 10;
    /** Served before authentication. */
    public static final int NO_AUTH = 1 << 11;
    /** Refused in a transaction. */
    public static final int NO_MULTI = 1 << 12;
    /** Served while a script runs too long. */
    public static final int ALLOW_BUSY = 1 << 13;
    /** Acts as if ASKING had been sent. */
    public static final int ASKING = 1 << 14;
    /** Not shown to MONITOR. */
    public static final int SKIP_MONITOR = 1 << 15;
    /** Not in the slow log. */
    public static final int SKIP_SLOWLOG = 1 << 16;
    /** Refused while a replica loads beside serving. */
    public static final int NO_ASYNC_LOADING = 1 << 17;
    /** May be called without any key although it has key positions. */
    public static final int NO_MANDATORY_KEYS = 1 << 18;
    /** Guarded by an enable-... parameter. */
    public static final int PROTECTED = 1 << 19;
    /** May be replicated although it writes nothing. */
    public static final int MAY_REPLICATE = 1 << 20;
    /** Exists in Sentinel too. */
    public static final int SENTINEL = 1 << 21;

    /** Meets keys that no rule can name beforehand. */
    public static final int TOUCHES_ARBITRARY_KEYS = 1 << 22;

    private CommandFlag() {}
}
