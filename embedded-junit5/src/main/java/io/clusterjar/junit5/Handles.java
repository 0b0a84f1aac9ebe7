package io.clusterjar.junit5;

import io.clusterjar.Await;
import io.clusterjar.ClientView;
import io.clusterjar.ClusterClock;
import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.EmbeddedRedis;
import io.clusterjar.Network;
import io.clusterjar.RedisDeployment;
import java.util.Set;
import org.junit.jupiter.api.extension.ParameterContext;

/** Parameters that are parts of the deployment. */
final class Handles {
    private static final Set<Class<?>> TYPES = Set.of(
            EmbeddedCluster.class,
            EmbeddedRedis.class,
            RedisDeployment.class,
            ClusterNode.class,
            Network.class,
            ClusterClock.class,
            Await.class,
            ClientView.class);

    private Handles() {}

    static boolean isHandle(ParameterContext parameter) {
        return TYPES.contains(parameter.getParameter().getType());
    }

    static Object resolve(ParameterRequest request) {
        RedisDeployment deployment = request.deployment();
        Class<?> type = request.type();
        if (type == ClusterNode.class) {
            return node(request);
        }
        if (type == ClientView.class) {
            return request.view().orElseThrow(() -> request.wrong("which view? Name it, as in @View(\"z1\")"));
        }
        if (type == EmbeddedCluster.class) {
            return request.cluster("EmbeddedCluster", "ask for EmbeddedRedis");
        }
        if (type == EmbeddedRedis.class) {
            if (request.isCluster()) {
                throw request.wrong("EmbeddedRedis is a standalone deployment, but " + request.request()
                        + " gives a cluster; ask for EmbeddedCluster");
            }
            return deployment;
        }
        if (type == Network.class) {
            return deployment.network();
        }
        if (type == ClusterClock.class) {
            return deployment.clock();
        }
        return type == Await.class ? deployment.await() : deployment;
    }

    /** A node without a qualifier is the only master of a standalone deployment; a cluster has no such node. */
    private static ClusterNode node(ParameterRequest request) {
        return request.node().orElseGet(() -> {
            if (request.isCluster()) {
                throw request.wrong("which node? Say @Master(\"key\"), @Replica(\"key\") or @Node(index)");
            }
            return request.deployment().node(0);
        });
    }
}
