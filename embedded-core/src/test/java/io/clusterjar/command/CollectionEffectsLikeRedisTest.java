package io.clusterjar.command;

import io.clusterjar.command.list.ListCommands;
import io.clusterjar.command.set.SetCommands;
import io.clusterjar.command.string.StringCommands;
import io.clusterjar.command.zset.SortedSetCommands;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import org.junit.jupiter.api.Test;

/** What commands on lists, sets and sorted sets notify and propagate, against a real Redis. */
@BesideRedis(SameEffects.OPTIONS)
class CollectionEffectsLikeRedisTest {
    private final RealRedis redis;

    CollectionEffectsLikeRedisTest(RealRedis redis) {
        this.redis = redis;
    }

    private void same(String table) {
        SameEffects.table(
                redis, table, new StringCommands(), new ListCommands(), new SetCommands(), new SortedSetCommands());
    }

    @Test
    void shouldHaveTheEffectsOfRedisWhenListChanges() {
        same("""
                LPUSH l a b c
                RPUSH l d e
                LPUSHX none x
                LPUSHX l x
                RPUSHX l y
                LSET l 0 z
                LSET l 99 z
                LINSERT l BEFORE a q
                LINSERT l BEFORE none q
                LREM l 0 none
                LREM l 1 q
                LPOP l
                RPOP l 2
                LPOP l 0
                LPOP none
                LTRIM l 0 100
                LTRIM l 0 1
                LTRIM none 0 1
                LTRIM l 5 6
                RPUSH l 1
                LPOP l
                RPUSH l 1
                LREM l 0 1
                RPUSH l 1 2 3 4 5 6 7 8 9
                LMOVE l m LEFT RIGHT
                LMOVE l l LEFT RIGHT
                lmove l m left left
                RPOPLPUSH l m
                RPOPLPUSH none m
                BLMOVE l m LEFT RIGHT 0
                blmove l m right left 0
                BRPOPLPUSH l m 0
                BLPOP none l 0
                BRPOP l 0
                LMPOP 2 none m LEFT
                LMPOP 1 m RIGHT COUNT 2
                LMPOP 1 none LEFT
                BLMPOP 0 2 none m RIGHT COUNT 100
                RPUSH one 1
                LMOVE one two LEFT LEFT
                LMOVE two two LEFT LEFT
                BLPOP two 0
                BLPOP two 0.01
                """);
    }

    @Test
    void shouldHaveTheEffectsOfRedisWhenSetChanges() {
        same("""
                SADD s 1 2 3 4
                SADD s 1
                SADD s 1 5
                SREM s 5 none
                SREM s none
                SREM none x
                SMOVE s t 1
                SMOVE s t none
                SMOVE s s 2
                SADD s 1
                SMOVE s t 1
                SADD one x
                SMOVE one t x
                SUNIONSTORE d s t
                SINTERSTORE d s s
                SINTERSTORE d s none
                SINTERSTORE d s none
                SDIFFSTORE d s none
                SDIFFSTORE d s s
                SDIFFSTORE d s s
                SET d x
                SUNIONSTORE d none
                SPOP s 100
                SPOP s
                SADD one y
                SPOP one
                SADD one y
                SPOP one 0
                SPOP one 1
                SREM t 1 x
                SADD gone x
                SREM gone x
                """);
    }

    @Test
    void shouldHaveTheEffectsOfRedisWhenSortedSetChanges() {
        same("""
                ZADD z 1 a 2 b 3 c
                ZADD z 1 a
                ZADD z 5 a 6 d
                ZADD z NX 1 a
                ZADD z XX 1 none
                ZADD none XX 1 x
                ZADD z INCR 1 a
                ZADD z INCR 0 a
                ZADD z NX INCR 0 a
                ZINCRBY z 2 a
                ZINCRBY z 0 a
                ZINCRBY new 0 a
                ZREM z none
                ZREM z a none
                ZADD z 1 e 2 f 3 g 4 h 5 i 6 j 7 k
                ZREMRANGEBYRANK z 0 0
                ZREMRANGEBYRANK z 100 200
                ZREMRANGEBYSCORE z 1 2
                ZREMRANGEBYSCORE z 100 200
                ZPOPMIN z
                ZPOPMAX z 2
                ZPOPMAX z 0
                ZPOPMAX none
                ZADD z 1 e 2 f 3 g 4 h 5 i 6 j 7 k
                ZMPOP 2 none z MIN COUNT 2
                ZMPOP 1 none MIN
                BZPOPMIN none z 0
                BZPOPMAX z 0
                BZMPOP 0 2 none z MAX COUNT 1
                ZRANGESTORE d z 0 -1
                ZRANGESTORE d z 100 200
                ZRANGESTORE d z 100 200
                ZUNIONSTORE d 2 z none
                ZINTERSTORE d 2 z none
                ZINTERSTORE d 2 z none
                ZDIFFSTORE d 1 z
                ZDIFFSTORE d 2 z z
                BZMPOP 0 1 z MIN COUNT 100
                ZADD lex 0 a 0 b
                ZREMRANGEBYLEX lex [a [a
                ZREMRANGEBYLEX lex [a [z
                ZADD gone 1 x
                ZREM gone x
                BZPOPMIN gone 0.01
                """);
    }
}
