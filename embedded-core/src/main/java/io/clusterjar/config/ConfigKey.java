package io.clusterjar.config;

import static io.clusterjar.config.ConfigKey.Trait.HIDDEN;
import static io.clusterjar.config.ConfigKey.Trait.IMMUTABLE;
import static io.clusterjar.config.ConfigKey.Trait.MULTI;
import static io.clusterjar.config.ConfigKey.Trait.MUTABLE;
import static io.clusterjar.config.ConfigKey.Trait.PROTECTED;
import static io.clusterjar.config.ConfigKey.Trait.SENSITIVE;
import static io.clusterjar.config.ConfigKind.ADDRESSES;
import static io.clusterjar.config.ConfigKind.BOOL;
import static io.clusterjar.config.ConfigKind.ENUM;
import static io.clusterjar.config.ConfigKind.EVENTS;
import static io.clusterjar.config.ConfigKind.FILE_NAME;
import static io.clusterjar.config.ConfigKind.HOST_NAME;
import static io.clusterjar.config.ConfigKind.INTEGER;
import static io.clusterjar.config.ConfigKind.MASTER;
import static io.clusterjar.config.ConfigKind.MEMORY;
import static io.clusterjar.config.ConfigKind.MEMORY_OR_PERCENT;
import static io.clusterjar.config.ConfigKind.NODE_NAME;
import static io.clusterjar.config.ConfigKind.OCTAL;
import static io.clusterjar.config.ConfigKind.OOM_SCORES;
import static io.clusterjar.config.ConfigKind.OUTPUT_LIMITS;
import static io.clusterjar.config.ConfigKind.PERCENTILES;
import static io.clusterjar.config.ConfigKind.PROC_TITLE;
import static io.clusterjar.config.ConfigKind.SHUTDOWN;
import static io.clusterjar.config.ConfigKind.TEXT;

import org.jspecify.annotations.Nullable;

/**
 * Every parameter of Redis 7.2, with its default as {@code redis-server} has it. What the embedded node presets otherwise
 * is in {@link EmbeddedDefaults}.
 *
 * <p>A row is: name, older name, kind, traits, default; then the range for numbers, the words for enumerations.
 */
public enum ConfigKey {
    /** {@code bind}. */
    BIND("bind", null, ADDRESSES, MULTI, "* -::*"),
    /** {@code bind-source-addr}. */
    BIND_SOURCE_ADDR("bind-source-addr", null, TEXT, MUTABLE, ""),
    /** {@code protected-mode}. */
    PROTECTED_MODE("protected-mode", null, BOOL, MUTABLE, "yes"),
    /** {@code port}. */
    PORT("port", null, INTEGER, MUTABLE, "6379", 0, 65535),
    /** {@code tcp-backlog}. */
    TCP_BACKLOG("tcp-backlog", null, INTEGER, IMMUTABLE, "511", 0, 2147483647),
    /** {@code unixsocket}. */
    UNIXSOCKET("unixsocket", null, TEXT, IMMUTABLE, ""),
    /** {@code unixsocketperm}. */
    UNIXSOCKETPERM("unixsocketperm", null, OCTAL, IMMUTABLE, "0", 0, 511),
    /** {@code timeout}. */
    TIMEOUT("timeout", null, INTEGER, MUTABLE, "0", 0, 2147483647),
    /** {@code tcp-keepalive}. */
    TCP_KEEPALIVE("tcp-keepalive", null, INTEGER, MUTABLE, "300", 0, 2147483647),
    /** {@code socket-mark-id}. */
    SOCKET_MARK_ID("socket-mark-id", null, INTEGER, IMMUTABLE, "0", 0, 4294967295L),
    /** {@code maxclients}. */
    MAXCLIENTS("maxclients", null, INTEGER, MUTABLE, "10000", 1, 4294967295L),
    /** {@code client-query-buffer-limit}. */
    CLIENT_QUERY_BUFFER_LIMIT(
            "client-query-buffer-limit", null, MEMORY, MUTABLE, "1073741824", 1048576, Long.MAX_VALUE),
    /** {@code proto-max-bulk-len}. */
    PROTO_MAX_BULK_LEN("proto-max-bulk-len", null, MEMORY, MUTABLE, "536870912", 1048576, Long.MAX_VALUE),
    /** {@code client-output-buffer-limit}. */
    CLIENT_OUTPUT_BUFFER_LIMIT(
            "client-output-buffer-limit",
            null,
            OUTPUT_LIMITS,
            MULTI,
            "normal 0 0 0 slave 268435456 67108864 60 pubsub 33554432 8388608 60"),
    /** {@code maxmemory-clients}. */
    MAXMEMORY_CLIENTS("maxmemory-clients", null, MEMORY_OR_PERCENT, MUTABLE, "0", -100, Long.MAX_VALUE),
    /** {@code io-threads}. */
    IO_THREADS("io-threads", null, INTEGER, IMMUTABLE, "1", 1, 128),
    /** {@code io-threads-do-reads}. */
    IO_THREADS_DO_READS("io-threads-do-reads", null, BOOL, IMMUTABLE, "no"),
    /** {@code tls-port}. */
    TLS_PORT("tls-port", null, INTEGER, MUTABLE, "0", 0, 65535),
    /** {@code tls-session-cache-size}. */
    TLS_SESSION_CACHE_SIZE("tls-session-cache-size", null, INTEGER, MUTABLE, "20480", 0, 2147483647),
    /** {@code tls-session-cache-timeout}. */
    TLS_SESSION_CACHE_TIMEOUT("tls-session-cache-timeout", null, INTEGER, MUTABLE, "300", 0, 2147483647),
    /** {@code tls-cluster}. */
    TLS_CLUSTER("tls-cluster", null, BOOL, MUTABLE, "no"),
    /** {@code tls-replication}. */
    TLS_REPLICATION("tls-replication", null, BOOL, MUTABLE, "no"),
    /** {@code tls-auth-clients}. */
    TLS_AUTH_CLIENTS("tls-auth-clients", null, ENUM, MUTABLE, "yes", "no", "yes", "optional"),
    /** {@code tls-prefer-server-ciphers}. */
    TLS_PREFER_SERVER_CIPHERS("tls-prefer-server-ciphers", null, BOOL, MUTABLE, "no"),
    /** {@code tls-session-caching}. */
    TLS_SESSION_CACHING("tls-session-caching", null, BOOL, MUTABLE, "yes"),
    /** {@code tls-cert-file}. */
    TLS_CERT_FILE("tls-cert-file", null, TEXT, MUTABLE, ""),
    /** {@code tls-key-file}. */
    TLS_KEY_FILE("tls-key-file", null, TEXT, MUTABLE, ""),
    /** {@code tls-key-file-pass}. */
    TLS_KEY_FILE_PASS("tls-key-file-pass", null, TEXT, SENSITIVE, ""),
    /** {@code tls-client-cert-file}. */
    TLS_CLIENT_CERT_FILE("tls-client-cert-file", null, TEXT, MUTABLE, ""),
    /** {@code tls-client-key-file}. */
    TLS_CLIENT_KEY_FILE("tls-client-key-file", null, TEXT, MUTABLE, ""),
    /** {@code tls-client-key-file-pass}. */
    TLS_CLIENT_KEY_FILE_PASS("tls-client-key-file-pass", null, TEXT, SENSITIVE, ""),
    /** {@code tls-dh-params-file}. */
    TLS_DH_PARAMS_FILE("tls-dh-params-file", null, TEXT, MUTABLE, ""),
    /** {@code tls-ca-cert-file}. */
    TLS_CA_CERT_FILE("tls-ca-cert-file", null, TEXT, MUTABLE, ""),
    /** {@code tls-ca-cert-dir}. */
    TLS_CA_CERT_DIR("tls-ca-cert-dir", null, TEXT, MUTABLE, ""),
    /** {@code tls-protocols}. */
    TLS_PROTOCOLS("tls-protocols", null, TEXT, MUTABLE, ""),
    /** {@code tls-ciphers}. */
    TLS_CIPHERS("tls-ciphers", null, TEXT, MUTABLE, ""),
    /** {@code tls-ciphersuites}. */
    TLS_CIPHERSUITES("tls-ciphersuites", null, TEXT, MUTABLE, ""),
    /** {@code daemonize}. */
    DAEMONIZE("daemonize", null, BOOL, IMMUTABLE, "no"),
    /** {@code supervised}. */
    SUPERVISED("supervised", null, ENUM, IMMUTABLE, "no", "upstart", "systemd", "auto", "no"),
    /** {@code pidfile}. */
    PIDFILE("pidfile", null, TEXT, IMMUTABLE, ""),
    /** {@code loglevel}. */
    LOGLEVEL("loglevel", null, ENUM, MUTABLE, "notice", "debug", "verbose", "notice", "warning", "nothing"),
    /** {@code logfile}. */
    LOGFILE("logfile", null, TEXT, IMMUTABLE, ""),
    /** {@code syslog-enabled}. */
    SYSLOG_ENABLED("syslog-enabled", null, BOOL, IMMUTABLE, "no"),
    /** {@code syslog-ident}. */
    SYSLOG_IDENT("syslog-ident", null, TEXT, IMMUTABLE, "redis"),
    /** {@code syslog-facility}. */
    SYSLOG_FACILITY(
            "syslog-facility",
            null,
            ENUM,
            IMMUTABLE,
            "local0",
            "user",
            "local0",
            "local1",
            "local2",
            "local3",
            "local4",
            "local5",
            "local6",
            "local7"),
    /** {@code crash-log-enabled}. */
    CRASH_LOG_ENABLED("crash-log-enabled", null, BOOL, MUTABLE, "yes"),
    /** {@code crash-memcheck-enabled}. */
    CRASH_MEMCHECK_ENABLED("crash-memcheck-enabled", null, BOOL, MUTABLE, "yes"),
    /** {@code use-exit-on-panic}. */
    USE_EXIT_ON_PANIC("use-exit-on-panic", null, BOOL, HIDDEN, "no"),
    /** {@code databases}. */
    DATABASES("databases", null, INTEGER, IMMUTABLE, "16", 1, 2147483647),
    /** {@code always-show-logo}. */
    ALWAYS_SHOW_LOGO("always-show-logo", null, BOOL, IMMUTABLE, "no"),
    /** {@code set-proc-title}. */
    SET_PROC_TITLE("set-proc-title", null, BOOL, IMMUTABLE, "yes"),
    /** {@code proc-title-template}. */
    PROC_TITLE_TEMPLATE("proc-title-template", null, PROC_TITLE, MUTABLE, "{title} {listen-addr} {server-mode}"),
    /** {@code locale-collate}. */
    LOCALE_COLLATE("locale-collate", null, TEXT, MUTABLE, ""),
    /** {@code ignore-warnings}. */
    IGNORE_WARNINGS("ignore-warnings", null, TEXT, MUTABLE, ""),
    /** {@code server-cpulist}. */
    SERVER_CPULIST("server-cpulist", "server_cpulist", TEXT, IMMUTABLE, ""),
    /** {@code bio-cpulist}. */
    BIO_CPULIST("bio-cpulist", "bio_cpulist", TEXT, IMMUTABLE, ""),
    /** {@code aof-rewrite-cpulist}. */
    AOF_REWRITE_CPULIST("aof-rewrite-cpulist", "aof_rewrite_cpulist", TEXT, IMMUTABLE, ""),
    /** {@code bgsave-cpulist}. */
    BGSAVE_CPULIST("bgsave-cpulist", "bgsave_cpulist", TEXT, IMMUTABLE, ""),
    /** {@code oom-score-adj}. */
    OOM_SCORE_ADJ("oom-score-adj", null, ENUM, MUTABLE, "no", "no", "yes", "relative", "absolute"),
    /** {@code oom-score-adj-values}. */
    OOM_SCORE_ADJ_VALUES("oom-score-adj-values", null, OOM_SCORES, MULTI, "0 200 800"),
    /** {@code disable-thp}. */
    DISABLE_THP("disable-thp", null, BOOL, IMMUTABLE, "yes"),
    /** {@code shutdown-on-sigint}. */
    SHUTDOWN_ON_SIGINT("shutdown-on-sigint", null, SHUTDOWN, MULTI, "default"),
    /** {@code shutdown-on-sigterm}. */
    SHUTDOWN_ON_SIGTERM("shutdown-on-sigterm", null, SHUTDOWN, MULTI, "default"),
    /** {@code shutdown-timeout}. */
    SHUTDOWN_TIMEOUT("shutdown-timeout", null, INTEGER, MUTABLE, "10", 0, 2147483647),
    /** {@code hz}. */
    HZ("hz", null, INTEGER, MUTABLE, "10", 0, 2147483647),
    /** {@code dynamic-hz}. */
    DYNAMIC_HZ("dynamic-hz", null, BOOL, MUTABLE, "yes"),
    /** {@code watchdog-period}. */
    WATCHDOG_PERIOD("watchdog-period", null, INTEGER, HIDDEN, "0", 0, 2147483647),
    /** {@code enable-protected-configs}. */
    ENABLE_PROTECTED_CONFIGS("enable-protected-configs", null, ENUM, IMMUTABLE, "no", "no", "yes", "local"),
    /** {@code enable-debug-command}. */
    ENABLE_DEBUG_COMMAND("enable-debug-command", null, ENUM, IMMUTABLE, "no", "no", "yes", "local"),
    /** {@code enable-module-command}. */
    ENABLE_MODULE_COMMAND("enable-module-command", null, ENUM, IMMUTABLE, "no", "no", "yes", "local"),
    /** {@code save}. */
    SAVE("save", null, ConfigKind.SAVE, MULTI, "3600 1 300 100 60 10000"),
    /** {@code stop-writes-on-bgsave-error}. */
    STOP_WRITES_ON_BGSAVE_ERROR("stop-writes-on-bgsave-error", null, BOOL, MUTABLE, "yes"),
    /** {@code rdbcompression}. */
    RDBCOMPRESSION("rdbcompression", null, BOOL, MUTABLE, "yes"),
    /** {@code rdbchecksum}. */
    RDBCHECKSUM("rdbchecksum", null, BOOL, IMMUTABLE, "yes"),
    /** {@code sanitize-dump-payload}. */
    SANITIZE_DUMP_PAYLOAD("sanitize-dump-payload", null, ENUM, MUTABLE, "no", "no", "yes", "clients"),
    /** {@code dbfilename}. */
    DBFILENAME("dbfilename", null, FILE_NAME, PROTECTED, "dump.rdb"),
    /** {@code rdb-del-sync-files}. */
    RDB_DEL_SYNC_FILES("rdb-del-sync-files", null, BOOL, MUTABLE, "no"),
    /** {@code dir}. */
    DIR("dir", null, TEXT, PROTECTED, ""),
    /** {@code rdb-save-incremental-fsync}. */
    RDB_SAVE_INCREMENTAL_FSYNC("rdb-save-incremental-fsync", null, BOOL, MUTABLE, "yes"),
    /** {@code rdb-key-save-delay}. */
    RDB_KEY_SAVE_DELAY("rdb-key-save-delay", null, INTEGER, HIDDEN, "0", -2147483648L, 2147483647),
    /** {@code key-load-delay}. */
    KEY_LOAD_DELAY("key-load-delay", null, INTEGER, HIDDEN, "0", -2147483648L, 2147483647),
    /** {@code loading-process-events-interval-bytes}. */
    LOADING_PROCESS_EVENTS_INTERVAL_BYTES(
            "loading-process-events-interval-bytes", null, INTEGER, HIDDEN, "2097152", 1024, 2147483647),
    /** {@code appendonly}. */
    APPENDONLY("appendonly", null, BOOL, MUTABLE, "no"),
    /** {@code appendfilename}. */
    APPENDFILENAME("appendfilename", null, FILE_NAME, IMMUTABLE, "appendonly.aof"),
    /** {@code appenddirname}. */
    APPENDDIRNAME("appenddirname", null, FILE_NAME, IMMUTABLE, "appendonlydir"),
    /** {@code appendfsync}. */
    APPENDFSYNC("appendfsync", null, ENUM, MUTABLE, "everysec", "everysec", "always", "no"),
    /** {@code no-appendfsync-on-rewrite}. */
    NO_APPENDFSYNC_ON_REWRITE("no-appendfsync-on-rewrite", null, BOOL, MUTABLE, "no"),
    /** {@code auto-aof-rewrite-percentage}. */
    AUTO_AOF_REWRITE_PERCENTAGE("auto-aof-rewrite-percentage", null, INTEGER, MUTABLE, "100", 0, 2147483647),
    /** {@code auto-aof-rewrite-min-size}. */
    AUTO_AOF_REWRITE_MIN_SIZE("auto-aof-rewrite-min-size", null, MEMORY, MUTABLE, "67108864", 0, Long.MAX_VALUE),
    /** {@code aof-load-truncated}. */
    AOF_LOAD_TRUNCATED("aof-load-truncated", null, BOOL, MUTABLE, "yes"),
    /** {@code aof-use-rdb-preamble}. */
    AOF_USE_RDB_PREAMBLE("aof-use-rdb-preamble", null, BOOL, MUTABLE, "yes"),
    /** {@code aof-timestamp-enabled}. */
    AOF_TIMESTAMP_ENABLED("aof-timestamp-enabled", null, BOOL, MUTABLE, "no"),
    /** {@code aof-rewrite-incremental-fsync}. */
    AOF_REWRITE_INCREMENTAL_FSYNC("aof-rewrite-incremental-fsync", null, BOOL, MUTABLE, "yes"),
    /** {@code aof-disable-auto-gc}. */
    AOF_DISABLE_AUTO_GC("aof-disable-auto-gc", null, BOOL, HIDDEN, "no"),
    /** {@code replicaof}. */
    REPLICAOF("replicaof", "slaveof", MASTER, IMMUTABLE | MULTI, ""),
    /** {@code masteruser}. */
    MASTERUSER("masteruser", null, TEXT, SENSITIVE, ""),
    /** {@code masterauth}. */
    MASTERAUTH("masterauth", null, TEXT, SENSITIVE, ""),
    /** {@code replica-serve-stale-data}. */
    REPLICA_SERVE_STALE_DATA("replica-serve-stale-data", "slave-serve-stale-data", BOOL, MUTABLE, "yes"),
    /** {@code replica-read-only}. */
    REPLICA_READ_ONLY("replica-read-only", "slave-read-only", BOOL, MUTABLE, "yes"),
    /** {@code replica-lazy-flush}. */
    REPLICA_LAZY_FLUSH("replica-lazy-flush", "slave-lazy-flush", BOOL, MUTABLE, "no"),
    /** {@code replica-ignore-maxmemory}. */
    REPLICA_IGNORE_MAXMEMORY("replica-ignore-maxmemory", "slave-ignore-maxmemory", BOOL, MUTABLE, "yes"),
    /** {@code replica-ignore-disk-write-errors}. */
    REPLICA_IGNORE_DISK_WRITE_ERRORS("replica-ignore-disk-write-errors", null, BOOL, MUTABLE, "no"),
    /** {@code replica-priority}. */
    REPLICA_PRIORITY("replica-priority", "slave-priority", INTEGER, MUTABLE, "100", 0, 2147483647),
    /** {@code replica-announced}. */
    REPLICA_ANNOUNCED("replica-announced", null, BOOL, MUTABLE, "yes"),
    /** {@code replica-announce-ip}. */
    REPLICA_ANNOUNCE_IP("replica-announce-ip", "slave-announce-ip", TEXT, MUTABLE, ""),
    /** {@code replica-announce-port}. */
    REPLICA_ANNOUNCE_PORT("replica-announce-port", "slave-announce-port", INTEGER, MUTABLE, "0", 0, 65535),
    /** {@code repl-diskless-sync}. */
    REPL_DISKLESS_SYNC("repl-diskless-sync", null, BOOL, MUTABLE, "yes"),
    /** {@code repl-diskless-sync-delay}. */
    REPL_DISKLESS_SYNC_DELAY("repl-diskless-sync-delay", null, INTEGER, MUTABLE, "5", 0, 2147483647),
    /** {@code repl-diskless-sync-max-replicas}. */
    REPL_DISKLESS_SYNC_MAX_REPLICAS("repl-diskless-sync-max-replicas", null, INTEGER, MUTABLE, "0", 0, 2147483647),
    /** {@code repl-diskless-load}. */
    REPL_DISKLESS_LOAD("repl-diskless-load", null, ENUM, MUTABLE, "disabled", "disabled", "on-empty-db", "swapdb"),
    /** {@code repl-ping-replica-period}. */
    REPL_PING_REPLICA_PERIOD(
            "repl-ping-replica-period", "repl-ping-slave-period", INTEGER, MUTABLE, "10", 1, 2147483647),
    /** {@code repl-timeout}. */
    REPL_TIMEOUT("repl-timeout", null, INTEGER, MUTABLE, "60", 1, 2147483647),
    /** {@code repl-disable-tcp-nodelay}. */
    REPL_DISABLE_TCP_NODELAY("repl-disable-tcp-nodelay", null, BOOL, MUTABLE, "no"),
    /** {@code repl-backlog-size}. */
    REPL_BACKLOG_SIZE("repl-backlog-size", null, MEMORY, MUTABLE, "1048576", 1, Long.MAX_VALUE),
    /** {@code repl-backlog-ttl}. */
    REPL_BACKLOG_TTL("repl-backlog-ttl", null, INTEGER, MUTABLE, "3600", 0, Long.MAX_VALUE),
    /** {@code min-replicas-to-write}. */
    MIN_REPLICAS_TO_WRITE("min-replicas-to-write", "min-slaves-to-write", INTEGER, MUTABLE, "0", 0, 2147483647),
    /** {@code min-replicas-max-lag}. */
    MIN_REPLICAS_MAX_LAG("min-replicas-max-lag", "min-slaves-max-lag", INTEGER, MUTABLE, "10", 0, 2147483647),
    /** {@code propagation-error-behavior}. */
    PROPAGATION_ERROR_BEHAVIOR(
            "propagation-error-behavior", null, ENUM, MUTABLE, "ignore", "ignore", "panic", "panic-on-replicas"),
    /** {@code requirepass}. */
    REQUIREPASS("requirepass", null, TEXT, SENSITIVE, ""),
    /** {@code aclfile}. */
    ACLFILE("aclfile", null, TEXT, IMMUTABLE, ""),
    /** {@code acllog-max-len}. */
    ACLLOG_MAX_LEN("acllog-max-len", null, INTEGER, MUTABLE, "128", 0, Long.MAX_VALUE),
    /** {@code acl-pubsub-default}. */
    ACL_PUBSUB_DEFAULT("acl-pubsub-default", null, ENUM, MUTABLE, "resetchannels", "allchannels", "resetchannels"),
    /** {@code maxmemory}. */
    MAXMEMORY("maxmemory", null, MEMORY, MUTABLE, "0", 0, Long.MAX_VALUE),
    /** {@code maxmemory-policy}. */
    MAXMEMORY_POLICY(
            "maxmemory-policy",
            null,
            ENUM,
            MUTABLE,
            "noeviction",
            "volatile-lru",
            "volatile-lfu",
            "volatile-random",
            "volatile-ttl",
            "allkeys-lru",
            "allkeys-lfu",
            "allkeys-random",
            "noeviction"),
    /** {@code maxmemory-samples}. */
    MAXMEMORY_SAMPLES("maxmemory-samples", null, INTEGER, MUTABLE, "5", 1, 64),
    /** {@code maxmemory-eviction-tenacity}. */
    MAXMEMORY_EVICTION_TENACITY("maxmemory-eviction-tenacity", null, INTEGER, MUTABLE, "10", 0, 100),
    /** {@code lfu-log-factor}. */
    LFU_LOG_FACTOR("lfu-log-factor", null, INTEGER, MUTABLE, "10", 0, 2147483647),
    /** {@code lfu-decay-time}. */
    LFU_DECAY_TIME("lfu-decay-time", null, INTEGER, MUTABLE, "1", 0, 2147483647),
    /** {@code active-expire-effort}. */
    ACTIVE_EXPIRE_EFFORT("active-expire-effort", null, INTEGER, MUTABLE, "1", 1, 10),
    /** {@code lazyfree-lazy-eviction}. */
    LAZYFREE_LAZY_EVICTION("lazyfree-lazy-eviction", null, BOOL, MUTABLE, "no"),
    /** {@code lazyfree-lazy-expire}. */
    LAZYFREE_LAZY_EXPIRE("lazyfree-lazy-expire", null, BOOL, MUTABLE, "no"),
    /** {@code lazyfree-lazy-server-del}. */
    LAZYFREE_LAZY_SERVER_DEL("lazyfree-lazy-server-del", null, BOOL, MUTABLE, "no"),
    /** {@code lazyfree-lazy-user-del}. */
    LAZYFREE_LAZY_USER_DEL("lazyfree-lazy-user-del", null, BOOL, MUTABLE, "no"),
    /** {@code lazyfree-lazy-user-flush}. */
    LAZYFREE_LAZY_USER_FLUSH("lazyfree-lazy-user-flush", null, BOOL, MUTABLE, "no"),
    /** {@code activerehashing}. */
    ACTIVEREHASHING("activerehashing", null, BOOL, MUTABLE, "yes"),
    /** {@code jemalloc-bg-thread}. */
    JEMALLOC_BG_THREAD("jemalloc-bg-thread", null, BOOL, MUTABLE, "yes"),
    /** {@code activedefrag}. */
    ACTIVEDEFRAG("activedefrag", null, BOOL, MUTABLE, "no"),
    /** {@code active-defrag-ignore-bytes}. */
    ACTIVE_DEFRAG_IGNORE_BYTES("active-defrag-ignore-bytes", null, MEMORY, MUTABLE, "104857600", 1, Long.MAX_VALUE),
    /** {@code active-defrag-threshold-lower}. */
    ACTIVE_DEFRAG_THRESHOLD_LOWER("active-defrag-threshold-lower", null, INTEGER, MUTABLE, "10", 0, 1000),
    /** {@code active-defrag-threshold-upper}. */
    ACTIVE_DEFRAG_THRESHOLD_UPPER("active-defrag-threshold-upper", null, INTEGER, MUTABLE, "100", 0, 1000),
    /** {@code active-defrag-cycle-min}. */
    ACTIVE_DEFRAG_CYCLE_MIN("active-defrag-cycle-min", null, INTEGER, MUTABLE, "1", 1, 99),
    /** {@code active-defrag-cycle-max}. */
    ACTIVE_DEFRAG_CYCLE_MAX("active-defrag-cycle-max", null, INTEGER, MUTABLE, "25", 1, 99),
    /** {@code active-defrag-max-scan-fields}. */
    ACTIVE_DEFRAG_MAX_SCAN_FIELDS("active-defrag-max-scan-fields", null, INTEGER, MUTABLE, "1000", 1, Long.MAX_VALUE),
    /** {@code busy-reply-threshold}. */
    BUSY_REPLY_THRESHOLD("busy-reply-threshold", "lua-time-limit", INTEGER, MUTABLE, "5000", 0, Long.MAX_VALUE),
    /** {@code cluster-enabled}. */
    CLUSTER_ENABLED("cluster-enabled", null, BOOL, IMMUTABLE, "no"),
    /** {@code cluster-config-file}. */
    CLUSTER_CONFIG_FILE("cluster-config-file", null, TEXT, IMMUTABLE, "nodes.conf"),
    /** {@code cluster-node-timeout}. */
    CLUSTER_NODE_TIMEOUT("cluster-node-timeout", null, INTEGER, MUTABLE, "15000", 0, Long.MAX_VALUE),
    /** {@code cluster-ping-interval}. */
    CLUSTER_PING_INTERVAL("cluster-ping-interval", null, INTEGER, HIDDEN, "1000", 0, Long.MAX_VALUE),
    /** {@code cluster-port}. */
    CLUSTER_PORT("cluster-port", null, INTEGER, IMMUTABLE, "0", 0, 65535),
    /** {@code cluster-replica-validity-factor}. */
    CLUSTER_REPLICA_VALIDITY_FACTOR(
            "cluster-replica-validity-factor", "cluster-slave-validity-factor", INTEGER, MUTABLE, "10", 0, 2147483647),
    /** {@code cluster-migration-barrier}. */
    CLUSTER_MIGRATION_BARRIER("cluster-migration-barrier", null, INTEGER, MUTABLE, "1", 0, 2147483647),
    /** {@code cluster-allow-replica-migration}. */
    CLUSTER_ALLOW_REPLICA_MIGRATION("cluster-allow-replica-migration", null, BOOL, MUTABLE, "yes"),
    /** {@code cluster-require-full-coverage}. */
    CLUSTER_REQUIRE_FULL_COVERAGE("cluster-require-full-coverage", null, BOOL, MUTABLE, "yes"),
    /** {@code cluster-replica-no-failover}. */
    CLUSTER_REPLICA_NO_FAILOVER("cluster-replica-no-failover", "cluster-slave-no-failover", BOOL, MUTABLE, "no"),
    /** {@code cluster-allow-reads-when-down}. */
    CLUSTER_ALLOW_READS_WHEN_DOWN("cluster-allow-reads-when-down", null, BOOL, MUTABLE, "no"),
    /** {@code cluster-allow-pubsubshard-when-down}. */
    CLUSTER_ALLOW_PUBSUBSHARD_WHEN_DOWN("cluster-allow-pubsubshard-when-down", null, BOOL, MUTABLE, "yes"),
    /** {@code cluster-link-sendbuf-limit}. */
    CLUSTER_LINK_SENDBUF_LIMIT("cluster-link-sendbuf-limit", null, MEMORY, MUTABLE, "0", 0, Long.MAX_VALUE),
    /** {@code cluster-announce-ip}. */
    CLUSTER_ANNOUNCE_IP("cluster-announce-ip", null, TEXT, MUTABLE, ""),
    /** {@code cluster-announce-port}. */
    CLUSTER_ANNOUNCE_PORT("cluster-announce-port", null, INTEGER, MUTABLE, "0", 0, 65535),
    /** {@code cluster-announce-tls-port}. */
    CLUSTER_ANNOUNCE_TLS_PORT("cluster-announce-tls-port", null, INTEGER, MUTABLE, "0", 0, 65535),
    /** {@code cluster-announce-bus-port}. */
    CLUSTER_ANNOUNCE_BUS_PORT("cluster-announce-bus-port", null, INTEGER, MUTABLE, "0", 0, 65535),
    /** {@code cluster-announce-hostname}. */
    CLUSTER_ANNOUNCE_HOSTNAME("cluster-announce-hostname", null, HOST_NAME, MUTABLE, ""),
    /** {@code cluster-announce-human-nodename}. */
    CLUSTER_ANNOUNCE_HUMAN_NODENAME("cluster-announce-human-nodename", null, NODE_NAME, MUTABLE, ""),
    /** {@code cluster-preferred-endpoint-type}. */
    CLUSTER_PREFERRED_ENDPOINT_TYPE(
            "cluster-preferred-endpoint-type", null, ENUM, MUTABLE, "ip", "ip", "hostname", "unknown-endpoint"),
    /** {@code slowlog-log-slower-than}. */
    SLOWLOG_LOG_SLOWER_THAN("slowlog-log-slower-than", null, INTEGER, MUTABLE, "10000", -1, Long.MAX_VALUE),
    /** {@code slowlog-max-len}. */
    SLOWLOG_MAX_LEN("slowlog-max-len", null, INTEGER, MUTABLE, "128", 0, Long.MAX_VALUE),
    /** {@code latency-monitor-threshold}. */
    LATENCY_MONITOR_THRESHOLD("latency-monitor-threshold", null, INTEGER, MUTABLE, "0", 0, Long.MAX_VALUE),
    /** {@code latency-tracking}. */
    LATENCY_TRACKING("latency-tracking", null, BOOL, MUTABLE, "yes"),
    /** {@code latency-tracking-info-percentiles}. */
    LATENCY_TRACKING_INFO_PERCENTILES("latency-tracking-info-percentiles", null, PERCENTILES, MULTI, "50 99 99.9"),
    /** {@code notify-keyspace-events}. */
    NOTIFY_KEYSPACE_EVENTS("notify-keyspace-events", null, EVENTS, MUTABLE, ""),
    /** {@code tracking-table-max-keys}. */
    TRACKING_TABLE_MAX_KEYS("tracking-table-max-keys", null, INTEGER, MUTABLE, "1000000", 0, Long.MAX_VALUE),
    /** {@code hash-max-listpack-entries}. */
    HASH_MAX_LISTPACK_ENTRIES(
            "hash-max-listpack-entries", "hash-max-ziplist-entries", INTEGER, MUTABLE, "512", 0, Long.MAX_VALUE),
    /** {@code hash-max-listpack-value}. */
    HASH_MAX_LISTPACK_VALUE(
            "hash-max-listpack-value", "hash-max-ziplist-value", MEMORY, MUTABLE, "64", 0, Long.MAX_VALUE),
    /** {@code list-max-listpack-size}. */
    LIST_MAX_LISTPACK_SIZE(
            "list-max-listpack-size", "list-max-ziplist-size", INTEGER, MUTABLE, "-2", -2147483648L, 2147483647),
    /** {@code list-compress-depth}. */
    LIST_COMPRESS_DEPTH("list-compress-depth", null, INTEGER, MUTABLE, "0", 0, 2147483647),
    /** {@code set-max-intset-entries}. */
    SET_MAX_INTSET_ENTRIES("set-max-intset-entries", null, INTEGER, MUTABLE, "512", 0, Long.MAX_VALUE),
    /** {@code set-max-listpack-entries}. */
    SET_MAX_LISTPACK_ENTRIES("set-max-listpack-entries", null, INTEGER, MUTABLE, "128", 0, Long.MAX_VALUE),
    /** {@code set-max-listpack-value}. */
    SET_MAX_LISTPACK_VALUE("set-max-listpack-value", null, INTEGER, MUTABLE, "64", 0, Long.MAX_VALUE),
    /** {@code zset-max-listpack-entries}. */
    ZSET_MAX_LISTPACK_ENTRIES(
            "zset-max-listpack-entries", "zset-max-ziplist-entries", INTEGER, MUTABLE, "128", 0, Long.MAX_VALUE),
    /** {@code zset-max-listpack-value}. */
    ZSET_MAX_LISTPACK_VALUE(
            "zset-max-listpack-value", "zset-max-ziplist-value", MEMORY, MUTABLE, "64", 0, Long.MAX_VALUE),
    /** {@code hll-sparse-max-bytes}. */
    HLL_SPARSE_MAX_BYTES("hll-sparse-max-bytes", null, MEMORY, MUTABLE, "3000", 0, Long.MAX_VALUE),
    /** {@code stream-node-max-bytes}. */
    STREAM_NODE_MAX_BYTES("stream-node-max-bytes", null, MEMORY, MUTABLE, "4096", 0, Long.MAX_VALUE),
    /** {@code stream-node-max-entries}. */
    STREAM_NODE_MAX_ENTRIES("stream-node-max-entries", null, INTEGER, MUTABLE, "100", 0, Long.MAX_VALUE);

    private final String configName;
    private final @Nullable String alias;
    private final ConfigKind kind;
    private final int traits;
    private final String preset;
    private final long min;
    private final long max;
    private final String[] choices;

    ConfigKey(
            String configName, @Nullable String alias, ConfigKind kind, int traits, String preset, String... choices) {
        this(configName, alias, kind, traits, preset, 0, 0, choices);
    }

    ConfigKey(
            String configName,
            @Nullable String alias,
            ConfigKind kind,
            int traits,
            String preset,
            long min,
            long max,
            String... choices) {
        this.configName = configName;
        this.alias = alias;
        this.kind = kind;
        this.traits = traits;
        this.preset = preset;
        this.min = min;
        this.max = max;
        this.choices = choices;
    }

    /** As {@code CONFIG GET} shows it: lower case, with dashes. */
    public String configName() {
        return configName;
    }

    /** The older name under which it is known too, or null. */
    public @Nullable String alias() {
        return alias;
    }

    /** How its text is read. */
    public ConfigKind kind() {
        return kind;
    }

    /** The default of {@code redis-server}, as text. */
    public String preset() {
        return preset;
    }

    /** The least number allowed; meaningless unless it is a number. */
    public long min() {
        return min;
    }

    /** The greatest number allowed; meaningless unless it is a number. */
    public long max() {
        return max;
    }

    /** Whether it is fixed once the node has started. */
    public boolean immutable() {
        return (traits & IMMUTABLE) != 0;
    }

    /** Whether a client may change it only under {@code enable-protected-configs}. */
    public boolean guarded() {
        return (traits & PROTECTED) != 0;
    }

    /** Whether it is left out where a pattern asks. */
    public boolean hidden() {
        return (traits & HIDDEN) != 0;
    }

    /** Whether its value is a list of words. */
    public boolean multi() {
        return (traits & MULTI) != 0;
    }

    /** The words of an enumeration, in Redis' order; empty otherwise. */
    String[] choices() {
        return choices;
    }

    /** What a row says beside its value, as bits. */
    static final class Trait {
        static final int MUTABLE = 0;
        static final int IMMUTABLE = 1;
        static final int SENSITIVE = 1 << 1;
        static final int HIDDEN = 1 << 2;
        static final int PROTECTED = 1 << 3;
        static final int MULTI = 1 << 4;

        private Trait() {}
    }
}
