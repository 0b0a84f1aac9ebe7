package io.clusterjar.engine.server;

import io.clusterjar.base.RedisVersion;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.config.ServerConfig;
import io.clusterjar.engine.Command;
import io.clusterjar.engine.Connection;
import io.clusterjar.engine.Engine;
import io.clusterjar.engine.Stats;
import io.clusterjar.engine.connection.Tracking;
import io.clusterjar.engine.pubsub.PubSub;
import io.clusterjar.store.Database;
import java.util.Map;

/** The sections of {@code INFO} that the engine itself knows. */
final class EngineInfo {
    private static final int RUN_ID_LENGTH = 40;
    private static final int LRU_CLOCK_MASK = 0xFFFFFF;

    private final Engine engine;
    private final PubSub pubSub;
    private final Tracking tracking;
    private final long startedMs;
    private final String runId;

    EngineInfo(Engine engine, PubSub pubSub, Tracking tracking) {
        this.engine = engine;
        this.pubSub = pubSub;
        this.tracking = tracking;
        startedMs = engine.monotonicMs();
        var random = engine.random().fork("run-id");
        StringBuilder id = new StringBuilder(RUN_ID_LENGTH);
        for (int i = 0; i < RUN_ID_LENGTH; i++) {
            id.append(Character.forDigit(random.nextInt(16), 16));
        }
        runId = id.toString();
    }

    void register(InfoSections sections) {
        sections.add(InfoSections.Name.SERVER, this::server);
        sections.add(InfoSections.Name.CLIENTS, this::clients);
        sections.add(InfoSections.Name.MEMORY, new MemoryInfo(engine)::write);
        sections.add(InfoSections.Name.PERSISTENCE, this::persistence);
        sections.add(InfoSections.Name.STATS, this::stats);
        sections.add(InfoSections.Name.REPLICATION, this::replication);
        sections.add(InfoSections.Name.CPU, EngineInfo::cpu);
        sections.add(InfoSections.Name.COMMANDSTATS, this::commandStats);
        sections.add(InfoSections.Name.ERRORSTATS, this::errorStats);
        sections.add(InfoSections.Name.CLUSTER, out -> out.add("cluster_enabled", engine.clusterEnabled() ? 1 : 0));
        sections.add(InfoSections.Name.KEYSPACE, this::keyspace);
    }

    String runId() {
        return runId;
    }

    private void server(InfoText out) {
        ServerConfig config = engine.config();
        long uptimeSeconds = (engine.monotonicMs() - startedMs) / 1000;
        out.add("redis_version", RedisVersion.TEXT)
                .add("redis_git_sha1", "00000000")
                .add("redis_git_dirty", 0)
                .add("redis_build_id", "0")
                .add("redis_mode", engine.clusterEnabled() ? "cluster" : "standalone")
                .add("os", "JVM")
                .add("arch_bits", 64)
                .add("monotonic_clock", "System.nanoTime")
                .add("multiplexing_api", "nio")
                .add("atomicvar_api", "none")
                .add("gcc_version", "0.0.0")
                .add("process_id", 1)
                .add("process_supervised", "no")
                .add("run_id", runId)
                .add("tcp_port", config.number(ConfigKey.PORT))
                .add("server_time_usec", engine.clock().nowUs())
                .add("uptime_in_seconds", uptimeSeconds)
                .add("uptime_in_days", uptimeSeconds / (24 * 60 * 60))
                .add("hz", config.number(ConfigKey.HZ))
                .add("configured_hz", config.number(ConfigKey.HZ))
                .add("lru_clock", engine.clock().nowMs() / 1000 & LRU_CLOCK_MASK)
                .add("executable", "clusterjar");
        String file = config.filePath();
        out.add("config_file", file == null ? "" : file)
                .add("io_threads_active", 0)
                .add(
                        "listener0",
                        "name=tcp,bind=" + config.text(ConfigKey.BIND).replace(" ", ",bind=") + ",port="
                                + config.number(ConfigKey.PORT));
    }

    private void clients(InfoText out) {
        long largestInput = 0;
        long largestOutput = 0;
        for (Connection client : engine.connections()) {
            largestInput = Math.max(largestInput, client.queryBufferBytes());
            largestOutput = Math.max(largestOutput, client.outputBytes());
        }
        out.add("connected_clients", engine.clientCount())
                .add("cluster_connections", 0)
                .add("maxclients", engine.config().number(ConfigKey.MAXCLIENTS))
                .add("client_recent_max_input_buffer", largestInput)
                .add("client_recent_max_output_buffer", largestOutput)
                .add("blocked_clients", engine.blockedClients())
                .add("tracking_clients", tracking.clients())
                .add("clients_in_timeout_table", 0)
                .add("total_blocking_keys", engine.blockingKeys())
                .add("total_blocking_keys_on_nokey", 0);
    }

    private void persistence(InfoText out) {
        out.add("loading", 0)
                .add("async_loading", 0)
                .add("current_cow_peak", 0)
                .add("current_cow_size", 0)
                .add("current_cow_size_age", 0)
                .add("current_fork_perc", 0.0)
                .add("current_save_keys_processed", 0)
                .add("current_save_keys_total", 0)
                .add("rdb_changes_since_last_save", engine.dirty())
                .add("rdb_bgsave_in_progress", 0)
                .add("rdb_last_save_time", (engine.clock().nowMs() - engine.monotonicMs() + startedMs) / 1000)
                .add("rdb_last_bgsave_status", "ok")
                .add("rdb_last_bgsave_time_sec", -1)
                .add("rdb_current_bgsave_time_sec", -1)
                .add("rdb_saves", 0)
                .add("rdb_last_cow_size", 0)
                .add("rdb_last_load_keys_expired", 0)
                .add("rdb_last_load_keys_loaded", 0)
                .add("aof_enabled", engine.config().number(ConfigKey.APPENDONLY))
                .add("aof_rewrite_in_progress", 0)
                .add("aof_rewrite_scheduled", 0)
                .add("aof_last_rewrite_time_sec", -1)
                .add("aof_current_rewrite_time_sec", -1)
                .add("aof_last_bgrewrite_status", "ok")
                .add("aof_rewrites", 0)
                .add("aof_rewrites_consecutive_failures", 0)
                .add("aof_last_write_status", "ok")
                .add("aof_last_cow_size", 0)
                .add("module_fork_in_progress", 0)
                .add("module_fork_last_cow_size", 0);
    }

    private void stats(InfoText out) {
        Stats stats = engine.stats();
        out.add("total_connections_received", stats.connectionsReceived)
                .add("total_commands_processed", stats.commandsProcessed)
                .add("instantaneous_ops_per_sec", stats.opsPerSecond())
                .add("total_net_input_bytes", stats.netInputBytes)
                .add("total_net_output_bytes", stats.netOutputBytes)
                .add("total_net_repl_input_bytes", stats.netReplInputBytes)
                .add("total_net_repl_output_bytes", stats.netReplOutputBytes)
                .add("instantaneous_input_kbps", stats.inputBytesPerSecond() / 1024.0)
                .add("instantaneous_output_kbps", stats.outputBytesPerSecond() / 1024.0)
                .add("instantaneous_input_repl_kbps", 0.0)
                .add("instantaneous_output_repl_kbps", 0.0)
                .add("rejected_connections", stats.rejectedConnections)
                .add("sync_full", stats.syncFull)
                .add("sync_partial_ok", stats.syncPartialOk)
                .add("sync_partial_err", stats.syncPartialErr)
                .add("expired_keys", stats.expiredKeys)
                .add("expired_stale_perc", engine.expiredStalePercent())
                .add("expired_time_cap_reached_count", 0)
                .add("expire_cycle_cpu_milliseconds", 0)
                .add("evicted_keys", stats.evictedKeys)
                .add("evicted_clients", 0)
                .add("total_eviction_exceeded_time", 0)
                .add("current_eviction_exceeded_time", 0)
                .add("keyspace_hits", stats.keyspaceHits)
                .add("keyspace_misses", stats.keyspaceMisses)
                .add("pubsub_channels", pubSub.channelCount())
                .add("pubsub_patterns", pubSub.patternCount())
                .add("pubsubshard_channels", pubSub.shardChannelCount())
                .add("latest_fork_usec", 0)
                .add("total_forks", 0)
                .add("migrate_cached_sockets", 0)
                .add("slave_expires_tracked_keys", 0);
        for (String name : new String[] {"hits", "misses", "key_hits", "key_misses"}) {
            out.add("active_defrag_" + name, 0);
        }
        out.add("total_active_defrag_time", 0)
                .add("current_active_defrag_time", 0)
                .add("tracking_total_keys", tracking.keyCount())
                .add("tracking_total_items", tracking.itemCount())
                .add("tracking_total_prefixes", tracking.prefixCount())
                .add("unexpected_error_replies", 0)
                .add("total_error_replies", stats.errorReplies)
                .add("dump_payload_sanitizations", 0)
                .add("total_reads_processed", stats.readsProcessed)
                .add("total_writes_processed", stats.writesProcessed)
                .add("io_threaded_reads_processed", 0)
                .add("io_threaded_writes_processed", 0)
                .add("reply_buffer_shrinks", 0)
                .add("reply_buffer_expands", 0)
                .add("eventloop_cycles", 0)
                .add("eventloop_duration_sum", 0)
                .add("eventloop_duration_cmd_sum", 0)
                .add("instantaneous_eventloop_cycles_per_sec", 0)
                .add("instantaneous_eventloop_duration_usec", 0)
                .add("acl_access_denied_auth", stats.deniedAuth)
                .add("acl_access_denied_cmd", 0)
                .add("acl_access_denied_key", 0)
                .add("acl_access_denied_channel", 0);
    }

    /** What a node without replication says; the room for replication knows better. */
    private void replication(InfoText out) {
        out.add("role", "master")
                .add("connected_slaves", 0)
                .add("master_failover_state", "no-failover")
                .add("master_replid", runId)
                .add("master_replid2", "0".repeat(RUN_ID_LENGTH))
                .add("master_repl_offset", 0)
                .add("second_repl_offset", -1)
                .add("repl_backlog_active", 0)
                .add("repl_backlog_size", engine.config().number(ConfigKey.REPL_BACKLOG_SIZE))
                .add("repl_backlog_first_byte_offset", 0)
                .add("repl_backlog_histlen", 0);
    }

    private static void cpu(InfoText out) {
        for (String name :
                new String[] {"sys", "user", "sys_children", "user_children", "sys_main_thread", "user_main_thread"}) {
            out.add("used_cpu_" + name, "0.000000");
        }
    }

    private void commandStats(InfoText out) {
        for (Command command : engine.commands().commands()) {
            commandStats(out, command);
            for (Command child : command.children()) {
                commandStats(out, child);
            }
        }
    }

    private static void commandStats(InfoText out, Command command) {
        if (command.calls() + command.rejectedCalls() + command.failedCalls() == 0) {
            return;
        }
        double perCall = command.calls() == 0 ? 0 : (double) command.micros() / command.calls();
        out.add(
                "cmdstat_" + command.name(),
                "calls=" + command.calls() + ",usec=" + command.micros() + ",usec_per_call=" + InfoText.decimal(perCall)
                        + ",rejected_calls=" + command.rejectedCalls() + ",failed_calls=" + command.failedCalls());
    }

    private void errorStats(InfoText out) {
        for (Map.Entry<String, long[]> error : engine.stats().errorsByCode().entrySet()) {
            out.add("errorstat_" + error.getKey(), "count=" + error.getValue()[0]);
        }
    }

    private void keyspace(InfoText out) {
        for (int i = 0; i < engine.databaseCount(); i++) {
            Database db = engine.database(i);
            if (db.size() > 0) {
                out.add(
                        "db" + i,
                        "keys=" + db.size() + ",expires=" + db.expiresCount() + ",avg_ttl="
                                + db.averageTtlMs(engine.nowMs()));
            }
        }
    }
}
