package io.clusterjar.spring;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.RedisDeployment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;

/**
 * Tells Spring Boot's auto-configuration where Redis is, in place of its properties.
 *
 * <p>Apart, because its types are those of {@code spring-boot-data-redis}, which need not be there.
 */
final class ConnectionDetailsBean {
    private ConnectionDetailsBean() {}

    static void register(
            ConfigurableListableBeanFactory beans, RedisDeployment deployment, String password, int database) {
        String given = password.isEmpty() ? null : password;
        DataRedisConnectionDetails details;
        if (deployment instanceof EmbeddedCluster) {
            details = new OfCluster(
                    given,
                    deployment.nodes().stream()
                            .map(node -> new DataRedisConnectionDetails.Node(node.host(), node.port()))
                            .toList());
        } else {
            ClusterNode master = deployment.node(0);
            details = new OfStandalone(
                    given, DataRedisConnectionDetails.Standalone.of(master.host(), master.port(), database));
        }
        beans.registerSingleton("embeddedRedisConnectionDetails", details);
    }

    private record OfCluster(@Nullable String password, List<DataRedisConnectionDetails.Node> nodes)
            implements DataRedisConnectionDetails {
        @Override
        public @Nullable String getPassword() {
            return password;
        }

        @Override
        public Cluster getCluster() {
            return this::nodes;
        }
    }

    private record OfStandalone(@Nullable String password, Standalone standalone)
            implements DataRedisConnectionDetails {
        @Override
        public @Nullable String getPassword() {
            return password;
        }

        @Override
        public Standalone getStandalone() {
            return standalone;
        }
    }
}
