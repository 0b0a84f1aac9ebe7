package io.clusterjar;

import io.clusterjar.launch.DeploymentSpec;
import io.clusterjar.launch.Launcher;
import io.clusterjar.launch.Member;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Standalone Redis in this JVM: one master with cluster mode off and sixteen databases, and replicas of it if wanted. Same engine,
 * same faults as a cluster.
 *
 * <pre>{@code
 * try (var redis = EmbeddedRedis.builder().replicas(1).start()) {
 *     new Jedis("127.0.0.1", redis.port()).set("a", "b");
 * }
 * }</pre>
 */
public final class EmbeddedRedis extends RedisDeployment {
    private EmbeddedRedis(Launcher launcher) {
        super(launcher);
    }

    /** Says what to start. */
    public static EmbeddedRedisBuilder builder() {
        return new EmbeddedRedisBuilder();
    }

    static EmbeddedRedis start(EmbeddedRedisBuilder builder) {
        int nodes = 1 + builder.replicas();
        DeploymentSpec spec = builder.spec(nodes, false);
        return started(new EmbeddedRedis(Launcher.start(spec, DeploymentBuilder.live(spec), EmbeddedRedis::follow)));
    }

    /** Makes all nodes but the first replicas of the first. */
    private static void follow(List<Member> members) {
        for (Member replica : members.subList(1, members.size())) {
            replica.node().replicateFrom(members.get(0).address());
        }
    }

    @Override
    Consumer<List<Member>> first() {
        return EmbeddedRedis::follow;
    }

    private static EmbeddedRedis started(EmbeddedRedis redis) {
        try {
            redis.awaitReady();
            return redis;
        } catch (RuntimeException e) {
            redis.close();
            throw e;
        }
    }

    /** The node that was started as the master. */
    public ClusterNode master() {
        return node(0);
    }

    /** The port of the node that was started as the master. */
    public int port() {
        return master().port();
    }

    /** A client of the first master inside the JVM. The caller closes it. */
    public LocalClient client() {
        return master().client();
    }

    @Override
    @Nullable
    ClusterNode findMasterOf(String key) {
        return nodes().stream()
                .filter(ClusterNode::isRunning)
                .filter(ClusterNode::isMaster)
                .findFirst()
                .orElse(null);
    }

    @Override
    @Nullable
    ClusterNode findMasterOfSlot(int slot) {
        return findMasterOf("");
    }

    @Override
    boolean isClusterOk() {
        return true;
    }

    @Override
    boolean isConverged() {
        return isReplicated();
    }
}
