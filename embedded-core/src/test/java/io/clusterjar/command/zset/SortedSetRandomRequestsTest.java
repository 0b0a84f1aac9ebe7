package io.clusterjar.command.zset;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.command.CallFixture;
import io.clusterjar.command.RandomRequests;
import io.clusterjar.testing.RealRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random requests on sorted sets, small and large, against a real Redis; and what the commands say of their changes. */
class SortedSetRandomRequestsTest {
    private static RealRedis redis;

    @BeforeAll
    static void startRedis() {
        redis = RealRedis.start();
    }

    @AfterAll
    static void stopRedis() {
        if (redis != null) {
            redis.close();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldReplyAsRedisWhenRequestsAreRandom(long seed) {
        List<String> members = new ArrayList<>(List.of("a", "b", "c", "1", "-1", "\"\"", "007"));
        if (seed > 2) {
            for (int i = 0; i < 300; i++) {
                members.add("m" + i);
            }
        }
        Map<String, List<String>> pools = Map.of(
                "k", List.of("x", "y", "z"),
                "m", members,
                "s", List.of("0", "1", "-1", "2.5", "3", "1000", "0.125", "inf", "-inf", "5", "7", "100"),
                "b", List.of("0", "(1", "-inf", "+inf", "(2.5", "3", "(inf", "100"),
                "i", List.of("0", "1", "-1", "2", "-2", "5", "-5", "100", "-100"),
                "o", List.of("NX", "XX", "GT", "LT", "CH", "INCR"),
                "n", List.of("0", "1", "2", "3"),
                "g", List.of("SUM", "MIN", "MAX"));
        List<String> templates = List.of(
                "ZADD $k $s $m $s $m $s $m",
                "ZADD $k $s $m $s $m $s $m",
                "ZADD $k $s $m $s $m $s $m",
                "ZADD $k $s $m $s $m $s $m",
                "ZADD $k $o $s $m",
                "ZADD $k $o $o $s $m",
                "ZINCRBY $k $s $m",
                "ZREM $k $m",
                "ZSCORE $k $m",
                "ZRANK $k $m",
                "ZREVRANK $k $m",
                "ZCARD $k",
                "ZRANGE $k $i $i WITHSCORES",
                "ZRANGE $k $i $i REV",
                "ZRANGEBYSCORE $k $b $b WITHSCORES LIMIT $i $i",
                "ZREVRANGEBYSCORE $k $b $b",
                "ZCOUNT $k $b $b",
                "ZPOPMIN $k",
                "ZPOPMAX $k $n",
                "ZMPOP 2 $k $k MIN COUNT $n",
                "ZUNION 2 $k $k WEIGHTS $s $s AGGREGATE $g WITHSCORES",
                "ZINTER 2 $k $k WEIGHTS $s $s AGGREGATE $g WITHSCORES",
                "ZDIFF 2 $k $k WITHSCORES",
                "ZUNIONSTORE $k 2 $k $k AGGREGATE $g",
                "ZINTERSTORE $k 2 $k $k",
                "ZDIFFSTORE $k 2 $k $k",
                "ZRANGESTORE $k $k $i $i",
                "ZRANGESTORE $k $k $b $b BYSCORE LIMIT $n $n",
                "ZREMRANGEBYRANK $k $i $i",
                "ZREMRANGEBYSCORE $k $b $b",
                "ZINTERCARD 2 $k $k LIMIT $n",
                "ZMSCORE $k $m $m",
                "ZADD $k $s $m $s $m $s $m $s $m $s $m $s $m $s $m",
                "ZADD $k $s $m $s $m $s $m");
        new RandomRequests(
                        templates,
                        pools,
                        List.of("ZRANGE x 0 -1 WITHSCORES", "ZRANGE y 0 -1 WITHSCORES", "ZRANGE z 0 -1 WITHSCORES"))
                .play(redis, new CallFixture(new SortedSetCommands()), seed % 2 == 0 ? 2 : 3, seed, 2000);
    }

    @Test
    void shouldPropagateWhatWasTakenWhenPopping() {
        CallFixture ours = new CallFixture(new SortedSetCommands());
        ours.run("ZADD z 1 a 2 b 3 c 4 d");
        ours.forget();
        ours.run("BZPOPMIN none z 0");
        ours.run("ZMPOP 2 none z MAX COUNT 2");
        ours.run("BZMPOP 0 1 z MIN COUNT 10");
        assertThat(ours.propagated()).containsExactly("ZPOPMIN z", "ZPOPMAX z 2", "ZPOPMIN z 1");
        assertThat(ours.events()).containsExactly("zpopmin z", "zpopmax z", "zpopmin z", "del z");
        assertThat(ours.totalDirty()).isEqualTo(4);
    }

    @Test
    void shouldReplyRankAndScoreWhenScoreIsAskedFor() {
        CallFixture ours = new CallFixture(new SortedSetCommands());
        ours.run("ZADD z 1 a 2.5 b");
        assertThat(ours.run("ZRANK z b WITHSCORE"))
                .isEqualTo(ours.run("ZREVRANK z b WITHSCORE").replace(":0", ":1"));
        assertThat(ours.run("ZRANK z none WITHSCORE")).contains("*-1");
        assertThat(ours.run("ZRANK z b WITHSCORES")).contains("ERR syntax error");
        assertThat(ours.run("ZRANK z b WITHSCORE x")).contains("wrong number of arguments for 'zrank' command");
    }
}
