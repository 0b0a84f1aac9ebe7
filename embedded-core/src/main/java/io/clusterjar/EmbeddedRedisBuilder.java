package io.clusterjar;

/**
 * Says what standalone deployment to start: one master with cluster mode off, and replicas of it if wanted.
 *
 * <p>Not for use by several threads.
 */
public final class EmbeddedRedisBuilder extends DeploymentBuilder<EmbeddedRedisBuilder> {
    private static final int MAX_REPLICAS = 999;

    private int replicas;

    EmbeddedRedisBuilder() {}

    @Override
    EmbeddedRedisBuilder self() {
        return this;
    }

    /**
     * How many replicas the master has. 0 by default.
     *
     * @param replicas 0 or more
     */
    public EmbeddedRedisBuilder replicas(int replicas) {
        if (replicas < 0 || replicas > MAX_REPLICAS) {
            throw new IllegalArgumentException("replicas=" + replicas + " is not within 0 to " + MAX_REPLICAS);
        }
        this.replicas = replicas;
        return this;
    }

    int replicas() {
        return replicas;
    }

    /**
     * Starts the nodes. When this returns, the master takes writes and every replica is in sync with it.
     *
     * @throws java.io.UncheckedIOException when a port that was asked for is taken; everything already started is stopped
     */
    public EmbeddedRedis start() {
        return EmbeddedRedis.start(this);
    }
}
