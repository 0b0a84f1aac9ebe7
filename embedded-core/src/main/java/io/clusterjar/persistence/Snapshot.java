package io.clusterjar.persistence;

import io.clusterjar.config.ConfigKey;
import io.clusterjar.config.ServerConfig;
import io.clusterjar.store.Database;
import io.clusterjar.store.Keyspace;
import java.util.Arrays;
import java.util.List;

/** A whole key space as an RDB: written for {@code SAVE}, full syncs and AOF bases, and read back. */
public final class Snapshot {
    private Snapshot() {}

    /**
     * Writes everything.
     *
     * @param functions the sources of the libraries of functions
     * @param compress {@code rdbcompression}
     * @return how many bytes went into {@code sink}
     */
    public static long write(Keyspace keyspace, List<byte[]> functions, RdbInfo info, boolean compress, RdbSink sink) {
        return write(keyspace, functions, info, new RdbWriter(sink, compress));
    }

    private static long write(Keyspace keyspace, List<byte[]> functions, RdbInfo info, RdbWriter writer) {
        writer.begin(info.auxiliary());
        functions.forEach(writer::function);
        for (int i = 0; i < keyspace.count(); i++) {
            Database database = keyspace.db(i);
            if (database.size() > 0) {
                writer.database(i, database.size(), database.expiresCount());
                database.forEachWhile(entry -> {
                    writer.entry(entry);
                    return true;
                });
            }
        }
        writer.end();
        return writer.lengthBytes();
    }

    /** Everything as one array. */
    public static byte[] toBytes(Keyspace keyspace, List<byte[]> functions, RdbInfo info, boolean compress) {
        Collector collector = new Collector();
        write(keyspace, functions, info, compress, collector);
        return Arrays.copyOf(collector.bytes, collector.length);
    }

    /** Everything as one array, written as {@code config} says. */
    public static byte[] toBytes(Keyspace keyspace, List<byte[]> functions, RdbInfo info, ServerConfig config) {
        Collector collector = new Collector();
        RdbWriter writer = new RdbWriter(collector, config.flag(ConfigKey.RDBCOMPRESSION));
        write(keyspace, functions, info, writer.withUses(config, info.createdMs()));
        return Arrays.copyOf(collector.bytes, collector.length);
    }

    /**
     * Saves everything in file {@code name}, as {@code SAVE} does: after a crash the old file or the new one is there.
     *
     * @return the length of the file in bytes
     */
    public static long save(
            Disk disk, String name, Keyspace keyspace, List<byte[]> functions, RdbInfo info, boolean compress) {
        byte[] bytes = toBytes(keyspace, functions, info, compress);
        disk.replace(name, bytes);
        return bytes.length;
    }

    /**
     * Loads file {@code name} into {@code loader}'s key space; whether there was one.
     *
     * @throws CorruptRdb when the file is damaged; its message names file and byte, the file is left as it was
     */
    public static boolean load(Disk disk, String name, RdbLoader loader) {
        byte[] file = disk.read(name);
        if (file == null) {
            return false;
        }
        try {
            RdbReader.readAll(file, loader, loader.limits());
        } catch (CorruptRdb corrupt) {
            throw corrupt.in(name);
        }
        return true;
    }

    private static final class Collector implements RdbSink {
        private byte[] bytes = new byte[1024];
        private int length;

        @Override
        public void write(byte[] source, int offset, int count) {
            if (length + count > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
            }
            System.arraycopy(source, offset, bytes, length, count);
            length += count;
        }
    }
}
