package io.clusterjar.persistence;

import io.clusterjar.base.Bytes;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.config.ServerConfig;
import io.clusterjar.store.Frequency;
import io.clusterjar.store.KeyEntry;
import java.util.Map;

/**
 * Writes an RDB, version 11, into a sink, in chunks of some 16 KiB. In order: {@link #begin}, functions, then each
 * database with its entries, {@link #end}.
 *
 * <p>One thread at a time; what is written is what the values are at the moment of the call.
 */
public final class RdbWriter {
    private static final String BY_IDLE_TIME = "-lru";
    private static final long SECOND_MS = 1000;

    private final RdbOut out;
    private boolean idleTimes;
    private boolean frequencies;
    private int decayMinutes;
    private long nowMs;

    /** Writes into {@code sink}; long strings are compressed. */
    public RdbWriter(RdbSink sink) {
        this(sink, true);
    }

    /** Writes into {@code sink}; long strings are compressed if {@code compress}. */
    public RdbWriter(RdbSink sink, boolean compress) {
        out = new RdbOut(sink, compress);
    }

    /** Writes with each key what {@code maxmemory-policy} goes by: when it was used last, how often, or neither. */
    public RdbWriter withUses(ServerConfig config, long atMs) {
        idleTimes = config.text(ConfigKey.MAXMEMORY_POLICY).endsWith(BY_IDLE_TIME);
        frequencies = config.usesFrequency();
        decayMinutes = config.integer(ConfigKey.LFU_DECAY_TIME);
        nowMs = atMs;
        return this;
    }

    /** The head of the file and its auxiliary fields, in the map's order. */
    public void begin(Map<String, String> auxiliary) {
        byte[] magic = Bytes.latin1(String.format(java.util.Locale.ROOT, "REDIS%04d", RdbFormat.VERSION));
        out.raw(magic, 0, magic.length);
        auxiliary.forEach((name, value) -> {
            out.raw(RdbFormat.OPCODE_AUX);
            out.string(Bytes.latin1(name));
            out.string(Bytes.latin1(value));
        });
    }

    /** A library of functions, its source with the shebang line. */
    public void function(byte[] source) {
        out.raw(RdbFormat.OPCODE_FUNCTION2);
        out.string(source);
    }

    /** The head of a database: its number, and hints of how many keys follow and how many of them expire. */
    public void database(int index, long keys, long expires) {
        out.raw(RdbFormat.OPCODE_SELECTDB);
        out.length(index);
        out.raw(RdbFormat.OPCODE_RESIZEDB);
        out.length(keys);
        out.length(expires);
    }

    /** A key with its time to live and its value. */
    public void entry(KeyEntry entry) {
        if (entry.expireAtMs() != KeyEntry.NEVER) {
            out.raw(RdbFormat.OPCODE_EXPIRETIME_MS);
            out.longLe(entry.expireAtMs());
        }
        if (idleTimes) {
            out.raw(RdbFormat.OPCODE_IDLE);
            out.length(Math.max(0, nowMs / SECOND_MS - Integer.toUnsignedLong(entry.access())));
        } else if (frequencies) {
            out.raw(RdbFormat.OPCODE_FREQ);
            out.raw(Frequency.counter(entry.access(), nowMs, decayMinutes));
        }
        out.raw(RdbValueWriter.type(entry.value()));
        out.string(entry.key());
        RdbValueWriter.write(out, entry.value());
    }

    /** The end of the file with its checksum; everything is in the sink then. */
    public void end() {
        out.raw(RdbFormat.OPCODE_EOF);
        out.longLe(out.crc());
        out.flush();
    }

    /** How many bytes were written. */
    public long lengthBytes() {
        return out.lengthBytes();
    }
}
