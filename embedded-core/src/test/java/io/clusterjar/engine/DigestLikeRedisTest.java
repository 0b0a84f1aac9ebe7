package io.clusterjar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.dump.DumpCommands;
import io.clusterjar.command.generic.GenericCommands;
import io.clusterjar.engine.server.EngineCommands;
import io.clusterjar.protocol.Args;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespClient;
import io.clusterjar.testing.RespText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code DEBUG DIGEST} of data that came over from a real Redis: equal data, equal digest. */
@BesideRedis("--enable-debug-command yes")
class DigestLikeRedisTest {
    private static final String[] DATA = {
        "set s hello",
        "set n -17",
        "set e '' px 100000000",
        "rpush l a 1 '' a",
        "sadd i 1 2 300",
        "sadd m a b 12",
        "hset h f v g 12",
        "zadd z 1 a 2.5 b -0.1 c inf d -inf e 1e20 f 1e-7 g 3.141592653589793 12 0 zero 123456789012345680 big 0.0001 small",
        "xadd x 5-7 field value n 12 '' -5",
        "zadd y 1e17 a 99999999999999999 b 1e16 c 5e-324 d 1.7976931348623157e308 e",
    };

    @Test
    void shouldHaveTheSameDigestWhenTheDataIsTheSame(RealRedis redis) {
        EngineCommands commands = new EngineCommands();
        List<CommandGroup> groups = new ArrayList<>(commands.groups());
        groups.addAll(List.of(new GenericCommands(), new DumpCommands()));
        EngineFixture world = new EngineFixture(List.of(), groups.toArray(CommandGroup[]::new));
        commands.attach(world.engine());
        try (RespClient client = redis.connect()) {
            for (int db = 0; db < 2; db++) {
                client.call("SELECT", Integer.toString(db));
                for (String line : DATA) {
                    byte[][] words = RespText.words(line);
                    client.call(words);
                    byte[] payload = body(client.call(RespText.words("dump " + key(words))));
                    byte[][] restore = {bytes("restore"), words[1], bytes(line.contains(" px ") ? "5" : "0"), payload};
                    assertThat(text(world.engine().execute(db, Args.of(restore))))
                            .as(line)
                            .isEqualTo("+OK\r\n");
                    assertThat(text(world.engine()
                                    .execute(db, Args.of(RespText.words("debug digest-value " + key(words))))))
                            .as(line)
                            .isEqualTo(text(client.call(RespText.words("debug digest-value " + key(words)))));
                }
                assertThat(text(world.engine().execute(db, Args.of(RespText.words("debug digest")))))
                        .isEqualTo(text(client.call(RespText.words("debug digest"))));
            }
        }
    }

    private static String key(byte[][] words) {
        return text(words[1]);
    }

    private static byte[] body(byte[] bulk) {
        int begin = 0;
        while (bulk[begin++] != '\n') {
            continue;
        }
        return Arrays.copyOfRange(bulk, begin, bulk.length - 2);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
