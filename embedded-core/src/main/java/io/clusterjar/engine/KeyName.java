package io.clusterjar.engine;

import java.util.Arrays;

/** A key of a numbered database, as a map's key. The bytes must not change. */
record KeyName(int database, byte[] key) {
    @Override
    public boolean equals(Object other) {
        return other instanceof KeyName name && database == name.database && Arrays.equals(key, name.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key) * 31 + database;
    }
}
