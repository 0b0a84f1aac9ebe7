package io.clusterjar.persistence;

import io.clusterjar.store.Value;

/** Hears what is in an RDB, in the order it is found. */
public interface RdbVisitor {
    /** {@link #entry}'s idle time or frequency when the file does not say it. */
    int UNKNOWN = -1;

    /** An auxiliary field. */
    default void auxiliary(byte[] name, byte[] value) {}

    /** A library of functions, its source with the shebang line. */
    default void function(byte[] source) {}

    /** A database begins; both counts are hints. */
    default void database(int index, long keys, long expires) {}

    /**
     * A key.
     *
     * @param database the number of its database
     * @param key its own array
     * @param value a value of its own
     * @param expireAtMs wall time in milliseconds, or {@link io.clusterjar.store.KeyEntry#NEVER}
     * @param idleSeconds seconds since it was used last, or {@link #UNKNOWN}
     * @param frequency logarithmic counter of its use, 0 to 255, or {@link #UNKNOWN}
     */
    void entry(int database, byte[] key, Value value, long expireAtMs, int idleSeconds, int frequency);
}
