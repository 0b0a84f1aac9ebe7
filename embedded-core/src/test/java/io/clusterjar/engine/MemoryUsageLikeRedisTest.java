package io.clusterjar.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.hash.HashCommands;
import io.clusterjar.command.list.ListCommands;
import io.clusterjar.command.set.SetCommands;
import io.clusterjar.command.stream.StreamCommands;
import io.clusterjar.command.zset.SortedSetCommands;
import io.clusterjar.engine.server.EngineCommands;
import io.clusterjar.protocol.Args;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespClient;
import io.clusterjar.testing.RespText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** {@code MEMORY USAGE} is near what a real Redis says, whatever the type and the encoding. */
@BesideRedis
class MemoryUsageLikeRedisTest {
    private static final int LARGE = 3000;
    private static final int CALL = 50;
    /** Elements are sampled in another order, and tables that grow have other sizes for a while. */
    private static final double TOLERANCE_PERCENT = 15;
    /** Members of sorted sets are as large as chance has it, which a few do not even out. */
    private static final double TOLERANCE_OF_FEW_PERCENT = 60;

    private final Engine engine = engine();

    @Test
    void shouldEstimateMemoryAsRedisDoes(RealRedis redis) {
        try (RespClient real = redis.connect()) {
            for (String line : lines()) {
                real.call(RespText.words(line));
                engine.execute(0, Args.of(RespText.words(line)));
            }
            for (byte[] key : RespText.wordsOf(real.call(RespText.words("keys *")))) {
                String name = new String(key, StandardCharsets.ISO_8859_1);
                for (String samples : new String[] {"", " samples 1000", " samples 0"}) {
                    String usage = "memory usage " + name + samples;
                    long expected = integer(real.call(RespText.words(usage)));
                    assertThat(integer(engine.execute(0, Args.of(RespText.words(usage)))))
                            .as(usage)
                            .isCloseTo(
                                    expected,
                                    withinPercentage(samples.isEmpty() ? TOLERANCE_OF_FEW_PERCENT : TOLERANCE_PERCENT));
                }
            }
        }
    }

    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("set int 12345");
        lines.add("set short hello");
        lines.add("set a-key-with-a-name-that-is-rather-long-for-a-key " + "x".repeat(44));
        lines.add("set raw " + "x".repeat(45));
        lines.add("set long " + "x".repeat(20_000));
        lines.add("hset hash-pack f v g w");
        lines.add("zadd zset-pack 1 a 2.5 b");
        lines.add("sadd set-ints 1 2 300");
        lines.add("sadd set-longs 1 2 30000000000");
        for (int i = 0; i < LARGE; i += CALL) {
            lines.add(call("hset hash-table", i, n -> "field:" + n + " " + "v".repeat(30)));
            lines.add(call("rpush quicklist", i, n -> "element:" + n));
            lines.add(call("sadd set-table", i, n -> "member:" + n));
            lines.add(call("zadd zset-table", i, n -> n + " member:" + n));
        }
        for (int i = 1; i <= LARGE; i++) {
            lines.add("xadd stream " + (1_700_000_000_000L + 137L * i) + "-0 field value:" + i);
        }
        lines.add("xadd stream-small 1-1 f v");
        lines.add("xgroup create stream g 0");
        lines.add("xreadgroup group g alice count 700 streams stream >");
        lines.add("xreadgroup group g bob count 10 streams stream >");
        return lines;
    }

    private static String call(String begin, int from, IntFunction<String> element) {
        StringBuilder line = new StringBuilder(begin);
        for (int i = from; i < from + CALL; i++) {
            line.append(' ').append(element.apply(i));
        }
        return line.toString();
    }

    private static Engine engine() {
        EngineCommands commands = new EngineCommands();
        List<CommandGroup> groups = new ArrayList<>(commands.groups());
        groups.addAll(List.of(
                new HashCommands(),
                new ListCommands(),
                new SetCommands(),
                new SortedSetCommands(),
                new StreamCommands()));
        EngineFixture world = new EngineFixture(List.of(), groups.toArray(CommandGroup[]::new));
        commands.attach(world.engine());
        return world.engine();
    }

    private static long integer(byte[] reply) {
        return Long.parseLong(
                new String(reply, StandardCharsets.ISO_8859_1).substring(1).strip());
    }
}
