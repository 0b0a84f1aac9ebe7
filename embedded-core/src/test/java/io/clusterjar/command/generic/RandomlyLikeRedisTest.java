package io.clusterjar.command.generic;

import io.clusterjar.command.CallFixture;
import io.clusterjar.command.RandomRequests;
import io.clusterjar.command.hash.HashCommands;
import io.clusterjar.command.string.StringCommands;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.testing.RealRedis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random requests on few keys, with arguments at the edges, against a real Redis. */
class RandomlyLikeRedisTest {
    private static final long SEED = 20_260_101;
    private static final int EPISODES = 60;
    private static final int EPISODE_LENGTH = 100;

    static final List<String> STRINGS = List.of(
        "SET $key $value", "SET $key $value", "SET $key $value $option", "SET $key $value $option $option",
        "SET $key $value EX $time", "SET $key $value $option PX $time", "GET $key", "GETSET $key $value",
        "GETDEL $key", "GETEX $key $option", "GETEX $key EX $time", "SETNX $key $value", "SETEX $key $time $value",
        "APPEND $key $value", "SETRANGE $key $index $value", "GETRANGE $key $index $index", "STRLEN $key",
        "INCR $key", "DECR $key", "INCRBY $key $number", "DECRBY $key $number", "INCRBYFLOAT $key $number",
        "MSET $key $value $key $value", "MSETNX $key $value $key $value", "MGET $key $key $key", "LCS $key $key",
        "LCS $key $key IDX WITHMATCHLEN", "LCS $key $key LEN", "OBJECT ENCODING $key", "DEL $key");
    static final List<String> HASHES = List.of(
        "HSET $key $field $value", "HSET $key $field $value $field $value", "HSET $key $field $value $field",
        "HSETNX $key $field $value", "HMSET $key $field $number", "HGET $key $field", "HMGET $key $field $field",
        "~ HGETALL $key", "~ HKEYS $key", "~ HVALS $key", "HLEN $key", "HEXISTS $key $field", "HSTRLEN $key $field",
        "HDEL $key $field", "HDEL $key $field $field $field", "HINCRBY $key $field $number",
        "HINCRBYFLOAT $key $field $number", "~ HRANDFIELD $key 100", "~ HRANDFIELD $key 100 WITHVALUES",
        "? HRANDFIELD $key -5", "? HRANDFIELD $key 2", "HRANDFIELD $key $option", "~ HSCAN $key 0 COUNT 100",
        "~ HSCAN $key 0 MATCH $glob COUNT 1000", "OBJECT ENCODING $key", "TYPE $key", "SET $key $value", "DEL $key");
    static final List<String> KEYS = List.of(
        "SET $key $value", "HSET $key f $value", "SET $key $value EX $time", "EXPIRE $key $time",
        "EXPIRE $key $time $condition", "EXPIRE $key $time $condition $condition", "PEXPIRE $key $number",
        "EXPIREAT $key ${now+500} $condition", "PEXPIREAT $key ${nowMs+700000} $condition",
        "PEXPIREAT $key ${nowMs-1000} $condition", "EXPIREAT $key $number", "TTL none", "EXPIRETIME none",
        "PERSIST $key", "RENAME $key $key", "RENAMENX $key $key", "COPY $key $key", "COPY $key $key REPLACE",
        "COPY $key $key DB $db $condition", "COPY $key $key DB $db REPLACE", "MOVE $key $db", "SELECT $db",
        "SWAPDB $db $db", "DBSIZE", "EXISTS $key $key", "TOUCH $key $key", "DEL $key $key", "UNLINK $key", "TYPE $key",
        "~ KEYS $glob", "~ SCAN 0 COUNT 1000 MATCH $glob", "~ SCAN 0 COUNT 1000 TYPE hash", "? RANDOMKEY", "GET $key",
        "OBJECT ENCODING $key", "FLUSHDB", "OBJECT REFCOUNT none");

    static final Map<String, List<String>> POOLS = Map.of(
            "key", List.of("a", "b", "c", "key:1"),
            "field", List.of("f", "g", "h", "1", "2", "-3", "01", "\"\"", "\"field with \\r\\n\"", "f5", "f6", "f7"),
            "value", List.of("v", "\"\"", "0", "1", "-1", "12345", "9223372036854775807", "-9223372036854775808", "1.5",
                    "3.0e3", "\" 1\"", "abcabcabc", "xbacbxa", "\"a\\x00b\\xff\"", "x".repeat(20), "x".repeat(21),
                    "y".repeat(44), "z".repeat(45), "00", "+1", "-0"),
            "number", List.of("0", "1", "-1", "10", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
                    "1.5", "0.1", "-0.3", "1e10", "1e-5", "abc", "\"\"", "inf", "nan", "4611686018427387904", "100000"),
            "index", List.of("0", "1", "-1", "5", "-5", "44", "100", "-100", "abc", "9223372036854775807"),
            "time", List.of("100", "1000", "0", "-1", "abc", "9223372036854775807", "9223372036854775"),
            "option", List.of("NX", "XX", "GET", "KEEPTTL", "PERSIST", "EX", "get", "100", "FOO"),
            "condition", List.of("NX", "XX", "GT", "LT", "gt", "FOO"),
            "db", List.of("0", "0", "1", "2", "16", "-1", "x"),
            "glob", List.of("*", "?", "[ab]", "key:*", "f*", "[^a]", "\\a", "*1", "none"));

    private static RealRedis redis;

    @BeforeAll
    static void startRedis() {
        redis = RealRedis.start("--hash-max-listpack-entries", "6", "--hash-max-listpack-value", "20");
    }

    @AfterAll
    static void stopRedis() {
        if (redis != null) {
            redis.close();
        }
    }

    @Test
    void shouldReplyAsRedisWhenStringRequestsAreRandom() {
        play(STRINGS);
    }

    @Test
    void shouldReplyAsRedisWhenHashRequestsAreRandom() {
        play(HASHES);
    }

    @Test
    void shouldReplyAsRedisWhenKeyRequestsAreRandom() {
        play(KEYS);
    }

    private static void play(List<String> templates) {
        RandomRequests requests = new RandomRequests(templates, POOLS, List.of());
        for (int episode = 0; episode < EPISODES; episode++) {
            CallFixture fixture = new CallFixture(new GenericCommands(), new StringCommands(), new HashCommands());
            fixture.config().set(ConfigKey.HASH_MAX_LISTPACK_ENTRIES, 6);
            fixture.config().set(ConfigKey.HASH_MAX_LISTPACK_VALUE, 20);
            requests.play(redis, fixture, 2 + episode % 2, SEED + episode, EPISODE_LENGTH);
        }
    }
}
