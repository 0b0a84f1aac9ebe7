package io.clusterjar.samples;

import java.time.Duration;

/**
 * What a cluster of one size does, as measured, and what Redis' own formulas promise of it.
 *
 * @param nodes how many nodes, half of them masters
 * @param messagesPerSecond bus packets that a node sends in a second of rest
 * @param detect from the crash of a master until another one holds it for failed
 * @param failOver from the crash until a replica owns its slots
 * @param converge from the healing of a partition until all nodes agree again
 */
record ScalePoint(int nodes, double messagesPerSecond, Duration detect, Duration failOver, Duration converge) {
    /** {@code cluster-node-timeout}, Redis' default. */
    static final Duration NODE_TIMEOUT = Duration.ofSeconds(15);

    private static final int HEADER_BYTES = 2256;
    private static final int GOSSIP_BYTES = 104;
    private static final int SHARD_EXTENSION_BYTES = 48;
    private static final int MIN_GOSSIP = 3;
    private static final int GOSSIP_SHARE = 10;
    /** Half a second, another half by chance, and a second for each sibling with more data: here there is none. */
    private static final Duration ELECTION_DELAY = Duration.ofSeconds(1);

    /**
     * Pings and pongs by the formula: each node pings one a second, and each whose last answer is older than half the node timeout; every
     * ping is answered. It is the most: what gossip tells of a node's answers to others spares it pings, the more so the larger the cluster.
     */
    double promisedMessagesPerSecond() {
        double halfTimeoutSeconds = NODE_TIMEOUT.toMillis() / 2000.0;
        return 2 * Math.max(1, (nodes - 1) / halfTimeoutSeconds);
    }

    /** A ping's length by its format: a header, an entry for each tenth node (three at least), the shard's id. */
    int packetBytes() {
        int entries = Math.min(nodes - 2, Math.max(MIN_GOSSIP, nodes / GOSSIP_SHARE));
        return HEADER_BYTES + entries * GOSSIP_BYTES + SHARD_EXTENSION_BYTES;
    }

    double kilobytesPerSecond() {
        return messagesPerSecond * packetBytes() / 1000;
    }

    /** A ping leaves within half a node timeout, is waited for a whole one, and the word goes round within another half. */
    static Duration promisedDetection() {
        return NODE_TIMEOUT.multipliedBy(2);
    }

    /** Detection, then the delay before an election. */
    static Duration promisedFailOver() {
        return promisedDetection().plus(ELECTION_DELAY);
    }
}
