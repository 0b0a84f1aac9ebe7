package io.clusterjar.command.generic;

import io.clusterjar.command.SameEffects;
import io.clusterjar.command.hash.HashCommands;
import io.clusterjar.command.string.StringCommands;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import org.junit.jupiter.api.Test;

/** What commands on strings, hashes and keys propagate and notify of, against a real Redis. */
@BesideRedis(SameEffects.OPTIONS)
class EffectsLikeRedisTest {
    private final RealRedis redis;

    EffectsLikeRedisTest(RealRedis redis) {
        this.redis = redis;
    }

    private void same(String table) {
        SameEffects.table(redis, table, new GenericCommands(), new StringCommands(), new HashCommands());
    }

    @Test
    void shouldPropagateAsRedisWhenStringsChange() {
        same("""
                set k v
                GET k
                GET none
                set k v NX
                set k w XX
                set n v NX
                set k v EX 100
                set k v PX 100000 GET
                set k v NX GET
                set k v XX get
                set k v GET KEEPTTL get
                set get get get
                set k v EXAT ${now+100}
                set k v PXAT ${nowMs+100000}
                set k v PXAT ${nowMs+100000} XX GET
                set k v KEEPTTL
                setnx k v
                setnx sn v
                setex k 100 v
                psetex k 100000 v
                getset k w
                getset gs w
                getex k
                getex k EX 100
                getex k PX 100000
                getex k EXAT ${now+100}
                getex k PXAT ${nowMs+100000}
                getex k PERSIST
                getex k PERSIST
                getex k EXAT 1
                getex k EX 100
                getdel sn
                getdel sn
                mset a 1 b 2
                msetnx a 1 c 2
                msetnx d 1 e 2
                mget a b
                incr a
                incrby a 5
                decr a
                decrby a 5
                incr new
                incrbyfloat a 0.5
                incrbyfloat newf 0.5
                incrbyfloat a x
                append a x
                append app x
                append a ""
                setrange a 0 y
                setrange a 0 ""
                setrange sr 2 y
                setrange sr2 2 ""
                getrange a 0 1
                strlen a
                lcs a b
                """);
    }

    @Test
    void shouldPropagateAsRedisWhenHashesChange() {
        same("""
                hset h f v
                hset h f v
                hset h f v g w
                hmset h f v
                hsetnx h f v
                hsetnx h x v
                hincrby h n 1
                hincrby h n 0
                hincrbyfloat h n 0.5
                hincrby h n 1
                hget h f
                hdel h none
                hdel h f none g
                hdel h n x
                hset one f v
                hdel one f f
                hgetall h
                """);
    }

    @Test
    void shouldPropagateAsRedisWhenKeysChange() {
        same("""
                set a 1
                expire a 100
                expire a 100 NX
                expire a 200 GT
                expire a 50 LT
                expire a 60 XX
                pexpire a 100000
                expireat a ${now+100}
                pexpireat a ${nowMs+100000}
                pexpireat a ${nowMs+200000} XX
                pexpire none 5
                persist a
                persist a
                ttl a
                expire a -1
                set a 1
                expireat a 1
                set a 1
                pexpireat a 1 NX
                set a 1 EX 100
                rename a b
                rename b b
                renamenx b b
                renamenx b c
                set d 1
                rename c d
                set c 2
                renamenx c d
                copy d e
                copy d e
                copy d e REPLACE
                copy d e DB 1
                copy c c2 DB 1 REPLACE
                move c 1
                move c 1
                move d 1
                exists d e
                touch d e
                type d
                del none
                del d none e
                set a 1
                set b 1
                unlink a b
                set a 1
                ? select 1
                set x 1
                ? select 0
                swapdb 0 1
                flushdb
                flushdb
                set a 1
                flushdb async
                flushall
                flushall sync
                """);
    }
}
