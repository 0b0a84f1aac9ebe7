package io.clusterjar.samples;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClusterClient;

/** Real cluster clients, set up as an application would set them up, but less patient. */
final class Clients {
    /**
     * How long a client waits for an answer, in real time. Cluster time runs fast here, so nobody needs to wait long.
     */
    private static final int SOCKET_TIMEOUT_MS = 200;

    private static final Duration RETRIES = Duration.ofSeconds(1);

    private Clients() {}

    /** A client that gives up when the first attempt fails, so that the story shows each failure. */
    static RedisClusterClient impatient(List<String> addresses) {
        return client(addresses, 1, SOCKET_TIMEOUT_MS);
    }

    /** A client that tries again and follows redirects, as applications want it. */
    static RedisClusterClient patient(List<String> addresses) {
        return client(addresses, 5, 10 * SOCKET_TIMEOUT_MS);
    }

    private static RedisClusterClient client(List<String> addresses, int attempts, int timeoutMs) {
        Set<HostAndPort> nodes = addresses.stream().map(HostAndPort::from).collect(Collectors.toUnmodifiableSet());
        return RedisClusterClient.builder()
                .nodes(nodes)
                .maxAttempts(attempts)
                .maxTotalRetriesDuration(RETRIES)
                .clientConfig(DefaultJedisClientConfig.builder()
                        .timeoutMillis(timeoutMs)
                        .build())
                .build();
    }
}
