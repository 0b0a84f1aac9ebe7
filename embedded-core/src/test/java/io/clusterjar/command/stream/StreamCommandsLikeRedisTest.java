package io.clusterjar.command.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.command.CallFixture;
import io.clusterjar.command.RowsLikeRedis;
import io.clusterjar.command.SameAsRedis;
import io.clusterjar.command.generic.GenericCommands;
import io.clusterjar.command.string.StringCommands;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import org.junit.jupiter.api.Test;

/**
 * Commands on entries of streams, with every option and error, against a real Redis. An older server is not asked where
 *
 * <ul>
 *   <li>a list of streams is unbalanced: the error has another text before 7.2;
 *   <li>a timeout is too large: before 7.2 it overflowed;
 *   <li>{@code ms-*} meets the greatest number within these milliseconds: before 7.2 the error spoke of large elements;
 *   <li>{@code XSETID} goes behind a deleted id: before 7.2 the last entry alone was looked at.
 * </ul>
 */
@BesideRedis
class StreamCommandsLikeRedisTest {
    private final RealRedis redis;

    StreamCommandsLikeRedisTest(RealRedis redis) {
        this.redis = redis;
    }

    private void same(String table) {
        SameAsRedis.table(redis, table, new StringCommands(), new GenericCommands(), new StreamCommands());
    }

    @Test
    void shouldHaveTheRowsOfRedis() {
        RowsLikeRedis.check(redis, new StreamCommands());
    }

    @Test
    void shouldReplyAsRedisWhenAdding() {
        same("""
                XADD s 1-1 a 1
                XADD s 1-1 a 1
                XADD s 1-0 a 1
                XADD s 0-0 a 1
                XADD s 0 a 1
                XADD new 0-0 a 1
                EXISTS new
                XADD s 1 a 1
                XADD s 1-* a 1
                XADD s 1-* b 2
                XADD s 2-* b 2
                XADD s 1-* b 2
                XADD s 3 b 2 c 3
                XADD new2 0-* a b
                XADD s 4-1 a
                XADD s 4-1 a b c
                XADD s 4-1
                XADD s
                XADD s MAXLEN 1
                XADD s x a b
                XADD s 4-x a b
                XADD s - a b
                XADD s + a b
                XADD s $ a b
                XADD s -1 a b
                XADD s 4--1 a b
                XADD s "" a b
                XADD s -* a b
                XADD s x-* a b
                XADD s 5-** a b
                XADD s *-5 a b
                XADD s ** a b
                XADD s " 6-1" a b
                XADD s +7-1 a b
                XADD s 8-+1 a b
                XADD s 08-005 a b
                XADD s 9-\\x00 a b
                XADD s 18446744073709551616 a b
                XADD s 99999999999999999999 a b
                XADD s 10-18446744073709551616 a b
                XADD s 10-18446744073709551615 a b
                XADD s 9223372036854775808-5 a b
                XADD s 18446744073709551615-18446744073709551614 a b
                XADD s 18446744073709551615-* a b
                XADD s 18446744073709551615-* a b
                XADD s * a b
                XRANGE s - +
                XLEN s
                XLEN none
                XADD none NOMKSTREAM 1-1 a b
                XADD none nomkstream * a b
                EXISTS none
                XADD t NOMKSTREAM MAXLEN 5 1-1 a b
                XADD t MAXLEN 5 NOMKSTREAM NOMKSTREAM 1-1 a b
                XADD t MAXLEN 5 1-1 a b
                XADD t NOMKSTREAM 2-1 a "" "" x 12 -5 007 18446744073709551615 9223372036854775807 -9223372036854775808
                XRANGE t - +
                XADD t 3-1 a "\\x00\\xff\\r\\n"
                XREVRANGE t + -
                TYPE t
                OBJECT ENCODING t
                ~ SCAN 0 TYPE stream COUNT 100
                SET str x
                XADD str 1-1 a b
                XADD str * a b
                XADD str NOMKSTREAM * a b
                XADD str 0-0 a b
                XLEN str
                XRANGE str - +
                XRANGE str - x
                XRANGE str - + COUNT 0
                XDEL str 1-1
                XDEL str x
                XTRIM str MAXLEN 1
                XTRIM str MAXLEN x
                XREAD STREAMS str 0
                XREAD STREAMS t str 0 0
                XREAD STREAMS none str x 0
                XSETID str 1-1
                XSETID str x
                """);
    }

    @Test
    void shouldReplyAsRedisWhenRangeIsAskedFor() {
        same("""
                XADD s 1-1 a 1
                XADD s 1-2 a 2
                XADD s 2-1 b 3 c 4
                XADD s 2-5 a 5
                XADD s 3-0 a 6
                XRANGE s - +
                XRANGE s + -
                XRANGE s 1 1
                XRANGE s 1-2 2
                XRANGE s (1-2 2
                XRANGE s (1 (2
                XRANGE s (1-1 (2-5
                XRANGE s 1-1 2-5 COUNT 2
                XRANGE s - + COUNT 0
                XRANGE s - + COUNT -5
                XRANGE s - + COUNT x
                XRANGE s - + COUNT
                XRANGE s - + COUNT 1 COUNT 3
                XRANGE s - + LIMIT 1
                XRANGE s (- +
                XRANGE s - (+
                XRANGE s ( +
                XRANGE s (18446744073709551615-18446744073709551615 +
                XRANGE s - (0-0
                XRANGE s - (0
                XRANGE s x +
                XRANGE s - x
                XRANGE s (x +
                XRANGE s
                XRANGE s -
                XRANGE none - +
                XRANGE none - + COUNT 0
                XRANGE none x +
                XREVRANGE s + -
                XREVRANGE s - +
                XREVRANGE s + - COUNT 2
                XREVRANGE s 2 1
                XREVRANGE s (2-5 (1-1
                XREVRANGE s (2 1
                XREVRANGE s 18446744073709551615 0
                XREVRANGE s (0-0 -
                XREVRANGE s + (18446744073709551615-18446744073709551615
                XREVRANGE none + - COUNT 0
                XRANGE s 2-2 2-4
                XRANGE s 9 +
                XREVRANGE s 0-5 -
                """);
    }

    @Test
    void shouldReplyAsRedisWhenDeleting() {
        same("""
                XADD s 1-1 a 1
                XADD s 1-2 a 2
                XADD s 2-1 b 3 c 4
                XADD s 2-5 a 5
                XDEL s 1-2 7-7
                XDEL s 1-2
                XRANGE s - +
                XREVRANGE s + -
                XDEL s x
                XDEL s 1-1 x
                XDEL s 1-1 1-1 2
                XRANGE s - + COUNT 1
                XREVRANGE s + - COUNT 1
                XINFO STREAM s
                XDEL s 2-5
                XINFO STREAM s
                XDEL s 2-1
                XINFO STREAM s
                XINFO STREAM s FULL
                EXISTS s
                XLEN s
                XADD s 2-5 a b
                XADD s 2-* a b
                XINFO STREAM s
                XDEL none 1-1
                XDEL none x
                XDEL s
                XINFO STREAM none
                XINFO STREAM
                XINFO
                XINFO WHAT s
                XINFO STREAM s FULLY
                XINFO STREAM s FULL COUNT
                XINFO STREAM s FULL COUNT x
                XINFO STREAM s FULL LIMIT 5
                XINFO STREAM s FULL COUNT -1
                XINFO STREAM s FULL COUNT 0 x
                """);
    }

    @Test
    void shouldReplyAsRedisWhenTrimming() {
        StringBuilder table = new StringBuilder();
        for (int i = 1; i <= 350; i++) {
            table.append("XADD s ").append(i).append("-1 field ").append(i).append('\n');
        }
        same(table + """
                XTRIM s MAXLEN ~ 260
                XLEN s
                XTRIM s MAXLEN ~ 250
                XTRIM s MAXLEN ~ 250
                XINFO STREAM s
                XTRIM s MINID ~ 150
                XTRIM s MINID ~ 201
                XINFO STREAM s
                XTRIM s MAXLEN ~ 0 LIMIT 10
                XTRIM s MAXLEN ~ 0 LIMIT 100
                XINFO STREAM s
                XTRIM s MAXLEN 40
                XINFO STREAM s
                XTRIM s MAXLEN = 39
                XTRIM s MINID = 320
                XTRIM s MINID 320-2
                XRANGE s - + COUNT 1
                XDEL s 350
                XDEL s 350-1
                XTRIM s MINID 350
                XINFO STREAM s
                XADD s 400 a b
                XTRIM s MAXLEN 0
                XINFO STREAM s
                XADD s MAXLEN 2 401 a b
                XADD s MAXLEN 2 402 a b
                XADD s MAXLEN = 2 403 a b
                XADD s MAXLEN ~ 1 404 a b
                XADD s MINID 404 405 a b
                XADD s MINID ~ 405 406 a b
                XADD s MINID ~ 405 LIMIT 0 407 a b
                XADD s MAXLEN ~ 0 LIMIT 5 408 a b
                XRANGE s - +
                XADD s MAXLEN 0 409 a b
                XINFO STREAM s
                XADD s MAXLEN 5 MINID 5 410 a b
                XADD s MAXLEN 5 MAXLEN 5 410 a b
                XADD s MAXLEN x 410 a b
                XADD s MAXLEN -1 410 a b
                XADD s MAXLEN ~ -1 410 a b
                XADD s MAXLEN ~ x 410 a b
                XADD s MINID x 410 a b
                XADD s MINID - 410 a b
                XADD s MINID ~ + 410 a b
                XADD s LIMIT 5 410 a b
                XADD s LIMIT -5 410 a b
                XADD s LIMIT x 410 a b
                XADD s LIMIT 0 410 a b
                XADD s MAXLEN 5 LIMIT 5 410 a b
                XADD s MAXLEN = 5 LIMIT 5 410 a b
                XADD s MAXLEN = 5 LIMIT 0 410 a b
                XTRIM s
                XTRIM s MAXLEN
                XTRIM s MAXLEN ~
                XTRIM s MAXLEN =
                XTRIM s MAXLEN ~ 5 LIMIT
                XTRIM s MAXLEN 5 LIMIT 5
                XTRIM s LIMIT 5
                XTRIM s LIMIT 5 MAXLEN ~ 100
                XTRIM s NOMKSTREAM MAXLEN 5
                XTRIM s WHAT 5
                XTRIM s MAXLEN 5 MINID 5
                XTRIM none MAXLEN 5
                XTRIM none MAXLEN x
                """);
    }

    @Test
    void shouldReplyAsRedisWhenIdIsSet() {
        same("""
                XSETID none 1-1
                XSETID none x
                XADD s 5-5 a b
                XADD s 6-6 a b
                XSETID s 6-5
                XSETID s 5
                XSETID s 6-6
                XSETID s 10
                XADD s 9 a b
                XADD s 10-1 a b
                XSETID s 11 ENTRIESADDED 100
                XSETID s 11 ENTRIESADDED 2
                XSETID s 11 ENTRIESADDED -1
                XSETID s 11 ENTRIESADDED x
                XSETID s 11 ENTRIESADDED
                XSETID s 11 ENTRIESADDED 100 MAXDELETEDID 12
                XSETID s 11 ENTRIESADDED 100 MAXDELETEDID 9
                XSETID s 11 MAXDELETEDID x
                XSETID s 11 MAXDELETEDID
                XSETID s 11 WHAT 5
                XSETID s x
                XSETID s -
                XINFO STREAM s
                XDEL s 5-5 6-6 10-1
                XSETID s 10-1
                XSETID s 100 ENTRIESADDED 0 MAXDELETEDID 0-0
                XINFO STREAM s
                """);
    }

    @Test
    void shouldReplyAsRedisWhenReading() {
        same("""
                XADD s 1-1 a 1
                XADD s 2-1 a 2
                XADD t 1-5 b 3 c 4
                XREAD STREAMS s 0
                XREAD STREAMS s 0-0
                XREAD STREAMS s 1
                XREAD STREAMS s 1-1
                XREAD STREAMS s 2-1
                XREAD STREAMS s $
                XREAD STREAMS s t 0 0
                XREAD STREAMS none s t 0 2 0
                XREAD COUNT 1 STREAMS s t 0 0
                XREAD COUNT 0 STREAMS s t 0 0
                XREAD COUNT -1 STREAMS s t 0 0
                XREAD COUNT x STREAMS s 0
                XREAD STREAMS s x
                XREAD STREAMS s >
                XREAD STREAMS s -
                XREAD STREAMS s +
                XREAD STREAMS s 18446744073709551615
                XREAD BLOCK x STREAMS s 0
                XREAD BLOCK -1 STREAMS s 0
                XREAD BLOCK 1 STREAMS s 0
                XREAD BLOCK 1 COUNT 1 STREAMS s 0
                XREAD COUNT 1 BLOCK 1
                XREAD COUNT 1 STREAMS
                XREAD COUNT STREAMS s 0
                XREAD GROUP g c STREAMS s 0
                XREAD NOACK STREAMS s 0
                XREAD WHAT STREAMS s 0
                XREAD a b c d
                XREAD STREAMS s
                XREAD STREAMS
                XREAD
                XDEL s 2-1
                XREAD STREAMS s 1-1
                XREAD STREAMS s 0
                XDEL s 1-1
                XREAD STREAMS s 0
                XREAD BLOCK 1 STREAMS s none 0 $
                """);
    }

    @Test
    void shouldReplyAsRedisWhenKeysAreMovedAndCopied() {
        same("""
                XADD s 1-1 a 1
                XADD s 2-1 a 2
                XADD s 3-1 b 2
                XDEL s 2-1
                XGROUP CREATE s g 1-1
                COPY s t
                XADD s 4-1 a b
                XINFO STREAM t
                XINFO GROUPS t
                RENAME t u
                XRANGE u - +
                OBJECT ENCODING u
                DEL u
                XLEN u
                EXPIRE s 100
                XADD s 5-1 a b
                TTL s
                """);
    }

    @Test
    void shouldReplyAsVersion72WhenOlderServersDoNot() {
        CallFixture ours = new CallFixture(new StreamCommands());
        ours.run("XADD s 10-18446744073709551615 a b");
        assertThat(ours.run("XADD s 10-* a b")).contains("equal or smaller than the target stream top item");
        ours.run("XSETID s 20 ENTRIESADDED 5 MAXDELETEDID 15");
        assertThat(ours.run("XSETID s 11")).contains("smaller than current max_deleted_entry_id");
        assertThat(ours.run("XREAD BLOCK 9223372036854775807 STREAMS s 0")).contains("ERR timeout is out of range");
        assertThat(ours.run("XREAD STREAMS s t 0"))
                .contains(
                        "ERR Unbalanced 'xread' list of streams: for each stream key an ID or '$' must be specified.");
        assertThat(ours.run("XREADGROUP GROUP g c STREAMS s t 0"))
                .contains("ERR Unbalanced 'xreadgroup' list of streams: for each stream key an ID or '>' must be");
    }
}
