package io.clusterjar.store;

/** All databases of a node. The node's own thread only. */
public final class Keyspace {
    private final Database[] databases;

    /**
     * Empty databases.
     *
     * @param count how many, 1 in cluster mode
     * @param hashSeed the order of keys follows from it
     * @param bySlot whether keys are chained by slot
     */
    public Keyspace(int count, long hashSeed, boolean bySlot) {
        databases = new Database[count];
        for (int i = 0; i < count; i++) {
            databases[i] = new Database(i, hashSeed + i, bySlot);
        }
    }

    /** How many databases. */
    public int count() {
        return databases.length;
    }

    /** Database {@code index}, 0 to {@link #count()} - 1. */
    public Database db(int index) {
        return databases[index];
    }

    /** Exchanges the keys of two databases. */
    public void swap(int first, int second) {
        databases[first].swapContent(databases[second]);
    }

    /** Forgets all keys. */
    public void clear() {
        for (Database database : databases) {
            database.clear();
        }
    }

    /** How many keys in all. */
    public long size() {
        long size = 0;
        for (Database database : databases) {
            size += database.size();
        }
        return size;
    }
}
