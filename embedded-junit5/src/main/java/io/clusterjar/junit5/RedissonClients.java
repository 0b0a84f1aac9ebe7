package io.clusterjar.junit5;

import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.BaseConfig;
import org.redisson.config.Config;

/** Clients of Redisson. */
final class RedissonClients implements ClientLibrary {
    private static final int TIMEOUT_MS = 1_000;
    private static final int CONNECT_TIMEOUT_MS = 2_000;
    private static final int SCAN_INTERVAL_MS = 200;
    private static final int ATTEMPTS = 8;
    private static final int THREADS = 2;
    private static final int CONNECTIONS = 8;
    private static final long SHUTDOWN_SECONDS = 2;

    @Override
    public Client create(ClientRequest request) {
        Config config = new Config();
        config.setThreads(THREADS);
        config.setNettyThreads(THREADS);
        String[] urls = request.addresses().stream()
                .map(address -> "redis://" + address)
                .toArray(String[]::new);
        if (request.cluster()) {
            patient(config.useClusterServers(), request)
                    .setScanInterval(SCAN_INTERVAL_MS)
                    .setMasterConnectionMinimumIdleSize(1)
                    .setMasterConnectionPoolSize(CONNECTIONS)
                    .setSlaveConnectionMinimumIdleSize(1)
                    .setSlaveConnectionPoolSize(CONNECTIONS)
                    .setSubscriptionConnectionMinimumIdleSize(1)
                    .setSubscriptionConnectionPoolSize(CONNECTIONS)
                    .addNodeAddress(urls);
        } else {
            patient(config.useSingleServer(), request)
                    .setConnectionMinimumIdleSize(1)
                    .setConnectionPoolSize(CONNECTIONS)
                    .setAddress(urls[0]);
        }
        RedissonClient client = Redisson.create(config);
        return new Client(client, () -> client.shutdown(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS));
    }

    @SuppressWarnings("deprecation") // Older versions know the password here and nowhere else.
    private static <T extends BaseConfig<T>> T patient(T servers, ClientRequest request) {
        servers.setTimeout(TIMEOUT_MS).setConnectTimeout(CONNECT_TIMEOUT_MS).setRetryAttempts(ATTEMPTS);
        if (!request.password().isEmpty()) {
            servers.setPassword(request.password());
        }
        return servers;
    }
}
