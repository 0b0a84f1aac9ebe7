package io.clusterjar.cluster;

import io.clusterjar.config.ConfigKey;
import io.clusterjar.config.Flaw;
import io.clusterjar.config.ServerConfig;

/** The brains' parameters as the node's configuration has them. */
final class ConfigSettings implements ClusterSettings {
    private final ServerConfig config;
    private final int port;
    private int busPort;

    ConfigSettings(ServerConfig config, int port, int busPort) {
        this.config = config;
        this.port = port;
        this.busPort = busPort;
    }

    /** The port that the bus was really opened on. */
    void busPort(int busPort) {
        this.busPort = busPort;
    }

    @Override
    public boolean has(Flaw flaw) {
        return config.has(flaw);
    }

    @Override
    public long nodeTimeoutMs() {
        return config.number(ConfigKey.CLUSTER_NODE_TIMEOUT);
    }

    @Override
    public boolean requireFullCoverage() {
        return config.flag(ConfigKey.CLUSTER_REQUIRE_FULL_COVERAGE);
    }

    @Override
    public boolean allowReplicaMigration() {
        return config.flag(ConfigKey.CLUSTER_ALLOW_REPLICA_MIGRATION);
    }

    @Override
    public int migrationBarrier() {
        return config.integer(ConfigKey.CLUSTER_MIGRATION_BARRIER);
    }

    @Override
    public boolean replicaNoFailover() {
        return config.flag(ConfigKey.CLUSTER_REPLICA_NO_FAILOVER);
    }

    @Override
    public long linkSendBufferLimitBytes() {
        return config.number(ConfigKey.CLUSTER_LINK_SENDBUF_LIMIT);
    }

    @Override
    public String announcedIp() {
        return config.text(ConfigKey.CLUSTER_ANNOUNCE_IP);
    }

    @Override
    public int announcedPort() {
        int announced = config.integer(ConfigKey.CLUSTER_ANNOUNCE_PORT);
        return announced == 0 ? port : announced;
    }

    @Override
    public int announcedBusPort() {
        int announced = config.integer(ConfigKey.CLUSTER_ANNOUNCE_BUS_PORT);
        return announced == 0 ? busPort : announced;
    }

    @Override
    public String announcedHostname() {
        return config.text(ConfigKey.CLUSTER_ANNOUNCE_HOSTNAME);
    }

    @Override
    public String announcedNodename() {
        return config.text(ConfigKey.CLUSTER_ANNOUNCE_HUMAN_NODENAME);
    }

    @Override
    public int validityFactor() {
        return config.integer(ConfigKey.CLUSTER_REPLICA_VALIDITY_FACTOR);
    }

    @Override
    public long replicaPingPeriodMs() {
        return config.number(ConfigKey.REPL_PING_REPLICA_PERIOD) * 1000;
    }
}
