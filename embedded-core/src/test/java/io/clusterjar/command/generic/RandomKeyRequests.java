package io.clusterjar.command.generic;

import java.util.List;
import java.util.Map;

/**
 * Templates and words of random requests on strings, hashes and keys, for {@link io.clusterjar.command.RandomRequests}.
 * Times to live are over at once or last longer than any test, for a real server's clock runs on.
 */
public final class RandomKeyRequests {
    /** Requests on strings. */
    public static final List<String> STRINGS = List.of(
        "SET $key $value", "SET $key $value", "SET $key $value $option", "SET $key $value $option $option",
        "SET $key $value EX $time", "SET $key $value $option PX 100000", "SET $key $value $option PX 0",
        "GET $key", "GETSET $key $value",
        "GETDEL $key", "GETEX $key $option", "GETEX $key EX $time", "SETNX $key $value", "SETEX $key $time $value",
        "APPEND $key $value", "SETRANGE $key $index $value", "GETRANGE $key $index $index", "STRLEN $key",
        "INCR $key", "DECR $key", "INCRBY $key $number", "DECRBY $key $number", "INCRBYFLOAT $key $number",
        "MSET $key $value $key $value", "MSETNX $key $value $key $value", "MGET $key $key $key", "LCS $key $key",
        "LCS $key $key IDX WITHMATCHLEN", "LCS $key $key LEN", "OBJECT ENCODING $key", "DEL $key");
    /** Requests on hashes. */
    public static final List<String> HASHES = List.of(
        "HSET $key $field $value", "HSET $key $field $value $field $value", "HSET $key $field $value $field",
        "HSETNX $key $field $value", "HMSET $key $field $number", "HGET $key $field", "HMGET $key $field $field",
        "~ HGETALL $key", "~ HKEYS $key", "~ HVALS $key", "HLEN $key", "HEXISTS $key $field", "HSTRLEN $key $field",
        "HDEL $key $field", "HDEL $key $field $field $field", "HINCRBY $key $field $number",
        "HINCRBYFLOAT $key $field $number", "~ HRANDFIELD $key 100", "~ HRANDFIELD $key 100 WITHVALUES",
        "? HRANDFIELD $key -5", "? HRANDFIELD $key 2", "HRANDFIELD $key $option", "~ HSCAN $key 0 COUNT 100",
        "~ HSCAN $key 0 MATCH $glob COUNT 1000", "OBJECT ENCODING $key", "TYPE $key", "SET $key $value", "DEL $key");
    /**
     * Requests on keys of any type and on databases. Times with a condition are none for which the millisecond matters in
     * which they were set.
     */
    public static final List<String> KEYS = List.of(
        "SET $key $value", "HSET $key f $value", "SET $key $value EX $time", "EXPIRE $key $time",
        "EXPIRE $key -1 $condition", "EXPIRE $key 0 $condition $condition", "EXPIRE $key abc $condition",
        "PEXPIRE $key 100000", "PEXPIRE $key 9223372036854775807",
        "PEXPIRE $key 0", "PEXPIRE $key 1.5",
        "EXPIREAT $key ${now+500} $condition", "PEXPIREAT $key ${nowMs+700000} $condition",
        "PEXPIREAT $key ${nowMs+900000} $condition", "PEXPIREAT $key ${nowMs+300000} $condition $condition",
        "PEXPIREAT $key ${nowMs-1000} $condition", "EXPIREAT $key $number", "TTL none", "EXPIRETIME none",
        "PERSIST $key", "RENAME $key $key", "RENAMENX $key $key", "COPY $key $key", "COPY $key $key REPLACE",
        "COPY $key $key DB $db $condition", "COPY $key $key DB $db REPLACE", "MOVE $key $db", "SELECT $db",
        "SWAPDB $db $db", "DBSIZE", "EXISTS $key $key", "TOUCH $key $key", "DEL $key $key", "UNLINK $key", "TYPE $key",
        "~ KEYS $glob", "~ SCAN 0 COUNT 1000 MATCH $glob", "~ SCAN 0 COUNT 1000 TYPE hash", "? RANDOMKEY", "GET $key",
        "OBJECT ENCODING $key", "FLUSHDB", "OBJECT REFCOUNT none");

    /** The words that are drawn: few, and at the edges. */
    public static final Map<String, List<String>> POOLS = Map.of(
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

    private RandomKeyRequests() {}
}
