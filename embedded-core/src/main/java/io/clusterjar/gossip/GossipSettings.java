package io.clusterjar.gossip;

import io.clusterjar.config.Flaw;

/** The parameters that membership reads; they may change at any time. */
public interface GossipSettings {
    /** {@code cluster-node-timeout} in milliseconds. */
    long nodeTimeoutMs();

    /** {@code cluster-require-full-coverage}. */
    boolean requireFullCoverage();

    /** {@code cluster-allow-replica-migration}. */
    boolean allowReplicaMigration();

    /** {@code cluster-migration-barrier}. */
    int migrationBarrier();

    /** {@code cluster-replica-no-failover}. */
    boolean replicaNoFailover();

    /** {@code cluster-link-sendbuf-limit} in bytes; 0 is no limit. */
    long linkSendBufferLimitBytes();

    /** {@code cluster-announce-ip}, or empty. */
    String announcedIp();

    /** The client port that others shall use. */
    int announcedPort();

    /** The bus port that others shall use. */
    int announcedBusPort();

    /** {@code cluster-announce-hostname}, or empty. */
    String announcedHostname();

    /** {@code cluster-announce-human-nodename}, or empty. */
    String announcedNodename();

    /** Whether a test planted this mistake. */
    default boolean has(Flaw flaw) {
        return false;
    }
}
