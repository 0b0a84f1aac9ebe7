package io.clusterjar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same bytes to a real Redis and to the engine: the same bytes come back. */
@BesideRedis
class EngineLikeRedisTest {
    private final RealRedis redis;

    EngineLikeRedisTest(RealRedis redis) {
        this.redis = redis;
    }

    /** Line ends as {@code ~}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // what is no request
                "*1~+x~",
                "*1~$x~",
                "*x~",
                "*2147483648~",
                "*1~$-5~",
                "*1~$600000000~",
                "get \"k~",
                "get 'k~get k~",
                "get \"k\"x~",
                "*01~",
                "*+1~",
                "*1~$03~GET~",
                "POST / HTTP/1.1~Host: x~~",
                "get k~host: x~get k~",
                // requests by hand
                "~~set k \"\\x41 b\\n\"~get k~mget~",
                "*0~*-1~*3~$3~set~$0~~$1~v~get \"\"~",
                "SeT k 'it\\'s'~GeT k~set k v bogus~",
                // names and arities
                "foo~",
                "foo a b c~",
                "\"fo o\" \"a\\x01b\" 'c'~",
                "foo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
                        + "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb ccccccc~",
                "get~",
                "get a b~",
                "exec x~",
                "watch~",
                // transactions
                "multi~set t 1~incr t~get t~exec~get t~",
                "multi~multi~set t 1~exec~",
                "multi~watch t~set t 2~exec~",
                "multi~get~set t 3~exec~get t~",
                "multi~nope~exec~multi~exec~",
                "multi~nope~discard~exec~",
                "exec~discard~unwatch~",
                "multi~exec extra~exec~",
                "multi~set t x~incr t~append t y~exec~",
                "watch w~set w 1~multi~get w~exec~multi~get w~exec~",
                "watch w~set w 1~unwatch~multi~get w~exec~",
                "watch w~set w 1~multi~get~exec~",
                "watch w~multi~discard~set w 2~multi~get w~exec~",
                "watch w~get w~multi~get w~exec~",
            })
    void shouldAnswerTheSameBytes(String script) throws IOException {
        String request = script.replace("~", "\r\n");
        real("del k t w\r\n");
        String expected = real(request);
        EngineFixture world = new EngineFixture();
        EngineFixture.Client client = world.client();
        client.raw(request);
        assertThat(client.replies()).isEqualTo(expected);
    }

    private String real(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return RespText.show(socket.getInputStream().readAllBytes());
        }
    }
}
