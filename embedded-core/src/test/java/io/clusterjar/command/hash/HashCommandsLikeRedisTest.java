package io.clusterjar.command.hash;

import io.clusterjar.command.SameAsRedis;
import io.clusterjar.command.string.StringCommands;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import org.junit.jupiter.api.Test;

/** Every command on hashes, with every option and error, against a real Redis. */
@BesideRedis
class HashCommandsLikeRedisTest {
    private final RealRedis redis;

    HashCommandsLikeRedisTest(RealRedis redis) {
        this.redis = redis;
    }

    private void same(String table) {
        SameAsRedis.table(redis, table, new HashCommands(), new StringCommands());
    }

    @Test
    void shouldReplyAsRedisWhenFieldsAreSetReadAndRemoved() {
        same("""
                HGET h f
                HGETALL h
                HKEYS h
                HVALS h
                HLEN h
                HEXISTS h f
                HSTRLEN h f
                HMGET h f g
                HDEL h f
                HSET h f v
                HSET h f w
                HSET h f w g 12 i -5 j ""
                HGET h f
                HGET h g
                HGET h none
                HGET h j
                HMGET h f none g j
                HGETALL h
                HKEYS h
                HVALS h
                HLEN h
                HEXISTS h f
                HEXISTS h none
                HSTRLEN h f
                HSTRLEN h g
                HSTRLEN h i
                HSTRLEN h j
                HSTRLEN h none
                HSET h f replaced-by-something-longer
                HGETALL h
                HSET h a 1 a 2
                HGET h a
                HSET h f
                HSET h
                HSET h f v g
                HMSET h f v g
                HMSET h f
                HMSET h x 1 y 2
                HGETALL h
                HSETNX h x 5
                HSETNX h z 5
                HGET h z
                HSETNX h z
                HDEL h x none y
                HDEL h f f
                HGETALL h
                HDEL h g i j a z
                HLEN h
                HGETALL h
                HDEL h g
                HDEL h
                HGET h
                HLEN
                HSET h 007 a 7 b -0 c 9223372036854775807 d 9223372036854775808 e
                HGETALL h
                HGET h 7
                HGET h 007
                HGET h 07
                HDEL h 7
                HGETALL h
                HSET h "" empty
                HGET h ""
                HEXISTS h ""
                """);
    }

    @Test
    void shouldReplyAsRedisWhenFieldsAreCounted() {
        same("""
                HINCRBY h f 5
                HINCRBY h f -7
                HINCRBY h f 0
                HGET h f
                HINCRBY h f a
                HINCRBY h f 1.5
                HINCRBY h f ""
                HINCRBY h f
                HSET h f 9223372036854775807
                HINCRBY h f 1
                HINCRBY h f -1
                HSET h f -9223372036854775808
                HINCRBY h f -1
                HSET h s abc
                HINCRBY h s 1
                HSET h s " 1"
                HINCRBY h s 1
                HSET h s ""
                HINCRBY h s 1
                HSET h s 1.5
                HINCRBY h s 1
                HINCRBY h s a
                HINCRBYFLOAT h s 0.1
                HINCRBYFLOAT h s 0.2
                HINCRBYFLOAT h s -1.8
                HINCRBYFLOAT h s a
                HINCRBYFLOAT h s ""
                HINCRBYFLOAT h s " 1"
                HINCRBYFLOAT h s nan
                HINCRBYFLOAT h s inf
                HINCRBYFLOAT none s inf
                HGETALL none
                HINCRBYFLOAT h n 1e3
                HINCRBYFLOAT h n 5.0e-3
                HGET h n
                HSET h s abc
                HINCRBYFLOAT h s 1
                HSET h s ""
                HINCRBYFLOAT h s 1
                HSET h s "1 "
                HINCRBYFLOAT h s 1
                HINCRBYFLOAT h s
                HSET h big 1e4930
                HINCRBYFLOAT h big 1e4930
                HINCRBYFLOAT h big 1e4932
                ~ HGETALL h
                """);
    }

    @Test
    void shouldReplyAsRedisWhenFieldsAreDrawn() {
        same("""
                HRANDFIELD h
                HRANDFIELD h 5
                HRANDFIELD h -5
                HRANDFIELD h 5 WITHVALUES
                HRANDFIELD h abc
                HRANDFIELD h 1 FOO
                HRANDFIELD h abc FOO
                HRANDFIELD h 1 WITHVALUES FOO
                HRANDFIELD h -9223372036854775808
                HRANDFIELD h -9223372036854775807 WITHVALUES
                HRANDFIELD h 9223372036854775807 WITHVALUES
                HRANDFIELD h 9223372036854775807 FOO
                HSET h f v
                HRANDFIELD h
                HRANDFIELD h 0
                HRANDFIELD h 0 WITHVALUES
                HRANDFIELD h 1
                HRANDFIELD h 5
                HRANDFIELD h -3
                HRANDFIELD h -3 WITHVALUES
                HRANDFIELD h 3 WITHVALUES
                HRANDFIELD h 3 withvalues
                HSET h g w i x
                HRANDFIELD h 3
                HRANDFIELD h 10 WITHVALUES
                HRANDFIELD h 9223372036854775807
                HRANDFIELD
                """);
    }

    @Test
    void shouldReplyAsRedisWhenHashesAreScanned() {
        same("""
                HSCAN h 0
                HSCAN h 5
                HSCAN h 0 COUNT 0
                HSCAN h a
                HSCAN h ""
                HSCAN h -1
                HSCAN h +1
                HSCAN h " 1"
                HSCAN h 1x
                HSCAN h -
                HSCAN h 18446744073709551615
                HSCAN h 18446744073709551616
                HSET h f v g 12 aa 3
                HSCAN h 0
                HSCAN h 100
                HSCAN h 0 COUNT 1
                HSCAN h 0 MATCH a*
                HSCAN h 0 MATCH *
                HSCAN h 0 MATCH [fg] COUNT 1
                HSCAN h 0 COUNT 0
                HSCAN h 0 COUNT -1
                HSCAN h 0 COUNT a
                HSCAN h 0 COUNT 9223372036854775807
                HSCAN h 0 COUNT
                HSCAN h 0 MATCH
                HSCAN h 0 TYPE hash
                HSCAN h 0 FOO
                HSCAN h 0 FOO bar
                HSCAN h 0 COUNT 5 FOO
                HSCAN h
                """);
    }

    @Test
    void shouldReplyAsRedisWhenTheKeyHoldsAnotherType() {
        same("""
                SET s v
                HSET s f v
                HSET s f
                HSETNX s f v
                HMSET s f v
                HGET s f
                HMGET s f
                HGETALL s
                HKEYS s
                HVALS s
                HLEN s
                HEXISTS s f
                HSTRLEN s f
                HDEL s f
                HINCRBY s f 1
                HINCRBY s f a
                HINCRBYFLOAT s f 1
                HINCRBYFLOAT s f a
                HRANDFIELD s
                HRANDFIELD s 1
                HRANDFIELD s a
                HSCAN s 0
                HSCAN s a
                HSCAN s 0 FOO
                HSET h f v
                GET h
                SET h w GET
                GETSET h w
                GETDEL h
                GETEX h
                GETEX h EX 0
                APPEND h a
                SETRANGE h 0 a
                SETRANGE h 0 ""
                SETRANGE h -1 a
                INCR h
                INCRBY h a
                INCRBYFLOAT h 1
                INCRBYFLOAT h a
                STRLEN h
                GETRANGE h 0 1
                GETRANGE h a 1
                MGET h s
                LCS h s
                LCS h s FOO
                SET h w NX
                SETNX h w
                HLEN h
                SET h w
                GET h
                """);
    }
}
