package io.clusterjar;

import io.clusterjar.config.ConfigKey;
import io.clusterjar.runtime.SteppedWorld;
import java.time.Duration;

/**
 * Says what cluster to start. Values are checked as they are given; nothing is started before {@link #start()}.
 *
 * <p>Not for use by several threads.
 */
public final class EmbeddedClusterBuilder extends DeploymentBuilder<EmbeddedClusterBuilder> {
    /** Most nodes of a cluster. */
    public static final int MAX_NODES = 1000;

    private int masters = 3;
    private int replicasPerMaster;

    EmbeddedClusterBuilder() {}

    @Override
    EmbeddedClusterBuilder self() {
        return this;
    }

    /**
     * How many masters; the 16384 slots are spread over them as {@code redis-cli --cluster create} does. 3 by default.
     *
     * <p>With 1 or 2 masters the cluster serves, but as in Redis nobody can be voted in when one fails: an election needs the
     * votes of more than half of the masters, and of the living. For fail-overs take 3 or more.
     *
     * @param masters 1 or more
     */
    public EmbeddedClusterBuilder masters(int masters) {
        if (masters < 1 || masters > MAX_NODES) {
            throw new IllegalArgumentException("masters=" + masters + " is not within 1 to " + MAX_NODES);
        }
        this.masters = masters;
        return this;
    }

    /**
     * How many replicas each master has. 0 by default.
     *
     * @param replicas 0 or more
     */
    public EmbeddedClusterBuilder replicasPerMaster(int replicas) {
        if (replicas < 0 || replicas > MAX_NODES) {
            throw new IllegalArgumentException("replicasPerMaster=" + replicas + " is not within 0 to " + MAX_NODES);
        }
        replicasPerMaster = replicas;
        return this;
    }

    /**
     * After how long without an answer a node is suspected: {@code cluster-node-timeout}. 15 s by default, as in Redis; a test
     * either shortens it or lets the cluster's clock run ahead.
     *
     * @param timeout 1 ms or more
     */
    public EmbeddedClusterBuilder nodeTimeout(Duration timeout) {
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("nodeTimeout=" + timeout + " is not 1 ms or more");
        }
        return config("cluster-node-timeout", Long.toString(timeout.toMillis()));
    }

    int masters() {
        return masters;
    }

    int replicasPerMaster() {
        return replicasPerMaster;
    }

    /**
     * Starts the nodes and forms the cluster. When this returns, clients can write to every slot, and every replica is in sync
     * with its master.
     *
     * @throws java.io.UncheckedIOException when a port that was asked for is taken; everything already started is stopped
     */
    public EmbeddedCluster start() {
        checkSize();
        return EmbeddedCluster.start(this, DeploymentBuilder::live);
    }

    /**
     * The same cluster in virtual time on the caller's thread: no ports, no threads, and nothing happens but while the caller waits for
     * something or advances the clock. The same seed and the same calls give the same run, to the byte. Ports that were chosen are
     * addresses in the virtual network only. One thread uses it.
     *
     * @param seed where all chance comes from; {@link #seed} has no say here
     */
    public EmbeddedCluster startStepped(long seed) {
        checkSize();
        return EmbeddedCluster.start(this, spec -> new SteppedWorld(seed));
    }

    /** What starts the same cluster with other numbers of nodes, on ports of its own choice. */
    EmbeddedClusterBuilder resized(int newMasters, int newReplicasPerMaster) {
        EmbeddedClusterBuilder other = new EmbeddedClusterBuilder();
        other.takeConfigOf(this);
        return other.masters(newMasters).replicasPerMaster(newReplicasPerMaster);
    }

    long nodeTimeoutMs() {
        return parameter(ConfigKey.CLUSTER_NODE_TIMEOUT);
    }

    /** What it would start, in one line. */
    String describe() {
        return "masters=" + masters + " replicasPerMaster=" + replicasPerMaster + describeConfig();
    }

    private void checkSize() {
        long nodes = (long) masters * (1 + replicasPerMaster);
        if (nodes > MAX_NODES) {
            throw new IllegalArgumentException("masters=" + masters + " with replicasPerMaster=" + replicasPerMaster
                    + " makes " + nodes + " nodes; at most " + MAX_NODES + " are possible");
        }
    }
}
