package io.clusterjar.command.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.command.CallFixture;
import io.clusterjar.command.SameEffects;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What commands on streams notify and propagate, against a real Redis. */
@BesideRedis(SameEffects.OPTIONS)
class StreamEffectsLikeRedisTest {
    private final RealRedis redis;

    StreamEffectsLikeRedisTest(RealRedis redis) {
        this.redis = redis;
    }

    private void same(String table) {
        SameEffects.table(redis, table, new StreamCommands());
    }

    @Test
    void shouldHaveTheEffectsOfRedisWhenEntriesChange() {
        String many = IntStream.range(10, 260)
                .mapToObj(i -> "?XADD s " + i + " field " + i + "\n")
                .collect(Collectors.joining());
        same("""
                XADD s 1-1 a 1
                XADD s 1-1 a 1
                XADD s 1-* a 1
                xadd s 2-* a 1
                XADD none NOMKSTREAM 1-1 a b
                XADD s NOMKSTREAM MAXLEN 2 3-* a b
                XADD s MAXLEN = 2 4-0 a b
                XADD s MAXLEN 5 5 a b
                XADD s MAXLEN ~ 2 6 a b
                XADD s MAXLEN ~ 2 LIMIT 0 7 a b
                XADD s MINID ~ 3 8-* a b
                XADD s MINID 7 9 a b
                """ + many + """
                XTRIM s MAXLEN ~ 200
                XTRIM s MAXLEN ~ 100
                XTRIM s MAXLEN ~ 100
                XADD s MAXLEN ~ 50 300 a b
                XADD s MINID ~ 250 LIMIT 50 301 a b
                XADD s MINID ~ 250 302 a b
                XADD s MAXLEN ~ 20 303-* a b
                XTRIM s MINID ~ 299
                XTRIM s MAXLEN 10
                XTRIM s MAXLEN 10
                XTRIM s MINID 299
                XTRIM none MAXLEN 0
                XDEL s 300 300 301 999
                XDEL s 300
                XDEL none 1
                XSETID s 500
                XSETID s 500 ENTRIESADDED 700 MAXDELETEDID 400
                XTRIM s MAXLEN ~ 0
                XTRIM s MAXLEN 0
                XADD s MAXLEN ~ 0 501 a b
                XADD s MINID ~ 900 502 a b
                XDEL s 501 502
                XADD s MAXLEN 0 600-* a b
                XADD s MINID ~ 900 601-* a b
                XLEN s
                XREAD COUNT 1 STREAMS s 0
                """);
    }

    @Test
    void shouldHaveTheEffectsOfRedisWhenGroupsChange() {
        same("""
                XGROUP CREATE s g 0
                XGROUP CREATE s g $ MKSTREAM
                XGROUP CREATE s g $ MKSTREAM
                XGROUP CREATE s h 0 ENTRIESREAD 0
                XGROUP CREATECONSUMER s g c
                XGROUP CREATECONSUMER s g c
                XADD s 1-1 a 1
                XADD s 2-1 a 2
                XADD s 3-1 a 3
                XADD s 4-1 a 4
                XADD s 5-1 a 5
                XREADGROUP GROUP g c COUNT 2 STREAMS s >
                XREADGROUP GROUP g new COUNT 1 STREAMS s >
                XREADGROUP GROUP g c NOACK COUNT 1 STREAMS s >
                XREADGROUP GROUP g fresh NOACK COUNT 1 STREAMS s >
                XREADGROUP GROUP g c COUNT 1 STREAMS s 0
                XREADGROUP GROUP g c STREAMS s 0
                XREADGROUP GROUP g fresh NOACK STREAMS s 0
                XREADGROUP GROUP h c BLOCK 0 STREAMS s >
                XREADGROUP GROUP h c STREAMS s >
                XREADGROUP GROUP none c STREAMS s >
                XADD t 1-1 a 1
                XGROUP CREATE t g 0
                XADD s 6-1 a 6
                XREADGROUP GROUP g c STREAMS s t > >
                XCLAIM s g d 0 1-1 2 2-1
                XCLAIM s g d 0 1-1 IDLE 1000 RETRYCOUNT 3
                XCLAIM s g d 0 1-1 TIME 1700000000000 JUSTID
                XCLAIM s g d 100000 1-1
                XCLAIM s g d 1000000000 1-1
                XCLAIM s g c 0 77-1
                XCLAIM s g c 0 77-1 LASTID 10-10
                XCLAIM s g c 0 1-1 2-1 LASTID 11-11 FORCE
                XCLAIM s g c 0 4-1 FORCE
                XAUTOCLAIM s g d 0 0 COUNT 2
                XAUTOCLAIM s g d 0 2-1 COUNT 2 JUSTID
                XAUTOCLAIM s g d 1000000 0
                XDEL s 1-1 2-1
                XCLAIM s g c 0 1-1
                XAUTOCLAIM s g c 0 0 COUNT 2
                XACK s g 3-1 4-1 99-1
                XACK s g 3-1
                XGROUP SETID s g 0
                XGROUP SETID s g 2-2 ENTRIESREAD 2
                XREADGROUP GROUP g d STREAMS s >
                XGROUP DELCONSUMER s g d
                XGROUP DELCONSUMER s g d
                XGROUP DESTROY s g
                XGROUP DESTROY s g
                """);
    }

    @Test
    void shouldPropagateTheIdsThatTheNodeChose() {
        CallFixture ours = new CallFixture(new StreamCommands());
        ours.nowMs(5000);
        assertThat(ours.run("XADD s * a b")).isEqualTo("$6\\r\\n5000-0\\r\\n");
        assertThat(ours.run("XADD s MAXLEN ~ 5 * a b")).isEqualTo("$6\\r\\n5000-1\\r\\n");
        ours.nowMs(4000);
        assertThat(ours.run("XADD s * a b")).isEqualTo("$6\\r\\n5000-2\\r\\n");
        ours.run("XADD s 6000-18446744073709551615 a b");
        assertThat(ours.run("XADD s * a b")).isEqualTo("$6\\r\\n6001-0\\r\\n");
        assertThat(ours.propagated())
                .containsExactly(
                        "XADD s 5000-0 a b",
                        "XADD s MAXLEN = 2 5000-1 a b",
                        "XADD s 5000-2 a b",
                        "XADD s 6000-18446744073709551615 a b",
                        "XADD s 6001-0 a b");
    }
}
