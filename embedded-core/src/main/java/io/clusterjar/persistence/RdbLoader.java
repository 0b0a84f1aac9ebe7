package io.clusterjar.persistence;

import io.clusterjar.base.Bytes;
import io.clusterjar.store.Database;
import io.clusterjar.store.EncodingLimits;
import io.clusterjar.store.Frequency;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.Keyspace;
import io.clusterjar.store.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts what an RDB holds into a key space, which should be empty. */
public final class RdbLoader implements RdbVisitor {
    /** Hints of a file's key counts are believed up to here. */
    private static final int MAX_EXPANSION = 1 << 20;

    private final Keyspace keyspace;
    private final EncodingLimits limits;
    private final long nowMs;
    private final boolean keepExpired;
    private final Map<String, String> auxiliary = new LinkedHashMap<>();
    private final List<byte[]> functions = new ArrayList<>();
    private boolean byFrequency;
    private long loaded;
    private long expired;

    /**
     * Loads into {@code keyspace}.
     *
     * @param limits the encodings of values
     * @param nowMs wall time, milliseconds
     * @param keepExpired whether keys whose time has come are loaded too, as a replica does, whose master deletes them
     */
    public RdbLoader(Keyspace keyspace, EncodingLimits limits, long nowMs, boolean keepExpired) {
        this.keyspace = keyspace;
        this.limits = limits;
        this.nowMs = nowMs;
        this.keepExpired = keepExpired;
    }

    @Override
    public void auxiliary(byte[] name, byte[] value) {
        auxiliary.put(Bytes.text(name), Bytes.text(value));
    }

    @Override
    public void function(byte[] source) {
        functions.add(source);
    }

    @Override
    public void database(int index, long keys, long expires) {
        if (index < keyspace.count()) {
            keyspace.db(index).expand((int) Math.min(MAX_EXPANSION, Math.max(0, keys)));
        }
    }

    @Override
    public void entry(int database, byte[] key, Value value, long expireAtMs, int idleSeconds, int frequency) {
        if (database >= keyspace.count()) {
            throw new RdbRefused("database " + database + " is not one of " + keyspace.count());
        }
        if (!keepExpired && expireAtMs != KeyEntry.NEVER && expireAtMs < nowMs) {
            expired++;
            return;
        }
        Database db = keyspace.db(database);
        if (db.find(key) != null) {
            throw new RdbRefused("key '" + Bytes.text(key) + "' is there twice");
        }
        KeyEntry entry = db.put(key, value, false);
        if (expireAtMs != KeyEntry.NEVER) {
            db.setExpire(entry, expireAtMs);
        }
        if (byFrequency) {
            entry.access(Frequency.note(frequency == UNKNOWN ? Frequency.FIRST : frequency, nowMs));
        } else {
            entry.access((int) (nowMs / 1000 - (idleSeconds == UNKNOWN ? 0 : idleSeconds)));
        }
        loaded++;
    }

    /** Says whether it is noted of keys how often they are used, as under an LFU policy; else when they were used last. */
    public RdbLoader byFrequency(boolean on) {
        byFrequency = on;
        return this;
    }

    /** The encodings of values. */
    public EncodingLimits limits() {
        return limits;
    }

    /** The auxiliary fields, in the file's order. */
    public Map<String, String> auxiliary() {
        return auxiliary;
    }

    /** The sources of the libraries of functions, in the file's order. */
    public List<byte[]> functions() {
        return functions;
    }

    /** How many keys were loaded. */
    public long loaded() {
        return loaded;
    }

    /** How many keys were passed over, their time having come. */
    public long expired() {
        return expired;
    }
}
