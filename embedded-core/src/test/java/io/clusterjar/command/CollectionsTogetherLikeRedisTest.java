package io.clusterjar.command;

import io.clusterjar.command.generic.GenericCommands;
import io.clusterjar.command.list.ListCommands;
import io.clusterjar.command.set.SetCommands;
import io.clusterjar.command.string.StringCommands;
import io.clusterjar.command.zset.SortedSetCommands;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands on lists, sets and sorted sets that meet keys of other types, and the encodings of what they store. */
@BesideRedis
class CollectionsTogetherLikeRedisTest {
    private final RealRedis redis;

    CollectionsTogetherLikeRedisTest(RealRedis redis) {
        this.redis = redis;
    }

    private void same(String table) {
        SameAsRedis.table(
                redis,
                table,
                new StringCommands(),
                new GenericCommands(),
                new ListCommands(),
                new SetCommands(),
                new SortedSetCommands());
    }

    @Test
    void shouldReplyAsRedisWhenKeyHoldsAnotherType() {
        String requests = """
                LPUSH K x
                RPUSHX K x
                LPOP K
                RPOP K 1
                LPOP K 0
                LPOP K x
                LLEN K
                LINDEX K x
                LINDEX K 0
                LSET K x x
                LSET K 0 x
                LINSERT K before a b
                LINSERT K where a b
                LRANGE K 0 1
                LTRIM K 0 1
                LREM K 0 a
                LPOS K a
                LPOS K a RANK 0
                LMOVE K q LEFT LEFT
                LMOVE alist K LEFT LEFT
                LMOVE none K LEFT LEFT
                RPOPLPUSH alist K
                LMPOP 1 K LEFT
                LMPOP 2 none K LEFT
                BLPOP K 0
                BLPOP none K 0
                BLMOVE K q LEFT LEFT 0
                BLMOVE alist K LEFT LEFT 0
                BRPOPLPUSH K q 0
                BLMPOP 0 1 K LEFT
                SADD K x
                SREM K x
                SCARD K
                SISMEMBER K x
                SMISMEMBER K x
                SMEMBERS K
                SMOVE K aset x
                SMOVE aset K 1
                SMOVE aset K none
                SMOVE none K 1
                SPOP K
                SPOP K 1
                SPOP K x
                SRANDMEMBER K
                SRANDMEMBER K 1
                SUNION K
                SUNION aset K
                SINTER none K
                SINTER K aset
                SDIFF none K
                SINTERCARD 2 none K
                SUNIONSTORE q K
                SINTERSTORE q none K
                SSCAN K 0
                SSCAN K 0 COUNT 0
                ZADD K 1 x
                ZADD K x x
                ZINCRBY K 1 x
                ZREM K x
                ZCARD K
                ZSCORE K x
                ZMSCORE K x
                ZRANK K x
                ZRANGE K 0 1
                ZRANGE K x 1
                ZRANGESTORE q K 0 1
                ZRANGEBYSCORE K 1 2
                ZRANGEBYLEX K - +
                ZCOUNT K 1 2
                ZLEXCOUNT K - +
                ZPOPMIN K
                ZPOPMIN K 0
                ZMPOP 2 none K MIN
                BZPOPMIN none K 0
                BZMPOP 0 1 K MIN
                ZRANDMEMBER K
                ZRANDMEMBER K 1
                ZSCAN K 0
                ZREMRANGEBYRANK K 0 1
                ZREMRANGEBYSCORE K 0 1
                ZREMRANGEBYLEX K - +
                ZUNION 1 K
                ZUNION 1 K WHAT
                ZINTER 2 none K
                ZDIFF 2 K azset
                ZINTERCARD 1 K
                ZUNIONSTORE q 1 K
                """;
        List<String> lines = new ArrayList<>();
        for (String type : List.of("astring", "alist", "aset", "azset")) {
            for (String request : requests.lines().toList()) {
                lines.add("@FLUSH");
                lines.add("SET astring x");
                lines.add("RPUSH alist 1");
                lines.add("SADD aset 1");
                lines.add("ZADD azset 1 1");
                lines.add(request.replaceAll("\\bK\\b", type));
                lines.add("EXISTS astring alist aset azset q");
            }
        }
        same(String.join("\n", lines));
    }

    @Test
    void shouldReplaceAnyTypeAsRedisWhenStoring() {
        same("""
                SADD s 1 2
                ZADD z 1 a 2 b
                SET k x EX 100
                SUNIONSTORE k s
                TYPE k
                TTL k
                SET k x EX 100
                SINTERSTORE k s none
                EXISTS k
                SET k x EX 100
                ZRANGESTORE k z 0 -1
                TYPE k
                TTL k
                ZUNIONSTORE k 2 z s
                ZRANGE k 0 -1 WITHSCORES
                ZINTERSTORE k 2 z s WEIGHTS 1 2
                EXISTS k
                ZUNIONSTORE k 2 s s AGGREGATE SUM
                ZRANGE k 0 -1 WITHSCORES
                ZDIFF 2 s z
                EXPIRE s 100
                SADD s 3
                TTL s
                """);
    }

    @Test
    void shouldUseEncodingsAsRedisWhenValuesGrow() {
        String many = String.join(
                " ",
                java.util.stream.IntStream.range(0, 128)
                        .mapToObj(i -> i + " m" + i)
                        .toList());
        String integers = String.join(
                " ",
                java.util.stream.IntStream.range(0, 512)
                        .mapToObj(String::valueOf)
                        .toList());
        String longMember = "x".repeat(65);
        same(String.join(
                "\n",
                "ZADD z " + many,
                "OBJECT ENCODING z",
                "ZADD z 1 more",
                "OBJECT ENCODING z",
                "ZRANGESTORE d z 0 50",
                "OBJECT ENCODING d",
                "ZUNIONSTORE d 1 z",
                "OBJECT ENCODING d",
                "ZREMRANGEBYRANK z 0 100",
                "OBJECT ENCODING z",
                "ZUNIONSTORE d 1 z",
                "OBJECT ENCODING d",
                "ZADD l 1 " + longMember,
                "OBJECT ENCODING l",
                "ZUNIONSTORE d 2 z l",
                "OBJECT ENCODING d",
                "SADD s " + integers,
                "OBJECT ENCODING s",
                "SADD s 512",
                "OBJECT ENCODING s",
                "SADD t 1 2 3",
                "SUNIONSTORE u t",
                "OBJECT ENCODING u",
                "SINTERSTORE u t s",
                "OBJECT ENCODING u",
                "SADD t " + longMember,
                "OBJECT ENCODING t"));
    }
}
