package io.clusterjar.engine.server;

import io.clusterjar.config.ConfigKey;
import io.clusterjar.engine.Connection;
import io.clusterjar.engine.Engine;

/**
 * The memory section of {@code INFO}. A node shares its process with others, so it cannot measure what it uses; it
 * estimates from what it holds, which also keeps repeated runs alike.
 */
final class MemoryInfo {
    /** What an empty server of that version uses. */
    static final long EMPTY_SERVER_BYTES = 900_000;

    /** Table, entry, key and value of a small string. */
    static final long BYTES_PER_KEY = 96;

    private static final long TOTAL_BYTES = 16L << 30;

    private final Engine engine;
    private long peakBytes;

    MemoryInfo(Engine engine) {
        this.engine = engine;
    }

    static long keyBytes(Engine engine) {
        long keys = 0;
        for (int i = 0; i < engine.databaseCount(); i++) {
            keys += engine.database(i).size();
        }
        return keys * BYTES_PER_KEY;
    }

    private static long clientBytes(Engine engine, Connection.Kind kind) {
        long bytes = 0;
        for (Connection client : engine.connections()) {
            if (client.kind() == kind) {
                bytes += client.queryBufferCapacity() + client.out().buffer().length + client.outputBytes();
            }
        }
        return bytes;
    }

    void write(InfoText out) {
        long normal = clientBytes(engine, Connection.Kind.NORMAL);
        long replicas = clientBytes(engine, Connection.Kind.REPLICA);
        long data = keyBytes(engine);
        long overhead = EMPTY_SERVER_BYTES + normal + replicas;
        long used = overhead + data;
        peakBytes = Math.max(peakBytes, used);
        out.bytes("used_memory", used)
                .bytes("used_memory_rss", used)
                .bytes("used_memory_peak", peakBytes)
                .add("used_memory_peak_perc", InfoText.decimal(100.0 * used / peakBytes) + "%")
                .add("used_memory_overhead", overhead)
                .add("used_memory_startup", EMPTY_SERVER_BYTES)
                .add("used_memory_dataset", data)
                .add("used_memory_dataset_perc", percent(data, used - EMPTY_SERVER_BYTES))
                .add("allocator_allocated", used)
                .add("allocator_active", used)
                .add("allocator_resident", used)
                .bytes("total_system_memory", TOTAL_BYTES)
                .add("used_memory_lua", 0)
                .add("used_memory_vm_eval", 0)
                .add("used_memory_lua_human", "0B")
                .add("used_memory_scripts_eval", 0)
                .add("number_of_cached_scripts", 0)
                .add("number_of_functions", 0)
                .add("number_of_libraries", 0)
                .add("used_memory_vm_functions", 0)
                .bytes("used_memory_vm_total", 0)
                .add("used_memory_functions", 0)
                .bytes("used_memory_scripts", 0)
                .bytes("maxmemory", engine.config().number(ConfigKey.MAXMEMORY))
                .add("maxmemory_policy", engine.config().text(ConfigKey.MAXMEMORY_POLICY))
                .add("allocator_frag_ratio", 1.0)
                .add("allocator_frag_bytes", 0)
                .add("allocator_rss_ratio", 1.0)
                .add("allocator_rss_bytes", 0)
                .add("rss_overhead_ratio", 1.0)
                .add("rss_overhead_bytes", 0)
                .add("mem_fragmentation_ratio", 1.0)
                .add("mem_fragmentation_bytes", 0)
                .add("mem_not_counted_for_evict", 0)
                .add("mem_replication_backlog", 0)
                .add("mem_total_replication_buffers", 0)
                .add("mem_clients_slaves", replicas)
                .add("mem_clients_normal", normal)
                .add("mem_cluster_links", 0)
                .add("mem_aof_buffer", 0)
                .add("mem_allocator", "jvm")
                .add("active_defrag_running", 0)
                .add("lazyfree_pending_objects", 0)
                .add("lazyfreed_objects", 0);
    }

    private static String percent(long part, long whole) {
        return InfoText.decimal(whole <= 0 ? 0 : 100.0 * part / whole) + "%";
    }
}
