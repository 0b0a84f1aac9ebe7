package io.clusterjar.replication;

import io.clusterjar.base.RedisVersion;
import io.clusterjar.engine.Engine;
import io.clusterjar.persistence.CorruptRdb;
import io.clusterjar.persistence.RdbReader;
import io.clusterjar.persistence.RdbVisitor;
import io.clusterjar.persistence.RdbWriter;
import io.clusterjar.store.Database;
import io.clusterjar.store.EncodingLimits;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.Value;
import java.io.ByteArrayOutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the snapshot of a full synchronisation, and loads one. */
final class Snapshots {
    private static final Logger LOG = System.getLogger(Snapshots.class.getName());

    private Snapshots() {}

    /** All data as they are now, as RDB. */
    static byte[] write(Replication replication) {
        Engine engine = replication.engine();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RdbWriter writer = new RdbWriter(bytes::write);
        writer.begin(auxiliary(replication));
        for (int i = 0; i < engine.databaseCount(); i++) {
            Database database = engine.database(i);
            if (database.size() > 0) {
                writer.database(i, database.size(), database.expiresCount());
                database.forEach(writer::entry);
            }
        }
        writer.end();
        return bytes.toByteArray();
    }

    private static Map<String, String> auxiliary(Replication replication) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("redis-ver", RedisVersion.TEXT);
        fields.put("redis-bits", "64");
        fields.put("ctime", Long.toString(replication.nowMs() / 1000));
        fields.put("used-mem", "0");
        fields.put("repl-stream-db", Integer.toString(Math.max(0, replication.history().streamDb())));
        fields.put("repl-id", replication.history().id());
        fields.put("repl-offset", Long.toString(replication.offset()));
        fields.put("aof-base", "0");
        return fields;
    }

    /** Puts the data of {@code rdb} in place of all that were there; false when it is damaged, and then all is empty. */
    static boolean load(Replication replication, byte[] rdb) {
        Engine engine = replication.engine();
        engine.clear();
        RdbVisitor loader = new RdbVisitor() {
            @Override
            public void entry(int database, byte[] key, Value value, long expireAtMs, int idleSeconds, int frequency) {
                Database target = engine.database(database);
                KeyEntry entry = target.put(key, value, false);
                if (expireAtMs != KeyEntry.NEVER) {
                    target.setExpire(entry, expireAtMs);
                }
            }
        };
        try {
            RdbReader.readAll(rdb, loader, EncodingLimits.of(replication.config()));
            return true;
        } catch (CorruptRdb e) {
            LOG.log(Level.WARNING, "the snapshot of the master cannot be loaded: " + e.getMessage());
            engine.clear();
            return false;
        }
    }
}
