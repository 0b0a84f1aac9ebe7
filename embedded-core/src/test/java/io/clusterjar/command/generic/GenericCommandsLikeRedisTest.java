package io.clusterjar.command.generic;

import io.clusterjar.command.SameAsRedis;
import io.clusterjar.command.hash.HashCommands;
import io.clusterjar.command.string.StringCommands;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import org.junit.jupiter.api.Test;

/** Every command on keys of any type, with every option and error, against a real Redis. */
@BesideRedis
class GenericCommandsLikeRedisTest {
    private final RealRedis redis;

    GenericCommandsLikeRedisTest(RealRedis redis) {
        this.redis = redis;
    }

    private void same(String table) {
        SameAsRedis.table(redis, table, new GenericCommands(), new StringCommands(), new HashCommands());
    }

    @Test
    void shouldReplyAsRedisWhenKeysAreCountedAndDeleted() {
        same("""
                DEL a
                UNLINK a
                EXISTS a
                TOUCH a
                TYPE a
                DBSIZE
                RANDOMKEY
                KEYS *
                SCAN 0
                MSET a 1 b 2 c 3
                HSET h f v
                DBSIZE
                EXISTS a b none a h
                TOUCH a b none a
                TYPE a
                TYPE h
                ~ KEYS *
                ~ KEYS ?
                ~ KEYS [ab]
                KEYS [^abc]
                KEYS a*
                KEYS none*
                KEYS
                KEYS a b
                DEL a a none
                UNLINK b none c
                RANDOMKEY
                KEYS *
                DBSIZE
                DBSIZE a
                RANDOMKEY a
                DEL
                UNLINK
                EXISTS
                TOUCH
                TYPE
                TYPE a b
                SET "key with \\x00 and \\xff" v
                ~ KEYS *
                KEYS key*
                """);
    }

    @Test
    void shouldReplyAsRedisWhenTimesToLiveAreSet() {
        same("""
                EXPIRE k 100
                TTL k
                PTTL k
                EXPIRETIME k
                PEXPIRETIME k
                PERSIST k
                SET k v
                TTL k
                PTTL k
                EXPIRETIME k
                PEXPIRETIME k
                PERSIST k
                EXPIRE k 100
                TTL k
                PERSIST k
                PERSIST k
                TTL k
                PEXPIRE k 100000
                TTL k
                EXPIREAT k ${now+1000}
                EXPIRETIME k
                PEXPIRETIME k
                PEXPIREAT k ${nowMs+2000499}
                PEXPIRETIME k
                EXPIRETIME k
                PEXPIREAT k ${nowMs+2000500}
                EXPIRETIME k
                SET k w KEEPTTL
                PEXPIRETIME k
                APPEND k x
                PEXPIRETIME k
                SETRANGE k 0 y
                PEXPIRETIME k
                SET k 1 XX KEEPTTL
                INCR k
                INCRBYFLOAT k 0.5
                PEXPIRETIME k
                GETSET k 1
                TTL k
                SET k v PXAT ${nowMs+5000000}
                PEXPIRETIME k
                SET k v EXAT ${now+5000}
                PEXPIRETIME k
                GETEX k
                PEXPIRETIME k
                GETEX k EXAT ${now+6000}
                PEXPIRETIME k
                GETEX k PERSIST
                TTL k
                SETEX k 100 v
                TTL k
                PSETEX k 100000 v
                TTL k
                SET k v
                TTL k
                SET k v EX 100
                MSET k v
                TTL k
                HSET h f v
                EXPIRE h 100
                HSET h g w
                HINCRBY h n 1
                HDEL h g
                TTL h
                """);
    }

    @Test
    void shouldReplyAsRedisWhenTimesToLiveHaveConditions() {
        same("""
                SET k v
                EXPIRE k 100 XX
                EXPIRE k 100 GT
                TTL k
                EXPIRE k 100 LT
                TTL k
                EXPIRE k 200 NX
                TTL k
                EXPIRE k 50 GT
                EXPIRE k 200 LT
                TTL k
                EXPIRE k 200 GT
                TTL k
                EXPIRE k 50 LT
                TTL k
                EXPIRE k 300 XX
                TTL k
                EXPIRE k 299 XX GT
                EXPIRE k 400 XX GT
                EXPIRE k 40 XX LT
                EXPIRE k 40 xx lt
                PEXPIREAT k ${nowMs+700000}
                PEXPIREAT k ${nowMs+700000} GT
                PEXPIREAT k ${nowMs+700000} LT
                PEXPIREAT k ${nowMs+700001} GT
                PERSIST k
                EXPIRE k 100 NX NX
                EXPIRE k 100 NX XX
                EXPIRE k 100 NX GT
                EXPIRE k 100 LT NX
                EXPIRE k 100 GT LT
                EXPIRE k 100 XX GT LT
                EXPIRE k 100 NX GT LT
                EXPIRE k 100 FOO
                EXPIRE k 100 NX FOO
                EXPIRE k abc FOO
                EXPIRE none abc
                EXPIRE k abc
                EXPIRE k 1.5
                EXPIRE k ""
                EXPIRE k
                EXPIRE k 9223372036854775807
                EXPIRE k -9223372036854775808
                EXPIRE k 9223372036854775
                EXPIRE none 9223372036854775
                EXPIRE k 9223370000000000
                PEXPIRE k 9223372036854775807
                PEXPIRE k 9223370000000000000
                EXPIREAT k 9223372036854775807
                EXPIREAT k 9223372036854776
                EXPIREAT k 9223372036854775
                PEXPIREAT k 9223372036854775807
                PEXPIRETIME k
                EXPIRETIME k
                PEXPIRE none 9223372036854775807
                PEXPIRE k -9223372036854775808
                EXISTS k
                SET k v
                EXPIRE k 0
                EXISTS k
                EXPIRE k -1
                SET k v
                EXPIRE k -1
                EXISTS k
                SET k v
                EXPIREAT k 1
                EXISTS k
                SET k v
                PEXPIREAT k ${nowMs-1000}
                EXISTS k
                SET k v EX 100
                EXPIRE k -1 GT
                EXPIRE k -1 NX
                EXPIRE k -1 LT
                EXISTS k
                SET k v
                PEXPIREAT k -5
                EXISTS k
                TTL
                TTL a b
                PERSIST
                """);
    }

    @Test
    void shouldReplyAsRedisWhenKeysAreRenamed() {
        same("""
                RENAME a b
                RENAME a a
                RENAMENX a b
                RENAMENX a a
                SET a 1
                RENAME a a
                RENAMENX a a
                RENAME a b
                EXISTS a
                GET b
                SET c 3 EX 100
                RENAME c b
                GET b
                TTL b
                SET a 1
                RENAMENX a b
                RENAME a b
                TTL b
                RENAMENX b d
                GET d
                RENAME a
                RENAMENX a
                HSET h f v
                RENAME h d
                TYPE d
                HGETALL d
                DBSIZE
                """);
    }

    @Test
    void shouldReplyAsRedisWhenKeysAreCopiedAndMoved() {
        same("""
                COPY a b
                SET a 1 EX 100
                COPY a b
                COPY a b
                COPY a b REPLACE
                COPY a b REPLACE REPLACE
                TTL b
                COPY a a
                COPY a a REPLACE
                COPY none none
                COPY a a DB 1
                COPY a a DB 1
                COPY a a DB 1 REPLACE
                COPY a c REPLACE DB 2
                COPY a c DB 16
                COPY a c DB -1
                COPY a c DB abc
                COPY a c DB 99999999999
                COPY a c DB 9223372036854775808
                COPY a c DB
                COPY a c FOO
                COPY a c DB 1 DB 3
                COPY a
                SELECT 1
                KEYS *
                TTL a
                INCR a
                SELECT 2
                KEYS *
                SELECT 3
                KEYS *
                SELECT 0
                GET a
                SET n x
                COPY n m
                APPEND n y
                GET m
                HSET h f v
                COPY h g
                HSET h f w
                HGETALL g
                COPY h b REPLACE
                TTL b
                TYPE b
                MOVE none 1
                MOVE a 0
                MOVE a 16
                MOVE a -1
                MOVE a abc
                MOVE a 99999999999
                MOVE a
                MOVE a 1
                MOVE a 4
                EXISTS a
                SELECT 4
                GET a
                TTL a
                SELECT 0
                SWAPDB 0 4
                GET a
                TTL a
                KEYS b
                SWAPDB 0 0
                SWAPDB 0 16
                SWAPDB 16 0
                SWAPDB -1 0
                SWAPDB a 0
                SWAPDB 0 a
                SWAPDB a b
                SWAPDB 99999999999 0
                SWAPDB 0 99999999999
                SWAPDB 0
                SWAPDB 4 0
                GET b
                TYPE b
                FLUSHDB
                DBSIZE
                SELECT 1
                DBSIZE
                FLUSHDB ASYNC
                FLUSHDB SYNC
                FLUSHDB FOO
                FLUSHDB SYNC ASYNC
                FLUSHALL FOO
                FLUSHALL async
                FLUSHALL sync
                SELECT 2
                DBSIZE
                """);
    }

    @Test
    void shouldReplyAsRedisWhenKeysAreScanned() {
        same("""
                SCAN 0
                SCAN a
                SCAN -
                SCAN ""
                SCAN 0 COUNT 0
                SCAN 0 COUNT a
                SCAN 0 FOO
                SCAN 0 TYPE
                SCAN 0 MATCH
                SCAN
                MSET a 1 b 2
                HSET h f v
                ~ SCAN 0
                ~ SCAN 0 COUNT 100
                ~ SCAN 0 COUNT 9223372036854775807
                ~ SCAN 0 TYPE string COUNT 100
                ~ SCAN 0 TYPE STRING COUNT 100
                ~ SCAN 0 TYPE hash COUNT 100
                ~ SCAN 0 TYPE foo COUNT 100
                ~ SCAN 0 MATCH [ah] COUNT 100
                ~ SCAN 0 MATCH [ah] COUNT 100 TYPE hash
                ~ SCAN 0 MATCH * COUNT 100
                ~ SCAN 0 MATCH a MATCH b COUNT 100
                SCAN 0 COUNT 100 FOO
                SCAN a FOO
                """);
    }

    @Test
    void shouldReplyAsRedisWhenObjectsAreInspected() {
        same("""
                OBJECT ENCODING none
                OBJECT FREQ none
                OBJECT IDLETIME none
                OBJECT REFCOUNT none
                OBJECT HELP
                OBJECT HELP foo
                OBJECT FOO k
                OBJECT
                OBJECT ENCODING
                OBJECT ENCODING a b
                SET k v
                OBJECT ENCODING k
                OBJECT REFCOUNT k
                OBJECT IDLETIME k
                OBJECT FREQ k
                SET k 12
                OBJECT ENCODING k
                OBJECT REFCOUNT k
                SET k 10000
                OBJECT REFCOUNT k
                SET k 9999
                OBJECT REFCOUNT k
                INCR k
                OBJECT REFCOUNT k
                SET k -1
                OBJECT REFCOUNT k
                SET k 9223372036854775807
                OBJECT ENCODING k
                SET k 9223372036854775808
                OBJECT ENCODING k
                SET k 01234567890123456789012345678901234567890123
                OBJECT ENCODING k
                SET k 012345678901234567890123456789012345678901234
                OBJECT ENCODING k
                APPEND new 12
                OBJECT ENCODING new
                APPEND new ""
                OBJECT ENCODING new
                INCR new
                OBJECT ENCODING new
                APPEND new 1
                OBJECT ENCODING new
                INCRBYFLOAT new 1
                OBJECT ENCODING new
                INCR new
                OBJECT ENCODING new
                SETRANGE new 0 ""
                OBJECT ENCODING new
                SETRANGE new 0 5
                OBJECT ENCODING new
                COPY new cp
                OBJECT ENCODING cp
                GETSET new 5
                OBJECT ENCODING new
                SETRANGE zero 3 ab
                OBJECT ENCODING zero
                MSET m 5 l abc
                OBJECT ENCODING m
                OBJECT ENCODING l
                COPY l l2
                OBJECT ENCODING l2
                SETNX sx 5
                OBJECT ENCODING sx
                SETEX se 100 5
                OBJECT ENCODING se
                GETEX se
                OBJECT ENCODING se
                INCRBYFLOAT fl 3.0
                OBJECT ENCODING fl
                INCRBYFLOAT fl 0.12345678901234567
                OBJECT ENCODING fl
                HSET h f v
                OBJECT ENCODING h
                OBJECT REFCOUNT h
                HSET h f 0123456789012345678901234567890123456789012345678901234567890123
                OBJECT ENCODING h
                HSET h f 01234567890123456789012345678901234567890123456789012345678901234
                OBJECT ENCODING h
                HSET h f v
                OBJECT ENCODING h
                COPY h hc
                OBJECT ENCODING hc
                HSET i 01234567890123456789012345678901234567890123456789012345678901234 v
                OBJECT ENCODING i
                HSETNX j 01234567890123456789012345678901234567890123456789012345678901234 v
                OBJECT ENCODING j
                HINCRBY n 01234567890123456789012345678901234567890123456789012345678901234 1
                OBJECT ENCODING n
                HINCRBYFLOAT o 01234567890123456789012345678901234567890123456789012345678901234 1
                OBJECT ENCODING o
                HINCRBYFLOAT p f 1e100
                OBJECT ENCODING p
                HMSET q f 01234567890123456789012345678901234567890123456789012345678901234
                OBJECT ENCODING q
                """);
    }
}
