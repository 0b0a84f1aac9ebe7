package io.clusterjar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.command.list.ListCommands;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespText;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several clients that wait for each other's writes: who gets what, and when, as with a real Redis. */
@BesideRedis
class WaitingLikeRedisTest {
    private final RealRedis redis;

    WaitingLikeRedisTest(RealRedis redis) {
        this.redis = redis;
    }

    /** Steps between semicolons, each the letter of a client and what it sends. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a blpop k 0; b blpop k 0; c rpush k 1; c rpush k 2 3; c lrange k 0 -1",
                "a blpop k 0; b blpop k 0; c rpush k 1 2 3; c lrange k 0 -1",
                "a blpop x k 0; c multi; c rpush k 1; c lpop k; c exec; c rpush x 1",
                "a blmove k l left right 0; b blmove l k left right 0; c rpush k 1; c lrange k 0 -1; c lrange l 0 -1",
                "a blmove k l left right 0; b blpop l 0; c rpush k 1; c llen l",
                "a brpoplpush k k 0; c rpush k 1; c lrange k 0 -1",
                "a blpop k 0; c set k 1; c mget k; c getdel k; c rpush k 2",
                "a brpoplpush k l 0; c set l 1; c rpush k 1; c llen k",
                "c set k 1; a blpop k 0; a blpop j k 0",
                "a multi; a blpop k 0; a brpop k 0; a blmove k l left left 0; a brpoplpush k l 0; a blmpop 0 1 k left; a exec",
                "a blmpop 0 2 x k right count 2; c rpush k 1 2 3; c lrange k 0 -1",
                "a blpop k 0; a get z; a set z 1; c rpush k 1; a get z",
                "a watch k; b blpop k 0; c rpush k 1; a multi; a llen k; a exec",
                "a blpop k 0; b watch k; c rpush k 1; b multi; b llen k; b exec",
                "a blpop k k 0; c rpush k 1 2; c llen k",
                "a blpop k 0; b blpop k 0; c multi; c rpush k 1; c rpush k 2; c exec",
                "a blpop k x; a blpop k -1; a blpop k",
                "a blpop k 0; b brpop k 0; c rpush k 1 2 3; c lrange k 0 -1",
            })
    void shouldServeTheSameClientsInTheSameOrder(String script) throws IOException {
        Map<Character, Socket> sockets = new TreeMap<>();
        EngineFixture world = new EngineFixture(List.of(), new ListCommands());
        Map<Character, EngineFixture.Client> clients = new TreeMap<>();
        List<String> expected = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        try (Socket control = connect()) {
            ask(control, "flushall");
            for (String step : script.split("; ")) {
                char name = step.charAt(0);
                String request = EngineFixture.request(step.substring(2));
                Socket socket = sockets.get(name);
                if (socket == null) {
                    socket = connect();
                    sockets.put(name, socket);
                    clients.put(name, world.client());
                }
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                ask(control, "echo sync");
                ask(control, "echo sync");
                sockets.forEach((who, from) -> expected.add(step + " -> " + who + ": " + available(from)));
                clients.get(name).raw(request);
                clients.forEach((who, from) -> seen.add(step + " -> " + who + ": " + from.replies()));
            }
        } finally {
            for (Socket socket : sockets.values()) {
                socket.close();
            }
        }
        assertThat(seen).isEqualTo(expected);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static void ask(Socket socket, String line) throws IOException {
        socket.getOutputStream().write(EngineFixture.request(line).getBytes(StandardCharsets.ISO_8859_1));
        InputStream in = socket.getInputStream();
        int lines = line.startsWith("echo") ? 2 : 1;
        while (lines > 0) {
            lines -= in.read() == '\n' ? 1 : 0;
        }
    }

    private static String available(Socket socket) {
        try {
            return RespText.show(
                    socket.getInputStream().readNBytes(socket.getInputStream().available()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
