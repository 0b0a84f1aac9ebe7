package io.clusterjar.command.list;

import io.clusterjar.command.SameAsRedis;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import org.junit.jupiter.api.Test;

/** Every command on lists, with every option and error, against a real Redis. */
@BesideRedis
class ListCommandsLikeRedisTest {
    private final RealRedis redis;

    ListCommandsLikeRedisTest(RealRedis redis) {
        this.redis = redis;
    }

    private void same(String table) {
        SameAsRedis.table(redis, table, new ListCommands());
    }

    @Test
    void shouldReplyAsRedisWhenPushingAndReading() {
        same("""
                LPUSH l a b c
                RPUSH l d 1 -1 007
                LPUSHX l x y
                RPUSHX l z
                LPUSHX none x
                RPUSHX none x
                LLEN l
                LLEN none
                LRANGE l 0 -1
                LRANGE l -100 100
                LRANGE l 2 1
                LRANGE l -3 -2
                LRANGE l 100 200
                LRANGE l x 1
                LRANGE l 0 x
                LRANGE none 0 x
                LRANGE none 0 -1
                LINDEX l 0
                LINDEX l -1
                LINDEX l 99
                LINDEX l -99
                LINDEX l x
                LINDEX none x
                LSET l 0 first
                LSET l -1 last
                LSET l 99 x
                LSET l x x
                LSET none x x
                LINSERT l BEFORE a before
                LINSERT l after a after
                LINSERT l after none x
                LINSERT l beside a x
                LINSERT none before a x
                LRANGE l 0 -1
                LPUSH l
                LPUSH l ""
                LINDEX l 0
                """);
    }

    @Test
    void shouldReplyAsRedisWhenPopping() {
        same("""
                RPUSH l 1 2 3 4 5 6 7 8
                LPOP l
                RPOP l
                LPOP l 2
                RPOP l 2
                LPOP l 0
                RPOP l 0
                LPOP l -1
                LPOP l x
                LPOP l 1 2
                RPOP l 1 2
                LPOP none
                LPOP none 1
                LPOP none 0
                LPOP none -1
                RPOP l 100
                LLEN l
                RPUSH l a b c d e f
                LMPOP 1 l LEFT
                LMPOP 2 none l RIGHT COUNT 2
                LMPOP 2 none l RIGHT COUNT 0
                LMPOP 2 none l RIGHT COUNT x
                LMPOP 2 none l RIGHT COUNT 1 COUNT 2
                LMPOP 2 none l RIGHT COUNT
                LMPOP 2 none l UP
                LMPOP 3 none l LEFT
                LMPOP 0 none l LEFT
                LMPOP x none l LEFT
                LMPOP 9223372036854775807 none l LEFT
                LMPOP 1 none LEFT
                LMPOP 1 l LEFT COUNT 100
                LLEN l
                """);
    }

    @Test
    void shouldReplyAsRedisWhenMoving() {
        same("""
                RPUSH a 1 2 3 4
                RPOPLPUSH a b
                RPOPLPUSH a a
                LMOVE a b LEFT RIGHT
                LMOVE a b RIGHT LEFT
                LMOVE a a LEFT LEFT
                LMOVE a a LEFT RIGHT
                LMOVE a b UP LEFT
                LMOVE a b LEFT UP
                LMOVE none b LEFT LEFT
                RPOPLPUSH none b
                LRANGE a 0 -1
                LRANGE b 0 -1
                BLMOVE b a LEFT RIGHT 0
                BRPOPLPUSH b a 0
                BLMOVE b a LEFT RIGHT x
                BLMOVE b a LEFT RIGHT -1
                BLMOVE b a UP RIGHT x
                BRPOPLPUSH b a x
                BRPOPLPUSH b a -1
                BRPOPLPUSH none a 0.01
                BLMOVE none a LEFT LEFT 0.01
                LRANGE a 0 -1
                LRANGE b 0 -1
                """);
    }

    @Test
    void shouldReplyAsRedisWhenPoppingWithoutNeedToWait() {
        same("""
                RPUSH a 1 2 3 4 5 6
                BLPOP a 0
                BRPOP none a 0
                BLPOP none 0.01
                BLPOP a x
                BLPOP a -1
                BLPOP a nan
                BRPOP a
                BLMPOP 0 1 a LEFT
                BLMPOP 0 2 none a RIGHT COUNT 2
                BLMPOP 0.01 1 none LEFT
                BLMPOP x 1 a LEFT
                BLMPOP x 0 a LEFT
                BLMPOP -1 1 a LEFT
                BLMPOP 0 1 a LEFT COUNT 0
                BLMPOP 0 1 a LEFT COUNT 100
                LLEN a
                """);
    }

    @Test
    void shouldReplyAsRedisWhenRemovingAndTrimming() {
        same("""
                RPUSH l a b a c a d a
                LREM l 1 a
                LREM l -1 a
                LREM l 0 none
                LREM l x a
                LREM none 0 a
                LRANGE l 0 -1
                LREM l 0 a
                LREM l -5 b
                LRANGE l 0 -1
                RPUSH l 1 2 3 4 5 6 7
                LTRIM l 1 -2
                LRANGE l 0 -1
                LTRIM l -3 100
                LRANGE l 0 -1
                LTRIM l x 1
                LTRIM l 1 x
                LTRIM none 1 x
                LTRIM none 0 1
                LTRIM l 5 1
                LLEN l
                RPUSH l a
                LREM l 0 a
                LLEN l
                """);
    }

    @Test
    void shouldReplyAsRedisWhenSearching() {
        same("""
                RPUSH l a b c 1 2 3 c c
                LPOS l c
                LPOS l none
                LPOS none a
                LPOS none a COUNT 1
                LPOS l c RANK 2
                LPOS l c RANK -1
                LPOS l c RANK -3
                LPOS l c RANK 4
                LPOS l c COUNT 2
                LPOS l c COUNT 0
                LPOS l c RANK -1 COUNT 2
                LPOS l c RANK 2 COUNT 0
                LPOS l c RANK 2 COUNT 0 MAXLEN 7
                LPOS l c MAXLEN 2
                LPOS l c MAXLEN 3
                LPOS l c RANK -1 MAXLEN 1
                LPOS l c COUNT 0 MAXLEN 0
                LPOS l c RANK 0
                LPOS l c RANK x
                LPOS l c COUNT -1
                LPOS l c COUNT x
                LPOS l c MAXLEN -1
                LPOS l c MAXLEN x
                LPOS l c MAXLEN
                LPOS l c BEST 1
                LPOS l 1
                """);
    }
}
