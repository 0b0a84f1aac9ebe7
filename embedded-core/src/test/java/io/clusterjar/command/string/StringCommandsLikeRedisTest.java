package io.clusterjar.command.string;

import io.clusterjar.command.SameAsRedis;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import org.junit.jupiter.api.Test;

/** Every command on strings, with every option and error, against a real Redis. */
@BesideRedis
class StringCommandsLikeRedisTest {
    private final RealRedis redis;

    StringCommandsLikeRedisTest(RealRedis redis) {
        this.redis = redis;
    }

    private void same(String table) {
        SameAsRedis.table(redis, table, new StringCommands());
    }

    @Test
    void shouldReplyAsRedisWhenSettingAndGetting() {
        same("""
                GET k
                SET k v
                GET k
                set k "with space\\r\\n\\x00\\xff"
                GET k
                STRLEN k
                SET k ""
                GET k
                STRLEN k
                STRLEN none
                SET k 0
                GET k
                SET k -0
                GET k
                SET k 007
                GET k
                SET k 9223372036854775807
                GET k
                STRLEN k
                SET k -9223372036854775808
                GET k
                STRLEN k
                SET k 9223372036854775808
                GET k
                SET k 99999999999999999999
                GET k
                SET k 1000000000000000000
                STRLEN k
                SET k 999999999999999999
                STRLEN k
                SET k -1000000000000000000
                STRLEN k
                SET k -5
                STRLEN k
                SET
                SET k
                GET
                GET a b
                STRLEN
                """);
    }

    @Test
    void shouldReplyAsRedisWhenSetHasOptions() {
        same("""
                SET k v NX
                SET k w NX
                GET k
                SET k w XX
                SET none w XX
                GET none
                SET k v NX XX
                SET k v XX NX
                SET k v XX XX
                SET k v NX NX
                SET k v GET
                SET k2 v GET
                SET k w GET GET
                SET k x NX GET
                SET k3 x NX GET
                GET k3
                SET k3 y XX GET
                SET k4 y XX GET
                GET k4
                SET k v EX 10
                SET k v ex 10 ex 20
                SET k v EX 10 PX 10
                SET k v EX 10 KEEPTTL
                SET k v KEEPTTL EX 10
                SET k v KEEPTTL
                SET k v KEEPTTL KEEPTTL
                SET k v PERSIST
                SET k v EX
                SET k v PX
                SET k v EX 0
                SET k v EX -1
                SET k v EX abc
                SET k v PX 0
                SET k v EXAT 0
                SET k v PXAT 0
                SET k v PXAT -5
                SET k v EX 9223372036854775807
                SET k v EX 9223372036854775
                SET k v EX 9223370000000000
                SET k v PX 9223372036854775807
                SET k v PX 9223370000000000000
                SET k v EXAT 9223372036854776
                SET k v EXAT 9223372036854775
                SET k v PXAT 9223372036854775807
                SET k v EX 1.5
                SET k v FOO
                SET k v NX EX 10 GET
                SET k v EX 10 NX
                SET k v NX EX 0
                SET k v EX NX
                SET k v EXAT ${now+100}
                SET k v PXAT ${nowMs+100000} GET
                GET k
                SET k v PXAT 1
                GET k
                SET k v EXAT 1 GET
                GET k
                """);
    }

    @Test
    void shouldReplyAsRedisWhenOlderSettersAreUsed() {
        same("""
                SETNX k v
                SETNX k w
                GET k
                SETEX k 10 v
                SETEX k 0 v
                SETEX k -1 v
                SETEX k a v
                SETEX k 9223372036854775807 v
                SETEX k
                PSETEX k 10000 v
                PSETEX k 0 v
                PSETEX k a v
                PSETEX k 9223372036854775807 v
                PSETEX k 9223372036854775808 v
                GET k
                GETSET k w
                GETSET none w
                GETSET none 12
                GET none
                GETDEL none
                GETDEL none
                GET none
                GETDEL
                GETDEL a b
                MSET a 1 b 2 c 3
                MGET a b none c a
                MGET
                MSET a
                MSET a 1 b
                MSET a 5 a 6
                GET a
                MSETNX a 1 d 2
                GET d
                MSETNX d 1 e 2
                MGET d e
                MSETNX e 1 f
                MSETNX f 1 f 2
                GET f
                """);
    }

    @Test
    void shouldReplyAsRedisWhenGettingAndExpiring() {
        same("""
                GETEX k
                GETEX k EX 0
                GETEX k EX a
                GETEX k FOO
                SET k v
                GETEX k
                GETEX k EX 100
                GETEX k PX 100000
                GETEX k EXAT ${now+100}
                GETEX k PXAT ${nowMs+100000}
                GETEX k PERSIST
                GETEX k PERSIST
                GETEX k PERSIST PERSIST
                GETEX k PERSIST EX 10
                GETEX k EX 10 PERSIST
                GETEX k EX 10 PX 10
                GETEX k EX
                GETEX k EX 0
                GETEX k EX -1
                GETEX k EXAT -1
                GETEX k EX abc
                GETEX k EX 9223372036854775807
                GETEX k PX 9223372036854775807
                GETEX k KEEPTTL
                GETEX k NX
                GETEX k GET
                GETEX k foo
                GETEX
                GET k
                GETEX k EXAT 1
                GET k
                SET k v
                GETEX k PXAT 1
                GET k
                SET k v
                GETEX k PXAT ${nowMs-10000}
                GET k
                """);
    }

    @Test
    void shouldReplyAsRedisWhenCounting() {
        same("""
                INCR k
                INCR k
                GET k
                DECR k
                DECR k
                DECR k
                INCRBY k 10
                DECRBY k 4
                INCRBY k -100
                DECRBY k -100
                INCRBY k 0
                INCRBY k abc
                INCRBY k 1.5
                INCRBY k ""
                INCRBY k " 1"
                INCRBY k +1
                INCRBY k 9223372036854775808
                DECRBY k 9223372036854775808
                DECRBY k -9223372036854775808
                INCRBY k -9223372036854775808
                SET k 9223372036854775807
                INCR k
                INCRBY k 1
                DECR k
                INCR k
                GET k
                SET k -9223372036854775808
                DECR k
                DECRBY k 1
                INCRBY k -1
                GET k
                SET k abc
                INCR k
                DECR k
                INCRBY k 1
                SET k 1.0
                INCR k
                SET k " 1"
                INCR k
                SET k "1 "
                INCR k
                SET k 01
                INCR k
                SET k ""
                INCR k
                SET k -0
                INCR k
                APPEND n 1
                APPEND n 1
                INCR n
                INCR
                INCR a b
                INCRBY a
                DECRBY a
                """);
    }

    @Test
    void shouldReplyAsRedisWhenCountingInFractions() {
        same("""
                INCRBYFLOAT f 0.1
                INCRBYFLOAT f 0.2
                INCRBYFLOAT f 1e3
                INCRBYFLOAT f -1000.3
                INCRBYFLOAT f 3
                GET f
                INCRBYFLOAT f 1.7976931348623157e308
                INCRBYFLOAT f inf
                INCRBYFLOAT f -inf
                INCRBYFLOAT f nan
                INCRBYFLOAT f abc
                INCRBYFLOAT f ""
                INCRBYFLOAT f " 1"
                INCRBYFLOAT f "1 "
                INCRBYFLOAT f 1x
                INCRBYFLOAT f +1
                INCRBYFLOAT f .5
                INCRBYFLOAT f 5.
                INCRBYFLOAT f 0x10
                INCRBYFLOAT f 1e400
                SET f 1
                INCRBYFLOAT f 1e-17
                INCRBYFLOAT f 1e-18
                SET f 0
                INCRBYFLOAT f 1e-18
                INCRBYFLOAT f 123456789.123456789
                INCRBYFLOAT f 3.00000000000000000000001
                SET f 9223372036854775807
                INCRBYFLOAT f 1
                INCRBYFLOAT f 0.5
                SET f -0.0
                INCRBYFLOAT f 0
                INCRBYFLOAT f -0
                SET f 5.0e3
                INCRBYFLOAT f 200
                SET f abc
                INCRBYFLOAT f 1
                INCRBYFLOAT f abc
                SET f ""
                INCRBYFLOAT f 1
                SET f 10.50
                INCRBYFLOAT f 0.1
                INCRBYFLOAT f -5
                INCRBYFLOAT f 1e17
                INCRBYFLOAT f 1e30
                INCRBYFLOAT g 1e4931
                INCRBYFLOAT g 1
                INCRBYFLOAT g 1e-4931
                INCRBYFLOAT g 1.15e4932
                INCRBYFLOAT g 1e4932
                INCRBYFLOAT g -1.15e4932
                INCRBYFLOAT g -1e4931
                INCRBYFLOAT f
                """);
    }

    @Test
    void shouldReplyAsRedisWhenEditingParts() {
        same("""
                APPEND k ""
                GET k
                APPEND k abc
                APPEND k def
                GET k
                APPEND n 12
                APPEND n 34
                GET n
                SETRANGE k 1 XY
                GET k
                SETRANGE k 10 end
                GET k
                SETRANGE none 5 ab
                GET none
                SETRANGE none2 5 ""
                GET none2
                SETRANGE k 100 ""
                SETRANGE k -1 a
                SETRANGE k abc a
                SETRANGE k 536870912 a
                SETRANGE k 536870911 ab
                SETRANGE k 9223372036854775807 a
                SETRANGE none3 9223372036854775807 a
                SETRANGE none3 9223372036854775807 ""
                SETRANGE n 1 99
                INCR n
                SETRANGE k 1
                SET g "hello world"
                GETRANGE g 0 -1
                GETRANGE g 0 4
                GETRANGE g -5 -1
                GETRANGE g -1 -5
                GETRANGE g 5 3
                GETRANGE g 0 100
                GETRANGE g -100 100
                GETRANGE g -100 -50
                GETRANGE g -100 0
                GETRANGE g 50 100
                GETRANGE g 11 11
                GETRANGE g 10 10
                GETRANGE g -9223372036854775808 9223372036854775807
                GETRANGE g 9223372036854775807 -9223372036854775808
                GETRANGE g a 1
                GETRANGE g 1 a
                GETRANGE none 0 -1
                GETRANGE none a 0
                SUBSTR g 0 4
                SUBSTR g 0
                SET i 12345
                GETRANGE i 1 -2
                GETRANGE i 0 -1
                """);
    }

    @Test
    void shouldReplyAsRedisWhenLookingForCommonParts() {
        same("""
                LCS a b
                LCS a b LEN
                LCS a b IDX
                MSET a ohmytext b mynewtext
                LCS a b
                LCS b a
                LCS a b LEN
                LCS a b IDX
                LCS a b IDX WITHMATCHLEN
                LCS a b IDX MINMATCHLEN 4
                LCS a b IDX MINMATCHLEN 4 WITHMATCHLEN
                LCS a b IDX MINMATCHLEN -4 WITHMATCHLEN
                LCS a b IDX MINMATCHLEN a
                LCS a b IDX MINMATCHLEN
                LCS a b IDX LEN
                LCS a b LEN WITHMATCHLEN
                LCS a b FOO
                LCS a
                LCS a a IDX WITHMATCHLEN
                MSET a 12345 b 345
                LCS a b IDX WITHMATCHLEN
                MSET a abcdabcdabcd b dcbadcba
                LCS a b
                LCS a b IDX WITHMATCHLEN
                MSET a xaxbxcxd b aabbccdd
                LCS a b IDX WITHMATCHLEN
                LCS a none
                LCS a none IDX
                """);
    }
}
