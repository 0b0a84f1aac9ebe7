package io.clusterjar.engine;

import io.clusterjar.config.ConfigKey;
import io.clusterjar.config.ServerConfig;

/** The parameters that the hot path reads, kept as fields and renewed when one is set. */
final class Settings {
    private final ServerConfig config;

    final boolean clusterEnabled;
    boolean passwordRequired;
    boolean replicaReadOnly;
    boolean serveStaleData;
    boolean lazyExpire;
    int minReplicasToWrite;
    int maxClients;
    int idleTimeoutSeconds;
    int keepAliveSeconds;
    int hz;
    boolean byFrequency;
    int frequencyLogFactor;
    int frequencyDecayMinutes;
    long bulkLimitBytes;
    long queryBufferLimitBytes;
    String debugCommand = "no";
    String keyspaceEvents = "";
    /** Hard limit in bytes, soft limit in bytes and seconds, for normal, replica and pub/sub clients. */
    long[] outputLimits = new long[9];

    Settings(ServerConfig config, Runnable renewed) {
        this.config = config;
        clusterEnabled = config.flag(ConfigKey.CLUSTER_ENABLED);
        Runnable renew = () -> {
            renew();
            renewed.run();
        };
        for (ConfigKey key : new ConfigKey[] {
            ConfigKey.REQUIREPASS,
            ConfigKey.REPLICA_READ_ONLY,
            ConfigKey.REPLICA_SERVE_STALE_DATA,
            ConfigKey.LAZYFREE_LAZY_EXPIRE,
            ConfigKey.MIN_REPLICAS_TO_WRITE,
            ConfigKey.MAXCLIENTS,
            ConfigKey.TIMEOUT,
            ConfigKey.TCP_KEEPALIVE,
            ConfigKey.HZ,
            ConfigKey.MAXMEMORY_POLICY,
            ConfigKey.LFU_LOG_FACTOR,
            ConfigKey.LFU_DECAY_TIME,
            ConfigKey.PROTO_MAX_BULK_LEN,
            ConfigKey.CLIENT_QUERY_BUFFER_LIMIT,
            ConfigKey.NOTIFY_KEYSPACE_EVENTS,
            ConfigKey.CLIENT_OUTPUT_BUFFER_LIMIT,
            ConfigKey.ENABLE_DEBUG_COMMAND
        }) {
            config.onChange(key, renew);
        }
        renew();
    }

    private void renew() {
        passwordRequired = !config.text(ConfigKey.REQUIREPASS).isEmpty();
        replicaReadOnly = config.flag(ConfigKey.REPLICA_READ_ONLY);
        serveStaleData = config.flag(ConfigKey.REPLICA_SERVE_STALE_DATA);
        lazyExpire = config.flag(ConfigKey.LAZYFREE_LAZY_EXPIRE);
        minReplicasToWrite = config.integer(ConfigKey.MIN_REPLICAS_TO_WRITE);
        maxClients = (int) Math.min(Integer.MAX_VALUE, config.number(ConfigKey.MAXCLIENTS));
        idleTimeoutSeconds = config.integer(ConfigKey.TIMEOUT);
        keepAliveSeconds = config.integer(ConfigKey.TCP_KEEPALIVE);
        hz = Math.max(1, Math.min(500, config.integer(ConfigKey.HZ)));
        byFrequency = config.usesFrequency();
        frequencyLogFactor = config.integer(ConfigKey.LFU_LOG_FACTOR);
        frequencyDecayMinutes = config.integer(ConfigKey.LFU_DECAY_TIME);
        bulkLimitBytes = config.number(ConfigKey.PROTO_MAX_BULK_LEN);
        queryBufferLimitBytes = config.number(ConfigKey.CLIENT_QUERY_BUFFER_LIMIT);
        debugCommand = config.text(ConfigKey.ENABLE_DEBUG_COMMAND);
        keyspaceEvents = config.text(ConfigKey.NOTIFY_KEYSPACE_EVENTS);
        outputLimits = config.outputLimits();
    }
}
