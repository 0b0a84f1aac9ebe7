package io.clusterjar.command.hyperloglog;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.command.CallFixture;
import io.clusterjar.command.RowsLikeRedis;
import io.clusterjar.command.SameAsRedis;
import io.clusterjar.command.SameEffects;
import io.clusterjar.command.generic.GenericCommands;
import io.clusterjar.command.list.ListCommands;
import io.clusterjar.command.string.StringCommands;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command on HyperLogLogs, the bytes of the strings that they make, and their effects, against a real Redis. */
@BesideRedis(SameEffects.OPTIONS)
class HyperLogLogCommandsLikeRedisTest {
    private static final String EMPTY_HEADER = "HYLL\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00";

    private final RealRedis redis;

    HyperLogLogCommandsLikeRedisTest(RealRedis redis) {
        this.redis = redis;
    }

    private static CallFixture ours() {
        return new CallFixture(
                new HyperLogLogCommands(), new StringCommands(), new GenericCommands(), new ListCommands());
    }

    private void same(String table) {
        SameAsRedis.table(redis, table, HyperLogLogCommandsLikeRedisTest::ours);
    }

    @Test
    void shouldDescribeCommandsAsRedisDoes() {
        RowsLikeRedis.check(redis, new HyperLogLogCommands());
    }

    @Test
    void shouldReplyAsRedisWhenElementsAreAddedAndCounted() {
        same("""
                PFADD h
                GET h
                PFADD h
                PFCOUNT h
                GET h
                PFADD h a b c d
                GET h
                PFADD h a b c d
                PFCOUNT h
                GET h
                PFCOUNT h
                PFADD h a
                GET h
                PFADD h "" "12345678" "123456789012345" "\\xff\\xfe\\xfd"
                GET h
                OBJECT ENCODING h
                STRLEN h
                PFADD h2 a x y z
                PFCOUNT h h2
                PFCOUNT h2 h none
                PFCOUNT none
                PFCOUNT none none2
                PFCOUNT h2 h2 h2
                PFMERGE m h h2
                GET m
                PFCOUNT m
                PFMERGE m
                GET m
                PFMERGE none3
                GET none3
                PFMERGE none4 none5
                GET none4
                PFMERGE m none
                PFMERGE m h2 h h2
                PFCOUNT m
                GET m
                PFDEBUG ENCODING m
                PFDEBUG DECODE m
                PFDEBUG decode none3
                PFDEBUG TODENSE m
                PFDEBUG TODENSE m
                PFDEBUG ENCODING m
                GET m
                PFDEBUG DECODE m
                PFDEBUG GETREG m
                PFDEBUG GETREG h
                PFDEBUG ENCODING h
                GET h
                PFCOUNT h
                PFADD h new1 new2 a
                PFCOUNT h
                GET h
                PFMERGE sparse h2
                PFDEBUG ENCODING sparse
                PFMERGE sparse h
                PFDEBUG ENCODING sparse
                GET sparse
                PFMERGE h2 h m
                GET h2
                SET timed x EX 100
                DEL timed
                PFADD timed x
                EXPIRE timed 1000
                PFMERGE timed h
                TTL timed
                PFSELFTEST
                """);
    }

    @Test
    void shouldReplyAsRedisWhenKeysAreNoHyperLogLogs() {
        same("""
                SET s hello
                SET n 12345
                SET long "HYLL and more than sixteen bytes"
                SET short HYLL
                SET empty ""
                RPUSH list a
                PFADD h a
                PFADD s
                PFADD s a
                PFADD n a
                PFADD long a
                PFADD short a
                PFADD empty a
                PFADD list a
                PFCOUNT s
                PFCOUNT list
                PFCOUNT h s
                PFCOUNT h list
                PFCOUNT s list
                PFMERGE h s
                PFMERGE h list
                PFMERGE list h
                PFMERGE s h
                PFMERGE new h s
                EXISTS new
                PFDEBUG ENCODING s
                PFDEBUG ENCODING list
                PFDEBUG ENCODING none
                PFDEBUG what none
                PFDEBUG what h
                PFDEBUG WhAt list
                PFDEBUG ENCODING
                PFDEBUG ENCODING h h
                PFADD
                PFCOUNT
                PFMERGE
                PFSELFTEST x
                SET dense "HYLL\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00zz"
                PFCOUNT dense
                SET other "HYLL\\x02\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00zz"
                PFCOUNT other
                """);
    }

    @Test
    void shouldReplyAsRedisWhenHyperLogLogsAreDamagedOrUnusual() {
        same("""
                SET bare "%1$s"
                PFCOUNT bare
                SETRANGE bare 15 "\\x80"
                PFCOUNT bare
                PFADD bare a
                PFMERGE d bare
                PFCOUNT bare bare
                PFDEBUG DECODE bare
                PFDEBUG TODENSE bare
                PFDEBUG GETREG bare
                SET few "%1$s\\x00\\x41\\x10"
                PFCOUNT few
                SETRANGE few 15 "\\x80"
                PFCOUNT few
                PFADD few a
                PFADD few b c d e f g
                PFCOUNT few few
                PFMERGE d few
                PFDEBUG DECODE few
                PFDEBUG TODENSE few
                SET much "%1$s\\x7f\\xff\\x7f\\xff"
                PFADD much a
                PFCOUNT much
                PFCOUNT much much
                PFMERGE much
                PFDEBUG DECODE much
                PFDEBUG GETREG much
                SET cut "%1$s\\x7f\\xff\\x7f"
                PFCOUNT cut
                PFDEBUG DECODE cut
                PFMERGE d cut
                SET card "%1$s\\x7f\\xff"
                SETRANGE card 8 "\\x2a\\x00\\x01"
                OBJECT ENCODING card
                PFCOUNT card
                OBJECT ENCODING card
                PFADD card a
                PFCOUNT card
                SET embstr "%1$s\\x7f\\xff"
                OBJECT ENCODING embstr
                PFDEBUG ENCODING embstr
                OBJECT ENCODING embstr
                SET runs "%1$s\\x00\\x83\\x83\\x87\\x40\\x00\\x7f\\xf1"
                PFDEBUG DECODE runs
                PFCOUNT runs
                PFADD runs a b c d
                GET runs
                PFCOUNT runs
                PFMERGE merged runs
                GET merged
                """.formatted(EMPTY_HEADER));
    }

    @Test
    void shouldHaveTheEffectsOfRedisWhenHyperLogLogChanges() {
        SameEffects.table(redis, """
                PFADD h
                PFADD h
                PFADD h a b
                PFADD h a b
                PFADD h a c
                PFCOUNT h
                PFCOUNT h
                PFADD h d
                PFCOUNT h h2
                PFCOUNT h
                PFCOUNT none
                PFMERGE m h
                PFCOUNT m
                PFMERGE m
                PFMERGE m none
                PFMERGE new
                PFDEBUG ENCODING m
                PFDEBUG TODENSE m
                PFDEBUG TODENSE m
                PFDEBUG GETREG m
                PFDEBUG GETREG h
                PFDEBUG DECODE h
                SET s x
                PFADD s x
                PFMERGE h s
                """, new HyperLogLogCommands(), new StringCommands());
    }

    /** Grows until the registers overflow the sparse form and beyond; the strings are the same all the way. */
    @ParameterizedTest
    @ValueSource(longs = {0, 18, 40, 300, 3000, 6000})
    void shouldHoldTheSameBytesWhenItGrows(long sparseMaxBytes) {
        try (RealRedis server = RealRedis.start("--hll-sparse-max-bytes", Long.toString(sparseMaxBytes))) {
            CallFixture ours = ours();
            ours.config().set("hll-sparse-max-bytes", Long.toString(sparseMaxBytes));
            SplittableRandom random = new SplittableRandom(sparseMaxBytes);
            try (SameAsRedis same = new SameAsRedis(server, ours)) {
                for (int count = 1; count <= 60_000; count += 1 + count / 3) {
                    StringBuilder line = new StringBuilder("PFADD h");
                    for (int i = 0; i < count / 3 + 1; i++) {
                        line.append(" e").append(random.nextInt());
                    }
                    same.line(line.toString());
                    same.line("GET h");
                    same.line("PFCOUNT h");
                    same.line("PFMERGE m h");
                    same.line("GET m");
                    same.line("PFCOUNT m h");
                }
            }
        }
    }

    @Test
    void shouldEstimateWellWhenSetIsLarge() {
        CallFixture ours = ours();
        byte[] name = "PFADD".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        byte[] key = "h".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 20_000; i++) {
            ours.run(name, key, Integer.toString(i).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        }
        long count = Long.parseLong(ours.run("PFCOUNT h").replaceAll("\\D", ""));
        assertThat(count).isBetween(19_500L, 20_500L);
    }
}
