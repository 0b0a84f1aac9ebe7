package io.clusterjar.command;

import io.clusterjar.config.ServerConfig;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.Database;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.Value;
import io.clusterjar.store.ValueType;
import io.clusterjar.time.RandomSource;
import org.jspecify.annotations.Nullable;

/**
 * One call of a command as its handler sees it: words in, reply out, the key space between. Valid during the call only.
 *
 * <p>Words are addressed by index, 0 being the command's name. A look-up treats a key whose time has come as missing and,
 * on a master, deletes it and propagates that.
 */
public interface Call {
    /** The words of the request. */
    Args args();

    /** Where the reply goes. */
    Reply reply();

    /** The client's database. */
    Database db();

    /** Database {@code index}; {@link CommandError} {@code DB index is out of range} when there is none. */
    Database db(int index);

    /** Wall time in milliseconds, the same during the whole command, transaction or script. */
    long nowMs();

    /** Chance. */
    RandomSource random();

    /** The node's parameters. */
    ServerConfig config();

    /** Whether the node runs in cluster mode. */
    boolean clusterEnabled();

    /**
     * Whether the call comes from the master's stream or from the log: then it is carried out as it was there, whatever
     * this node's clock and limits say.
     */
    default boolean obeysMaster() {
        return false;
    }

    // ---- look-ups

    /** The entry of the key at {@code word} for reading: counted as hit or miss, access time touched. */
    @Nullable
    KeyEntry readEntry(int word);

    /** The entry of the key at {@code word} for writing. */
    @Nullable
    KeyEntry writeEntry(int word);

    /** The entry of {@code key} in {@code db} for writing. */
    @Nullable
    KeyEntry writeEntry(Database db, byte[] key);

    /** The entry of {@code key} in {@code db} for reading. */
    @Nullable
    KeyEntry readEntry(Database db, byte[] key);

    /** The entry at {@code word} with no effect at all: no hit, no miss, no access time, no deletion. */
    @Nullable
    KeyEntry peekEntry(int word);

    /** The value at {@code word} for reading, or null; {@code WRONGTYPE} when it is another type. */
    default <T extends Value> @Nullable T read(int word, Class<T> type) {
        return cast(readEntry(word), type);
    }

    /** The value at {@code word} for writing, or null; {@code WRONGTYPE} when it is another type. */
    default <T extends Value> @Nullable T write(int word, Class<T> type) {
        return cast(writeEntry(word), type);
    }

    /** The value of an entry, or null; {@code WRONGTYPE} when it is another type. */
    static <T extends Value> @Nullable T cast(@Nullable KeyEntry entry, Class<T> type) {
        if (entry == null) {
            return null;
        }
        if (!type.isInstance(entry.value())) {
            throw CommandError.wrongType();
        }
        return type.cast(entry.value());
    }

    // ---- changes: the store is changed through these or through the value itself; then it is said what changed

    /** Adds or replaces the key at {@code word}. A time to live is forgotten unless {@code keepTtl}. */
    KeyEntry put(int word, Value value, boolean keepTtl);

    /** Adds or replaces {@code key} in {@code db}. A time to live is forgotten unless {@code keepTtl}. */
    KeyEntry put(Database db, byte[] key, Value value, boolean keepTtl);

    /** Removes the key at {@code word}; whether it was there. Says nothing to anybody. */
    boolean remove(int word);

    /** Removes {@code key} of {@code db}; whether it was there. Says nothing to anybody. */
    boolean remove(Database db, byte[] key);

    /**
     * Says that the key at {@code word} was changed: watching transactions, waiting and tracking clients and keyspace
     * notifications hear it, and {@code dirty} grows by one, so that the command is propagated.
     *
     * @param type one of {@link KeyEvent}'s classes
     * @param event as in {@code __keyevent@0__:<event>}
     */
    void changed(int word, int type, String event);

    /** As {@link #changed(int, int, String)} for any key. */
    void changed(Database db, byte[] key, int type, String event);

    /** Only the keyspace notification. */
    void notify(Database db, byte[] key, int type, String event);

    /** Only watching, waiting and tracking clients. */
    void touched(Database db, byte[] key);

    /** Only waiting clients: their calls are made again although the key's value is not what watchers call changed. */
    default void awaken(Database db, byte[] key) {}

    /**
     * Says that all keys of {@code db} are about to go, or to be exchanged with another database's: watching transactions
     * and tracking clients hear it. The default tells them of one key after the other.
     */
    default void flushing(Database db) {
        db.forEach(entry -> touched(db, entry.key()));
    }

    /** Says that the keys of two databases are about to be exchanged: watching transactions and tracking clients hear it. */
    default void swapping(Database first, Database second) {
        flushing(first);
        flushing(second);
    }

    /** Says that keys have come to {@code db} by other ways than {@link #put}: clients that wait for them are served. */
    default void databaseFilled(Database db) {
        db.forEach(entry -> touched(db, entry.key()));
    }

    /** Counts further changes; 0 changes mean that nothing is propagated. */
    void dirty(long changes);

    // ---- propagation: the words themselves go out when anything is dirty, unless one of these was called

    /** Propagates {@code words} instead of the request. */
    void propagateAs(byte[]... words);

    /** Propagates {@code words} after what is propagated already; with {@link #propagateNothing()} only these. */
    void propagateAlso(byte[]... words);

    /** Does not propagate the request. */
    void propagateNothing();

    // ---- waiting

    /**
     * Waits until one of the keys at words {@code firstKey} to {@code lastKey} holds a value of {@code type}, then the whole
     * call is made again. At the deadline, or at once where nobody may wait (transactions, scripts), the reply is a null
     * array.
     *
     * @param timeoutMs 0 waits for ever
     */
    Outcome waitForKeys(int firstKey, int lastKey, ValueType type, long timeoutMs);

    /**
     * As {@link #waitForKeys(int, int, ValueType, long)}, but other words are called again.
     *
     * @param again the call to be made; its keys are where they are in this one
     * @param whenGone whether the call is made again as well when a key is removed or gets a value of another type
     */
    Outcome waitForKeys(Args again, int firstKey, int lastKey, ValueType type, long timeoutMs, boolean whenGone);

    /** No reply at all. */
    Outcome noReply();
}
