package io.clusterjar;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** What a node without a cluster refuses: the same words as a real server's, over sockets. */
class RefusalsLikeRedisTest {
    @Test
    void shouldRefuseAsRedisWhenAClientHasNotAuthenticated() throws IOException {
        try (RealRedis real = RealRedis.start("--requirepass", "secret");
                EmbeddedRedis ours = EmbeddedRedis.builder().password("secret").start()) {
            compare(
                    real.port(),
                    ours.port(),
                    "GET k",
                    "PING",
                    "HELLO 3",
                    "HELLO 3 AUTH default wrong",
                    "AUTH wrong",
                    "AUTH nobody secret",
                    "AUTH a b c",
                    "NOSUCH",
                    "MULTI",
                    "EXEC",
                    "AUTH secret",
                    "GET k",
                    "RESET",
                    "GET k",
                    "AUTH default secret",
                    "GET k");
        }
    }

    @Test
    void shouldRefuseAsRedisWhenNoPasswordIsSet() throws IOException {
        try (RealRedis real = RealRedis.start();
                EmbeddedRedis ours = EmbeddedRedis.builder().start()) {
            compare(
                    real.port(),
                    ours.port(),
                    "AUTH x",
                    "AUTH default x",
                    "AUTH nobody x",
                    "HELLO 4",
                    "HELLO x",
                    "GET k");
        }
    }

    @Test
    void shouldRefuseWritesAsRedisWhenReplicasAreMissing() throws IOException {
        try (RealRedis real = RealRedis.start("--min-replicas-to-write", "1");
                EmbeddedRedis ours =
                        EmbeddedRedis.builder().minReplicasToWrite(1).start()) {
            compare(
                    real.port(),
                    ours.port(),
                    "SET k v",
                    "GET k",
                    "DEL k",
                    "MULTI",
                    "SET k v",
                    "GET k",
                    "EXEC",
                    "EXEC",
                    "PING",
                    "FLUSHALL");
        }
    }

    @Test
    void shouldRefuseAsRedisWhenAReplicaHasLostItsMaster() throws IOException {
        int nobody = 1; // nothing listens there
        try (RealRedis real = RealRedis.start("--replica-serve-stale-data", "no");
                EmbeddedRedis ours = EmbeddedRedis.builder()
                        .config("replica-serve-stale-data", "no")
                        .start()) {
            compare(
                    real.port(),
                    ours.port(),
                    "SET k v",
                    "REPLICAOF 127.0.0.1 " + nobody,
                    "GET k",
                    "SET k v",
                    "PING",
                    "MULTI",
                    "GET k",
                    "EXEC",
                    "WAIT 0 1",
                    "CONFIG SET replica-serve-stale-data yes",
                    "GET k",
                    "SET k v",
                    "EVERYTHING",
                    "REPLICAOF NO ONE",
                    "SET k w");
        }
    }

    @Test
    void shouldRefuseConnectionsAsRedisWhenThereAreTooMany() throws IOException {
        try (RealRedis real = RealRedis.start("--maxclients", "2");
                EmbeddedRedis ours =
                        EmbeddedRedis.builder().config("maxclients", "2").start()) {
            assertThat(third(ours.port())).isEqualTo(third(real.port())).startsWith("-ERR max number of clients");
        }
    }

    private static String third(int port) throws IOException {
        try (RespClient first = connect(port);
                RespClient second = connect(port);
                RespClient third = connect(port)) {
            first.call("PING");
            second.call("PING");
            return new String(third.read(), java.nio.charset.StandardCharsets.ISO_8859_1);
        }
    }

    private static void compare(int realPort, int ourPort, String... requests) throws IOException {
        try (RespClient real = connect(realPort);
                RespClient ours = connect(ourPort)) {
            for (String request : requests) {
                String expected = real.call(request.split(" "));
                String actual = ours.call(request.split(" "));
                // Two servers differ in their version and in how they count clients.
                if (!expected.contains("proto")) {
                    assertThat(actual).as("reply to %s", request).isEqualTo(expected);
                }
            }
        }
    }

    private static RespClient connect(int port) throws IOException {
        return new RespClient(new Socket(InetAddress.getLoopbackAddress(), port));
    }
}
