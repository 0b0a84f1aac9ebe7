package io.clusterjar.command.zset;

import io.clusterjar.command.SameAsRedis;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import org.junit.jupiter.api.Test;

/** Every command on sorted sets, with every option and error, against a real Redis. */
@BesideRedis
class SortedSetCommandsLikeRedisTest {
    private final RealRedis redis;

    SortedSetCommandsLikeRedisTest(RealRedis redis) {
        this.redis = redis;
    }

    private void same(String table) {
        SameAsRedis.table(redis, table, new SortedSetCommands());
    }

    @Test
    void shouldReplyAsRedisWhenAdding() {
        same("""
                ZADD z 1 a 2 b 3 c
                ZADD z 1 a 5 b
                ZADD z CH 1 a 6 b 7 new
                ZADD z NX 9 a 9 d
                ZADD z XX 4 a 9 none
                ZADD z XX CH 4 a 9 none
                ZADD z GT CH 3 a
                ZADD z GT CH 5 a
                ZADD z LT CH 9 a
                ZADD z LT CH 2 a
                ZADD z GT 1 fresh
                ZADD z LT XX 1 fresh2
                ZADD z INCR 1.5 a
                ZADD z NX INCR 1 a
                ZADD z XX INCR 1 none
                ZADD z GT INCR -1 a
                ZADD z LT INCR -1 a
                ZADD z XX 1 a
                ZADD none XX 1 a
                ZADD none XX INCR 1 a
                ZADD z NX XX 1 a
                ZADD z NX GT 1 a
                ZADD z LT NX 1 a
                ZADD z LT GT 1 a
                ZADD z INCR 1 a 2 b
                ZADD z 1
                ZADD z 1 a 2
                ZADD z x a
                ZADD z 1 a nan b
                ZADD z nan a
                ZADD z NX
                ZADD z NX 1
                ZADD z inf top -inf bottom +inf top2
                ZINCRBY z -inf top
                ZINCRBY z 1 top
                ZINCRBY z 2.5 a
                ZINCRBY z 2.5 fresh3
                ZINCRBY z x a
                ZINCRBY z nan a
                ZINCRBY z nx a
                ZADD z INCR -inf top2
                ZADD z 1e400 a
                ZADD z 3.0000000000000004 odd 0.25 quarter 1234567890123456 long
                ZADD z -0 zero
                ZSCORE z zero
                ZADD z 1.0 a 0x10 hex " 1" x
                ZRANGE z 0 -1 WITHSCORES
                ZSCORE z a
                ZSCORE z none
                ZSCORE none a
                ZMSCORE z a none long
                ZMSCORE none a b
                ZCARD z
                ZCARD none
                """);
    }

    @Test
    void shouldReplyAsRedisWhenRangeIsByRank() {
        same("""
                ZADD z 1 a 2 b 3 c 4 d 5 e
                ZRANGE z 0 -1
                ZRANGE z 1 2 WITHSCORES
                ZRANGE z -2 -1
                ZRANGE z 3 1
                ZRANGE z 10 20
                ZRANGE z -100 0
                ZRANGE z 0 -1 REV
                ZRANGE z 0 1 REV WITHSCORES
                ZRANGE z -2 -1 rev
                ZRANGE z x 1
                ZRANGE z 0 x
                ZRANGE none 0 x
                ZRANGE none 0 -1
                ZRANGE z 0 -1 LIMIT 0 1
                ZRANGE z 0 -1 LIMIT 0 -1
                ZRANGE z 0 -1 LIMIT x 1
                ZRANGE z 0 -1 LIMIT 0
                ZRANGE z 0 -1 what
                ZRANGE z 0 -1 REV REV
                ZREVRANGE z 0 1
                ZREVRANGE z 1 -1 WITHSCORES
                ZREVRANGE z 0 1 REV
                ZREVRANGE none 0 1
                ZRANK z a
                ZRANK z e
                ZRANK z none
                ZRANK none a
                ZREVRANK z a
                ZREVRANK z none
                ZREMRANGEBYRANK z 1 2
                ZREMRANGEBYRANK z 10 20
                ZREMRANGEBYRANK z x 2
                ZREMRANGEBYRANK none 0 1
                ZRANGE z 0 -1
                ZREMRANGEBYRANK z 0 -1
                ZCARD z
                """);
    }

    @Test
    void shouldReplyAsRedisWhenRangeIsByScore() {
        same("""
                ZADD z -inf low 1 a 2 b 2 bb 3 c 4 d inf high
                ZRANGEBYSCORE z 1 3
                ZRANGEBYSCORE z (1 3
                ZRANGEBYSCORE z 1 (3 WITHSCORES
                ZRANGEBYSCORE z -inf +inf
                ZRANGEBYSCORE z (-inf (inf
                ZRANGEBYSCORE z 3 1
                ZRANGEBYSCORE z (2 (2
                ZRANGEBYSCORE z 1 4 LIMIT 1 2
                ZRANGEBYSCORE z 1 4 LIMIT 1 -1
                ZRANGEBYSCORE z 1 4 LIMIT 0 0
                ZRANGEBYSCORE z 1 4 LIMIT -1 2
                ZRANGEBYSCORE z 1 4 LIMIT 100 2
                ZRANGEBYSCORE z 1 4 LIMIT 1
                ZRANGEBYSCORE z 1 4 LIMIT x 1
                ZRANGEBYSCORE z 1 4 WITHSCORES LIMIT 0 2
                ZRANGEBYSCORE z x 4
                ZRANGEBYSCORE z 1 nan
                ZRANGEBYSCORE z (x 4
                ZRANGEBYSCORE z "" 4
                ZRANGEBYSCORE z ( 4
                ZRANGEBYSCORE z 1e400 inf
                ZRANGEBYSCORE none 1 4
                ZRANGEBYSCORE none x 4
                ZREVRANGEBYSCORE z 3 1
                ZREVRANGEBYSCORE z 3 1 WITHSCORES
                ZREVRANGEBYSCORE z (3 -inf LIMIT 1 2
                ZREVRANGEBYSCORE z 1 3
                ZRANGE z 1 3 BYSCORE
                ZRANGE z 3 1 BYSCORE REV
                ZRANGE z 3 1 BYSCORE REV LIMIT 1 1 WITHSCORES
                ZRANGE z 1 3 BYSCORE BYLEX
                ZRANGE z 1 3 BYSCORE LIMIT 1 1
                ZCOUNT z 1 3
                ZCOUNT z (1 (3
                ZCOUNT z 3 1
                ZCOUNT z -inf inf
                ZCOUNT z x 1
                ZCOUNT none 1 2
                ZREMRANGEBYSCORE z (1 2
                ZREMRANGEBYSCORE z 5 4
                ZREMRANGEBYSCORE z x 4
                ZREMRANGEBYSCORE none 1 2
                ZREMRANGEBYSCORE z -inf inf
                ZCARD z
                """);
    }

    @Test
    void shouldReplyAsRedisWhenRangeIsByMember() {
        same("""
                ZADD z 0 a 0 b 0 c 0 d 0 dd 0 1 0 ""
                ZRANGEBYLEX z - +
                ZRANGEBYLEX z + -
                ZRANGEBYLEX z [b [d
                ZRANGEBYLEX z (b (d
                ZRANGEBYLEX z [b +
                ZRANGEBYLEX z - (b
                ZRANGEBYLEX z [d [b
                ZRANGEBYLEX z (b (b
                ZRANGEBYLEX z [ [
                ZRANGEBYLEX z - + LIMIT 1 2
                ZRANGEBYLEX z - + LIMIT 1 -1
                ZRANGEBYLEX z - + WITHSCORES
                ZRANGEBYLEX z b d
                ZRANGEBYLEX z -x +
                ZRANGEBYLEX z "" +
                ZREVRANGEBYLEX z [d [b
                ZREVRANGEBYLEX z + - LIMIT 1 2
                ZREVRANGEBYLEX z - +
                ZRANGE z [b [d BYLEX
                ZRANGE z [d [b BYLEX REV
                ZRANGE z [d [b BYLEX REV LIMIT 1 1
                ZRANGE z [b [d BYLEX WITHSCORES
                ZRANGEBYLEX none [a [b
                ZLEXCOUNT z - +
                ZLEXCOUNT z [b (d
                ZLEXCOUNT z [d [b
                ZLEXCOUNT z b d
                ZLEXCOUNT none - +
                ZREMRANGEBYLEX z [b (d
                ZREMRANGEBYLEX z b d
                ZREMRANGEBYLEX none [a [b
                ZRANGE z 0 -1
                ZREMRANGEBYLEX z - +
                ZCARD z
                """);
    }

    @Test
    void shouldReplyAsRedisWhenRangeIsStored() {
        same("""
                ZADD z 1 a 2 b 3 c 4 d
                ZRANGESTORE d z 0 1
                ZRANGE d 0 -1 WITHSCORES
                ZRANGESTORE d z 4 2 BYSCORE REV
                ZRANGE d 0 -1 WITHSCORES
                ZRANGESTORE d z 1 4 BYSCORE LIMIT 1 2
                ZRANGE d 0 -1 WITHSCORES
                ZRANGESTORE d z 0 1 WITHSCORES
                ZRANGESTORE d z 0 1 LIMIT 0 1
                ZRANGESTORE d z x 1
                ZRANGESTORE d none x 1
                ZRANGESTORE d none 0 1
                ZCARD d
                ZRANGESTORE d none 0 1
                ZRANGESTORE z z 1 2
                ZRANGE z 0 -1 WITHSCORES
                ZRANGESTORE z z - + BYLEX
                ZRANGESTORE z z 0 1 REV
                ZRANGE z 0 -1 WITHSCORES
                """);
    }

    @Test
    void shouldReplyAsRedisWhenPopping() {
        same("""
                ZADD z 1 a 2 b 3 c 4 d 5 e 6 f 7 g 8 h 9 i
                ZPOPMIN z
                ZPOPMAX z
                ZPOPMIN z 2
                ZPOPMAX z 2
                ZPOPMIN z 0
                ZPOPMIN z -1
                ZPOPMIN z x
                ZPOPMIN z 1 2
                ZPOPMIN none
                ZPOPMIN none 2
                ZMPOP 1 z MIN
                ZMPOP 2 none z MAX COUNT 1
                ZMPOP 1 none MIN
                ZMPOP 0 z MIN
                ZMPOP x z MIN
                ZMPOP 2 z MIN
                ZMPOP 1 z LOW
                ZMPOP 1 z MIN COUNT 0
                ZMPOP 1 z MIN COUNT
                ZMPOP 1 z MIN COUNT 1 COUNT 1
                ZMPOP 1 z MIN COUNT 100
                ZCARD z
                ZADD z 1 a 2 b 3 c 4 d 5 e 6 f 7 g
                BZPOPMIN z 0
                BZPOPMAX none z 0
                BZPOPMIN none 0.01
                BZPOPMIN z x
                BZPOPMIN z -1
                BZPOPMIN none x
                BZMPOP 0 1 z MIN
                BZMPOP 0 2 none z MAX COUNT 2
                BZMPOP 0.01 1 none MAX
                BZMPOP x 1 z MAX
                BZMPOP -1 1 z MAX
                BZMPOP 0 0 z MAX
                ZPOPMAX z 100
                ZCARD z
                """);
    }

    @Test
    void shouldReplyAsRedisWhenCombining() {
        same("""
                ZADD a 1 x 2 y 3 z
                ZADD b 10 y 20 z 30 w
                ZADD c 100 z
                ZADD i inf x -inf y
                ZADD j -inf x inf y
                ZUNION 2 a b
                ZUNION 2 a b WITHSCORES
                ZUNION 3 a b c WEIGHTS 1 2 0.5 WITHSCORES
                ZUNION 2 a b AGGREGATE MIN WITHSCORES
                ZUNION 2 a b AGGREGATE MAX WITHSCORES
                ZUNION 2 a b WEIGHTS 1 2 AGGREGATE MAX WITHSCORES
                ZUNION 2 i j WITHSCORES
                ZUNION 2 a i WEIGHTS 1 0 WITHSCORES
                ZUNION 2 a none WITHSCORES
                ZUNION 1 none
                ZINTER 2 a b WITHSCORES
                ZINTER 3 a b c WITHSCORES
                ZINTER 2 a a WITHSCORES
                ZINTER 2 i j WITHSCORES
                ZINTER 2 a b WEIGHTS 2 1 AGGREGATE MIN WITHSCORES
                ZINTER 2 a none
                ZDIFF 2 a b
                ZDIFF 2 a b WITHSCORES
                ZDIFF 2 none a
                ZDIFF 2 a a
                ZDIFF 3 a none c WITHSCORES
                ZDIFF 2 a b WEIGHTS 1 2
                ZINTERCARD 2 a b
                ZINTERCARD 2 a b LIMIT 1
                ZINTERCARD 2 a b LIMIT 0
                ZINTERCARD 2 a b LIMIT -1
                ZINTERCARD 2 a b LIMIT x
                ZINTERCARD 2 a b LIMIT
                ZINTERCARD 0 a
                ZINTERCARD 3 a b
                ZINTERCARD x a
                ZINTERCARD 1 a WITHSCORES
                ZUNION 0 a
                ZUNION x a
                ZUNION 3 a b
                ZUNION 2 a b WEIGHTS 1
                ZUNION 2 a b WEIGHTS 1 x
                ZUNION 2 a b AGGREGATE AVG
                ZUNION 2 a b AGGREGATE
                ZUNION 2 a b WHAT
                ZUNIONSTORE d 2 a b
                ZRANGE d 0 -1 WITHSCORES
                ZUNIONSTORE d 2 a b WITHSCORES
                ZINTERSTORE d 2 a b WEIGHTS 2 3
                ZRANGE d 0 -1 WITHSCORES
                ZDIFFSTORE d 2 a b
                ZRANGE d 0 -1 WITHSCORES
                ZDIFFSTORE d 2 a a
                ZCARD d
                ZINTERSTORE d 2 a none
                ZUNIONSTORE d 0 a
                ZINTERSTORE d 0 a
                ZDIFFSTORE d 0 a
                ZUNIONSTORE a 2 a b
                ZRANGE a 0 -1 WITHSCORES
                """);
    }

    @Test
    void shouldReplyAsRedisWhenChoosingByChanceAndScanning() {
        same("""
                ZADD z 1.5 only
                ZRANDMEMBER z
                ZRANDMEMBER z 5
                ZRANDMEMBER z -3
                ZRANDMEMBER z 5 WITHSCORES
                ZRANDMEMBER z -2 WITHSCORES
                ZRANDMEMBER z 0
                ZRANDMEMBER z x
                ZRANDMEMBER z 1 what
                ZRANDMEMBER z 1 WITHSCORES what
                ZRANDMEMBER z -9223372036854775808
                ZRANDMEMBER z 9223372036854775807 WITHSCORES
                ZRANDMEMBER none
                ZRANDMEMBER none 1
                ZRANDMEMBER none 1 WITHSCORES
                ZADD z 2 b inf c
                ZSCAN z 0
                ZSCAN z 0 MATCH b
                ZSCAN z 0 COUNT 1
                ZSCAN z 0 COUNT 0
                ZSCAN z x
                ZSCAN none 0
                ZREM z b none
                ZREM z none
                ZREM none a
                ZREM z only c b
                ZCARD z
                """);
    }
}
