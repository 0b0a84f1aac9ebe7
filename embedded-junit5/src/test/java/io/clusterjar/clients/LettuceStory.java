package io.clusterjar.clients;

import io.clusterjar.ClusterNode;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolVersion;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The stories with Lettuce. It keeps commands for a dead node until their time-out, so that is short, and the topology is asked for often.
 */
@SuppressWarnings("deprecation") // The newest have these triggers on by themselves, older ones need to be told.
abstract class LettuceStory extends ClientStory {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration REFRESH = Duration.ofMillis(100);

    private final ProtocolVersion protocol;

    LettuceStory(ProtocolVersion protocol) {
        this.protocol = protocol;
    }

    @Override
    String artifact() {
        return "lettuce-core";
    }

    @Override
    Class<?> typeOfClient() {
        return RedisClusterClient.class;
    }

    @Override
    Client connect(String host, int port) {
        RedisClusterClient client = RedisClusterClient.create(RedisURI.builder()
                .withHost(host)
                .withPort(port)
                .withTimeout(TIMEOUT)
                .build());
        client.setOptions(ClusterClientOptions.builder()
                .protocolVersion(protocol)
                .timeoutOptions(TimeoutOptions.enabled(TIMEOUT))
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enablePeriodicRefresh(REFRESH)
                        .enableAllAdaptiveRefreshTriggers()
                        .adaptiveRefreshTriggersTimeout(REFRESH)
                        .build())
                .build());
        try {
            return new LettuceClient(client, client.connect());
        } catch (RuntimeException e) {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
            throw e;
        }
    }

    private record LettuceClient(RedisClusterClient client, StatefulRedisClusterConnection<String, String> connection)
            implements Client {
        @Override
        public void set(String key, String value) {
            connection.sync().set(key, value);
        }

        @Override
        public String get(String key) {
            return connection.sync().get(key);
        }

        @Override
        public void send(ClusterNode node, String... words) {
            CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8);
            Arrays.stream(words).skip(1).forEach(args::add);
            commandsOf(node).dispatch(CommandType.valueOf(words[0]), new NestedMultiOutput<>(StringCodec.UTF8), args);
        }

        @Override
        public List<String> keysInSlot(ClusterNode node, int slot) {
            return commandsOf(node).clusterGetKeysInSlot(slot, 10);
        }

        private RedisClusterCommands<String, String> commandsOf(ClusterNode node) {
            return connection.getConnection(node.host(), node.port()).sync();
        }

        @Override
        public void close() {
            connection.close();
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }
}
