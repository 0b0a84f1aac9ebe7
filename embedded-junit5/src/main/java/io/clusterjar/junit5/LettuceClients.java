package io.clusterjar.junit5;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Clients of Lettuce. Each has threads of its own, which end with it. */
final class LettuceClients implements ClientLibrary {
    /** Lettuce keeps commands for a node that is gone until this has passed: a test then tries again. */
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private static final Duration REFRESH_PERIOD = Duration.ofMillis(100);
    private static final Duration REFRESH_AFTER_TRIGGER = Duration.ofMillis(50);
    private static final Duration MAX_RECONNECT_DELAY = Duration.ofMillis(100);
    private static final int THREADS = 2;
    private static final long SHUTDOWN_SECONDS = 2;

    @Override
    public Client create(ClientRequest request) {
        ClientResources resources = DefaultClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .reconnectDelay(Delay.exponential(Duration.ZERO, MAX_RECONNECT_DELAY, 2, TimeUnit.MILLISECONDS))
                .build();
        return request.cluster() ? cluster(request, resources) : standalone(request, resources);
    }

    @SuppressWarnings("deprecation") // The newest have these triggers on by themselves, others need to be told.
    private static Client cluster(ClientRequest request, ClientResources resources) {
        List<RedisURI> nodes = request.addresses().stream()
                .map(address -> uri(address, request))
                .toList();
        RedisClusterClient client = RedisClusterClient.create(resources, nodes);
        client.setOptions(ClusterClientOptions.builder()
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enablePeriodicRefresh(REFRESH_PERIOD)
                        .enableAdaptiveRefreshTrigger(ClusterTopologyRefreshOptions.RefreshTrigger.values())
                        .adaptiveRefreshTriggersTimeout(REFRESH_AFTER_TRIGGER)
                        .build())
                .timeoutOptions(TimeoutOptions.enabled(TIMEOUT))
                .build());
        try {
            return new Client(clusterValue(request.type().getSimpleName(), client), () -> end(client, resources));
        } catch (RuntimeException e) {
            end(client, resources);
            throw e;
        }
    }

    private static Object clusterValue(String type, RedisClusterClient client) {
        if (type.equals("RedisClusterClient")) {
            return client;
        }
        StatefulRedisClusterConnection<String, String> connection = client.connect();
        return type.equals("StatefulRedisClusterConnection") ? connection : connection.sync();
    }

    private static Client standalone(ClientRequest request, ClientResources resources) {
        RedisClient client =
                RedisClient.create(resources, uri(request.addresses().get(0), request));
        client.setOptions(ClientOptions.builder()
                .timeoutOptions(TimeoutOptions.enabled(TIMEOUT))
                .build());
        try {
            return new Client(standaloneValue(request.type().getSimpleName(), client), () -> end(client, resources));
        } catch (RuntimeException e) {
            end(client, resources);
            throw e;
        }
    }

    private static Object standaloneValue(String type, RedisClient client) {
        if (type.equals("RedisClient")) {
            return client;
        }
        StatefulRedisConnection<String, String> connection = client.connect();
        return type.equals("StatefulRedisConnection") ? connection : connection.sync();
    }

    private static RedisURI uri(String address, ClientRequest request) {
        RedisURI.Builder builder = RedisURI.builder()
                .withHost(ClientRequest.hostOf(address))
                .withPort(ClientRequest.portOf(address))
                .withTimeout(TIMEOUT);
        if (!request.password().isEmpty()) {
            builder.withPassword(request.password().toCharArray());
        }
        return builder.build();
    }

    private static void end(AbstractRedisClient client, ClientResources resources) {
        client.shutdown(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        resources
                .shutdown(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
    }
}
