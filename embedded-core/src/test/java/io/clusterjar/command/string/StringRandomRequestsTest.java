package io.clusterjar.command.string;

import io.clusterjar.command.CallFixture;
import io.clusterjar.command.RandomRequests;
import io.clusterjar.command.SameEffects;
import io.clusterjar.command.generic.GenericCommands;
import io.clusterjar.command.set.SetCommands;
import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random requests on strings, sensible and not, against a real Redis: their replies, and what they propagate and notify. */
class StringRandomRequestsTest {
    private static final Map<String, List<String>> POOLS = Map.of(
            "k", List.of("a", "b", "c", "l", "{x}1"),
            "v",
                    List.of(
                            "0",
                            "1",
                            "-1",
                            "12345",
                            "9223372036854775807",
                            "-9223372036854775808",
                            "9223372036854775808",
                            "3.0e3",
                            "0.1",
                            "1e400",
                            "inf",
                            "nan",
                            "\"\"",
                            "abc",
                            "ohmytext",
                            "mynewtext",
                            "\" 1\"",
                            "007",
                            "+5",
                            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
            "i", List.of("0", "1", "-1", "3", "-3", "100", "-100", "x", "9223372036854775807", "-9223372036854775808"),
            "t", List.of("0", "-1", "100000", "100000000", "x", "9223372036854775807", "99999999999999999999"),
            "o", List.of("NX", "XX", "GET", "KEEPTTL", "EX", "PX", "EXAT", "PXAT", "PERSIST", "what", "nx", "get"),
            "u", List.of("EX", "PX", "EXAT", "PXAT"),
            "g", List.of("LEN", "IDX", "WITHMATCHLEN", "MINMATCHLEN", "len", "what"));
    private static final List<String> TEMPLATES = List.of(
            "SET $k $v",
            "SET $k $v",
            "SET $k $v $o",
            "SET $k $v $o $o",
            "SET $k $v $u $t",
            "SET $k $v $o $u $t",
            "SET $k $v $u $t $o",
            "SET $k $v NX GET",
            "SETNX $k $v",
            "SETEX $k $t $v",
            "PSETEX $k $t $v",
            "GETSET $k $v",
            "GETDEL $k",
            "GETEX $k",
            "GETEX $k $o",
            "GETEX $k $u $t",
            "GETEX $k PERSIST",
            "GET $k",
            "MGET $k $k none",
            "MSET $k $v $k $v",
            "MSET $k $v $k",
            "MSETNX $k $v n1 $v",
            "DEL n1",
            "APPEND $k $v",
            "STRLEN $k",
            "SETRANGE $k 0 $v",
            "SETRANGE $k 5 $v",
            "SETRANGE $k -1 $v",
            "SETRANGE $k x $v",
            "GETRANGE $k $i $i",
            "SUBSTR $k $i $i",
            "INCR $k",
            "DECR $k",
            "INCRBY $k $i",
            "DECRBY $k $i",
            "INCRBYFLOAT $k $v",
            "LCS $k $k",
            "LCS $k $k $g",
            "LCS $k $k IDX $g",
            "LCS $k $k IDX MINMATCHLEN $i WITHMATCHLEN",
            "SADD l 1",
            "DEL l",
            "LCS $k",
            "SET $k",
            "DEL $k");

    private static RealRedis redis;

    @BeforeAll
    static void startRedis() {
        List<String> options = new ArrayList<>(List.of(SameEffects.OPTIONS));
        options.addAll(List.of("--enable-debug-command", "yes"));
        redis = RealRedis.start(options.toArray(String[]::new));
        try (RespClient client = redis.connect()) {
            client.call("DEBUG", "SET-ACTIVE-EXPIRE", "0"); // keys end when they are asked for, not at any moment
        }
    }

    @AfterAll
    static void stopRedis() {
        if (redis != null) {
            redis.close();
        }
    }

    private static RandomRequests requests() {
        return new RandomRequests(TEMPLATES, POOLS, List.of("MGET a b c {x}1", "OBJECT ENCODING a"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldReplyAsRedisWhenRequestsAreRandom(long seed) {
        CallFixture ours = new CallFixture(new StringCommands(), new GenericCommands(), new SetCommands());
        requests().play(redis, ours, seed % 2 == 0 ? 2 : 3, seed, 5000);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void shouldHaveTheEffectsOfRedisWhenRequestsAreRandom(long seed) {
        SameEffects.table(
                redis,
                requests().table(seed, 1500),
                new StringCommands(),
                new GenericCommands(),
                new SetCommands());
    }
}
