package io.clusterjar.command.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.command.CallFixture;
import io.clusterjar.command.SameAsRedis;
import io.clusterjar.command.generic.GenericCommands;
import io.clusterjar.command.string.StringCommands;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespText;
import org.junit.jupiter.api.Test;

/**
 * Commands on consumer groups, with every option and error, against a real Redis. Lines that begin with {@code %} are
 * compared without times, which go on there and stand still here, and without what consumers show since 7.2 only: when
 * they were last given an entry. An older server is not asked where {@code XREADGROUP} or {@code XCLAIM} find nothing
 * for a new consumer: since 7.2 it exists all the same.
 */
@BesideRedis
class StreamGroupsLikeRedisTest {
    private final RealRedis redis;

    StreamGroupsLikeRedisTest(RealRedis redis) {
        this.redis = redis;
    }

    private void same(String table) {
        for (int version = 2; version <= 3; version++) {
            CallFixture ours = new CallFixture(new StringCommands(), new GenericCommands(), new StreamCommands());
            try (SameAsRedis same = new SameAsRedis(redis, ours)) {
                same.resp(version);
                table.lines().map(String::strip).forEach(line -> {
                    if (line.startsWith("%")) {
                        same.compare(ShownStream::timeless, RespText.words(line.substring(1)));
                    } else {
                        same.line(line);
                    }
                });
            }
        }
    }

    private static final String FIVE_ENTRIES = """
            XADD s 1-1 a 1
            XADD s 2-1 a 2
            XADD s 3-1 b 3 c 4
            XADD s 4-1 a 5
            XADD s 5-1 a 6
            """;

    @Test
    void shouldReplyAsRedisWhenGroupsAreManaged() {
        same("""
                XGROUP CREATE s g 0
                XGROUP CREATE s g x
                XGROUP CREATE s g $ MKSTREAM
                XGROUP CREATE s g $ MKSTREAM
                XGROUP CREATE s g 0
                XGROUP CREATE s h 0 MKSTREAM ENTRIESREAD 5
                XGROUP CREATE s i 5-5 ENTRIESREAD -1 MKSTREAM
                XGROUP CREATE s j 5-5 ENTRIESREAD -2
                XGROUP CREATE s j 5-5 ENTRIESREAD x
                XGROUP CREATE s j 5-5 ENTRIESREAD
                XGROUP CREATE s j 5-5 WHAT
                XGROUP CREATE s j 5-5 MKSTREAM MKSTREAM MKSTREAM MKSTREAM
                XGROUP CREATE s j -
                XGROUP CREATE s j x
                XGROUP CREATE s j
                XGROUP CREATE s j 5
                XGROUP
                XGROUP WHAT
                XGROUP WHAT s g
                XINFO GROUPS s
                XINFO STREAM s
                XINFO GROUPS none
                XINFO GROUPS
                XINFO GROUPS s g
                XINFO CONSUMERS s g
                XINFO CONSUMERS s none
                XINFO CONSUMERS none g
                XINFO CONSUMERS s
                XGROUP CREATECONSUMER s g c
                XGROUP CREATECONSUMER s g c
                XGROUP CREATECONSUMER s g b
                XGROUP CREATECONSUMER s none c
                XGROUP CREATECONSUMER none g c
                XGROUP CREATECONSUMER s g
                XGROUP CREATECONSUMER s g c d
                %XINFO CONSUMERS s g
                %XINFO STREAM s FULL
                XGROUP SETID s g 7-7
                XGROUP SETID s g 8 ENTRIESREAD 3
                XGROUP SETID s g 8 ENTRIESREAD
                XGROUP SETID s g 8 ENTRIESREAD x
                XGROUP SETID s g 8 ENTRIESREAD -7
                XGROUP SETID s g 8 MKSTREAM
                XGROUP SETID s g 8 ENTRIESREAD 1 ENTRIESREAD 2
                XGROUP SETID s g x
                XGROUP SETID s none 5
                XGROUP SETID none g 5
                XINFO GROUPS s
                XGROUP SETID s g +
                XINFO GROUPS s
                XGROUP SETID s g -
                XINFO GROUPS s
                XGROUP SETID s g $
                XINFO GROUPS s
                XGROUP DELCONSUMER s g c
                XGROUP DELCONSUMER s g c
                XGROUP DELCONSUMER s none c
                XGROUP DELCONSUMER none g c
                XGROUP DELCONSUMER s g
                XGROUP DESTROY s g
                XGROUP DESTROY s g
                XGROUP DESTROY none g
                XGROUP DESTROY s
                XINFO GROUPS s
                SET str x
                XGROUP CREATE str g 0
                XGROUP CREATE str g x
                XGROUP CREATE str g 0 MKSTREAM
                XGROUP DESTROY str g
                XGROUP SETID str g 0
                XGROUP CREATECONSUMER str g c
                XGROUP DELCONSUMER str g c
                XINFO GROUPS str
                XINFO CONSUMERS str g
                XINFO STREAM str
                XACK str g 1
                XPENDING str g
                XPENDING str g - + 5
                XCLAIM str g c 0 1
                XAUTOCLAIM str g c 0 1
                XREADGROUP GROUP g c STREAMS str >
                XGROUP CREATE "a b" "g h" 0 MKSTREAM
                XINFO GROUPS "a b"
                """);
    }

    @Test
    void shouldReplyAsRedisWhenGroupReads() {
        same(FIVE_ENTRIES + """
                XGROUP CREATE s g 0
                XREADGROUP GROUP g c COUNT 2 STREAMS s >
                XINFO GROUPS s
                XREADGROUP GROUP g d COUNT 1 STREAMS s >
                XREADGROUP GROUP g c STREAMS s 0
                XREADGROUP GROUP g d STREAMS s 0
                XREADGROUP GROUP g c COUNT 1 STREAMS s 0
                XREADGROUP GROUP g c STREAMS s 1-1
                XREADGROUP GROUP g c STREAMS s 9
                XREADGROUP GROUP g c NOACK COUNT 1 STREAMS s >
                XINFO GROUPS s
                %XPENDING s g - + 10
                XREADGROUP GROUP g c COUNT 10 STREAMS s >
                XINFO GROUPS s
                %XINFO CONSUMERS s g
                %XINFO STREAM s FULL
                %XINFO STREAM s FULL COUNT 1
                %XINFO STREAM s FULL COUNT 0
                XDEL s 2-1
                XREADGROUP GROUP g c STREAMS s 0
                %XPENDING s g - + 10
                XADD t 1-1 a b
                XGROUP CREATE t g 0
                XADD s 6-1 a b
                XREADGROUP GROUP g c STREAMS s t > >
                XREADGROUP GROUP g c STREAMS s t 0 0
                XREADGROUP GROUP g c STREAMS s t > 0
                XREADGROUP GROUP g c STREAMS s none > >
                XREADGROUP GROUP none c STREAMS s >
                XREADGROUP GROUP g c STREAMS s $
                XREADGROUP GROUP g c STREAMS s x
                XREADGROUP GROUP g c STREAMS s -
                XREADGROUP GROUP g c COUNT x STREAMS s >
                XREADGROUP GROUP g c COUNT -1 STREAMS s 0
                XREADGROUP GROUP g c BLOCK x STREAMS s >
                XREADGROUP GROUP g c BLOCK -1 STREAMS s >
                XREADGROUP GROUP g c BLOCK 1 STREAMS s 0
                XREADGROUP GROUP g STREAMS s >
                XREADGROUP COUNT 1 COUNT 1 STREAMS s >
                XREADGROUP GROUP g c WHAT STREAMS s >
                XREADGROUP GROUP g c STREAMS
                XREADGROUP GROUP g c
                XREADGROUP NOACK NOACK GROUP g c STREAMS
                XGROUP SETID s g 0
                XREADGROUP GROUP g e STREAMS s >
                %XPENDING s g - + 10
                XPENDING s g
                XINFO GROUPS s
                """);
    }

    @Test
    void shouldReplyAsRedisWhenEntriesAreAcknowledged() {
        same(FIVE_ENTRIES + """
                XGROUP CREATE s g 0
                XPENDING s g
                XREADGROUP GROUP g c COUNT 3 STREAMS s >
                XREADGROUP GROUP g d COUNT 1 STREAMS s >
                XPENDING s g
                %XPENDING s g - + 10
                %XPENDING s g - + 2
                %XPENDING s g - + 0
                %XPENDING s g - + -1
                %XPENDING s g (1-1 (4-1 10
                %XPENDING s g 2 3 10
                %XPENDING s g 3 2 10
                %XPENDING s g - + 10 c
                %XPENDING s g - + 10 d
                %XPENDING s g - + 10 none
                %XPENDING s g IDLE 0 - + 10
                %XPENDING s g IDLE 100000 - + 10
                %XPENDING s g IDLE 0 - + 10 d
                %XPENDING s g idle -5 - + 10 d
                XPENDING s g IDLE x - + 10
                XPENDING s g IDLE 0 - +
                XPENDING s g IDLE 0
                XPENDING s g - +
                XPENDING s g -
                XPENDING s g x + 10
                XPENDING s g - x 10
                XPENDING s g - + x
                XPENDING s g (- + 10
                XPENDING s g - (0-0 10
                XPENDING s g (18446744073709551615-18446744073709551615 + 10
                %XPENDING s g - + 10 c d e
                XPENDING s g - + 10 c d e f
                XPENDING s none
                XPENDING none g
                XPENDING none g - + 10
                XPENDING none g - + x
                XACK s g 1-1
                XACK s g 1-1 2-1 9-9
                XACK s g 3-1 x
                XACK s none 1-1
                XACK none g x
                XACK s g
                XPENDING s g
                XACK s g 3
                XACK s g 3-1 3-1 4-1
                XPENDING s g
                %XINFO CONSUMERS s g
                XREADGROUP GROUP g c STREAMS s 0
                XREADGROUP GROUP g c STREAMS s >
                XGROUP DELCONSUMER s g c
                XPENDING s g
                """);
    }

    @Test
    void shouldReplyAsRedisWhenEntriesAreClaimed() {
        same(FIVE_ENTRIES + """
                XGROUP CREATE s g 0
                XREADGROUP GROUP g c COUNT 3 STREAMS s >
                XCLAIM s g d 0 1-1
                XCLAIM s g d 0 2-1 9-9 3-1
                XCLAIM s g c 100000 1-1
                XCLAIM s g c 0 1-1 IDLE 500000
                %XPENDING s g - + 10
                XCLAIM s g d 100000 1-1 2-1 JUSTID
                %XPENDING s g - + 10
                XCLAIM s g d 0 4-1
                XCLAIM s g d 0 4-1 FORCE
                XCLAIM s g d 0 5-1 FORCE JUSTID
                XCLAIM s g d 0 8-1 FORCE
                %XPENDING s g - + 10
                XCLAIM s g e 0 1-1 2-1 RETRYCOUNT 7 TIME 1000 JUSTID
                XCLAIM s g e 0 3-1 TIME 99999999999999
                XCLAIM s g e 0 3-1 IDLE -5
                XCLAIM s g e -100 3-1 RETRYCOUNT -5
                %XPENDING s g - + 10
                XCLAIM s g e 0 3-1 LASTID 9-9
                XINFO GROUPS s
                XCLAIM s g e 0 77-1 LASTID 10-9
                XCLAIM s g e 0 3-1 LASTID 1-9
                XINFO GROUPS s
                %XINFO CONSUMERS s g
                XCLAIM s g e 0 FORCE
                XCLAIM s g e 0 1-1 x
                XCLAIM s g e 0 1-1 IDLE
                XCLAIM s g e 0 1-1 IDLE x
                XCLAIM s g e 0 1-1 TIME x
                XCLAIM s g e 0 1-1 RETRYCOUNT x
                XCLAIM s g e 0 1-1 LASTID x
                XCLAIM s g e x 1-1
                XCLAIM s none e 0 1-1
                XCLAIM s none e x 1-1
                XCLAIM none g e 0 1-1
                XCLAIM s g e 0
                XDEL s 1-1
                XCLAIM s g c 0 1-1 2 JUSTID
                XCLAIM s g c 0 1-1 2-1 JUSTID
                XPENDING s g
                XREADGROUP GROUP g c STREAMS s 0
                """);
    }

    @Test
    void shouldReplyAsRedisWhenEntriesAreClaimedOneAfterTheOther() {
        same(FIVE_ENTRIES + """
                XGROUP CREATE s g 0
                XREADGROUP GROUP g c STREAMS s >
                XAUTOCLAIM s g d 0 0 COUNT 2
                XAUTOCLAIM s g d 0 3-1 COUNT 2 JUSTID
                %XPENDING s g - + 10
                XAUTOCLAIM s g d 0 (4-1
                XAUTOCLAIM s g d 0 -
                XAUTOCLAIM s g e 100000 0
                XAUTOCLAIM s g e -5 0 COUNT 1
                XDEL s 2-1 3-1
                XAUTOCLAIM s g f 0 0 COUNT 2
                XPENDING s g
                XAUTOCLAIM s g f 0 2-1 COUNT 2 JUSTID
                XAUTOCLAIM s g f 0 9
                XAUTOCLAIM s g f 0 +
                XAUTOCLAIM s g f 0 18446744073709551615-18446744073709551615
                XPENDING s g
                %XINFO CONSUMERS s g
                XAUTOCLAIM s g f x 0
                XAUTOCLAIM s g f 0 x
                XAUTOCLAIM s g f 0 (-
                XAUTOCLAIM s g f 0 (18446744073709551615-18446744073709551615
                XAUTOCLAIM s g f 0 0 COUNT
                XAUTOCLAIM s g f 0 0 COUNT 0
                XAUTOCLAIM s g f 0 0 COUNT -1
                XAUTOCLAIM s g f 0 0 COUNT x
                XAUTOCLAIM s g f 0 0 WHAT
                XAUTOCLAIM s none f 0 0
                XAUTOCLAIM none g f 0 0
                XAUTOCLAIM none g f x 0
                XAUTOCLAIM s g f 0
                """);
    }

    @Test
    void shouldReplyAsRedisWhenLagIsAskedFor() {
        same(FIVE_ENTRIES + """
                XGROUP CREATE s zero 0
                XGROUP CREATE s first 1-1
                XGROUP CREATE s middle 3-1
                XGROUP CREATE s last $
                XGROUP CREATE s future 9-9
                XGROUP CREATE s told 3-1 ENTRIESREAD 3
                XINFO GROUPS s
                XREADGROUP GROUP zero c COUNT 1 STREAMS s >
                XREADGROUP GROUP middle c COUNT 1 STREAMS s >
                XINFO GROUPS s
                XDEL s 4-1
                XINFO GROUPS s
                XREADGROUP GROUP zero c COUNT 2 STREAMS s >
                XREADGROUP GROUP told c COUNT 1 STREAMS s >
                XINFO GROUPS s
                XTRIM s MAXLEN 1
                XINFO GROUPS s
                XADD s 6-1 a b
                XREADGROUP GROUP zero c STREAMS s >
                XREADGROUP GROUP first c NOACK STREAMS s >
                XINFO GROUPS s
                XDEL s 5-1 6-1
                XINFO GROUPS s
                XSETID s 7-0 ENTRIESADDED 0
                XINFO GROUPS s
                XADD s 8-0 a b
                XINFO GROUPS s
                %XINFO STREAM s FULL
                """);
    }

    @Test
    void shouldShowWhenConsumersWereGivenEntriesAsVersion72Does() {
        CallFixture ours = new CallFixture(new StreamCommands());
        ours.nowMs(1000);
        ours.run("XGROUP CREATE s g 0 MKSTREAM");
        assertThat(ours.run("XREADGROUP GROUP g c STREAMS s >")).isEqualTo("*-1\\r\\n");
        ours.nowMs(1500);
        assertThat(ours.run("XINFO CONSUMERS s g"))
                .isEqualTo("*1\\r\\n*8\\r\\n$4\\r\\nname\\r\\n$1\\r\\nc\\r\\n"
                        + "$7\\r\\npending\\r\\n:0\\r\\n$4\\r\\nidle\\r\\n:500\\r\\n$8\\r\\ninactive\\r\\n:-1\\r\\n");
        ours.run("XADD s 1-1 a b");
        ours.run("XREADGROUP GROUP g c STREAMS s >");
        ours.nowMs(2000);
        ours.run("XREADGROUP GROUP g c STREAMS s >");
        ours.nowMs(2100);
        assertThat(ours.run("XINFO CONSUMERS s g")).contains("idle\\r\\n:100\\r\\n$8\\r\\ninactive\\r\\n:600\\r\\n");
        assertThat(ours.run("XINFO STREAM s FULL"))
                .contains("seen-time\\r\\n:2000\\r\\n$11\\r\\nactive-time\\r\\n:1500\\r\\n$9\\r\\npel-count\\r\\n:1");
    }
}
