package io.clusterjar.replication;

import io.clusterjar.base.RedisVersion;
import io.clusterjar.engine.Engine;
import io.clusterjar.persistence.CorruptRdb;
import io.clusterjar.persistence.RdbInfo;
import io.clusterjar.persistence.RdbLoader;
import io.clusterjar.persistence.RdbReader;
import io.clusterjar.persistence.Snapshot;
import io.clusterjar.store.EncodingLimits;
import io.clusterjar.store.Keyspace;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** Makes the snapshot of a full synchronisation, and loads one. */
final class Snapshots {
    /** What {@link #load} gives when the snapshot cannot be loaded. */
    static final int DAMAGED = -1;

    private static final Logger LOG = System.getLogger(Snapshots.class.getName());

    private Snapshots() {}

    /**
     * All data as they are now, as RDB.
     *
     * @param withKeys false for a replica that asked for the libraries of functions only
     */
    static byte[] write(Replication replication, boolean withKeys) {
        Engine engine = replication.engine();
        RdbInfo info = new RdbInfo(
                RedisVersion.TEXT,
                replication.nowMs(),
                0,
                replication.streamDb(),
                replication.history().id(),
                replication.offset(),
                false);
        Keyspace keys = withKeys ? engine.databases() : new Keyspace(1, 0, false);
        return Snapshot.toBytes(keys, List.of(), info, replication.config());
    }

    /**
     * Puts the data of {@code rdb} in place of all that were there.
     *
     * @return the database that the stream goes on in, or {@link #DAMAGED}: then all is empty
     */
    static int load(Replication replication, byte[] rdb) {
        Engine engine = replication.engine();
        engine.clear();
        EncodingLimits limits = EncodingLimits.of(replication.config());
        RdbLoader loader = new RdbLoader(engine.databases(), limits, replication.nowMs(), true)
                .byFrequency(replication.config().usesFrequency());
        try {
            RdbReader.readAll(rdb, loader, limits);
        } catch (CorruptRdb e) {
            LOG.log(Level.WARNING, "the snapshot of the master cannot be loaded: " + e.getMessage());
            engine.clear();
            return DAMAGED;
        }
        return selected(loader.auxiliary().getOrDefault("repl-stream-db", "0"), engine.databaseCount());
    }

    private static int selected(String database, int count) {
        try {
            int index = Integer.parseInt(database);
            return index > 0 && index < count ? index : 0;
        } catch (NumberFormatException e) {
            return 0; // the stream begins with a SELECT then
        }
    }
}
