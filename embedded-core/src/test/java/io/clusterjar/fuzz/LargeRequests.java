package io.clusterjar.fuzz;

/** Requests that make large values, and look into them. */
final class LargeRequests {
    static final String WORDS = """
            member: <m:700> <2:300>
            score: <:60> <0.:40> -1 inf
            element: <e:300> <1:100> <x*500> <y*3000>
            distinct: <d:20000>
            up: 1-* 2-* 3-* 4-* 5-* 5-* 5-* 6-* 6-* 7-* 8-* 9-*
            id: 1-1 2-3 3-4 5-1 5-2 5-7 6-0 6-1 6-3 7-2
            near: 0 1 -1 10 -10 100 127 128 129 -128 -129 300 511 512 513 -513
            key: h l s z x p i
            """;

    static final String LARGE = """
            x2 HSET h ( $member $element )++
            x2 HSET h2 ( $member $element )+
            HDEL h ( $member )++
            HGET h $member
            HMGET h ( $member )+
            HLEN h
            ~ HGETALL h
            ~ HKEYS h2
            HINCRBY h $member 5
            x3 RPUSH l ( $element )++
            LPUSH l ( $element )++
            LINSERT l BEFORE $element $element
            LREM l $near $element
            LTRIM l $near $near
            LRANGE l $near $near
            LINDEX l $near
            LSET l $near $element
            LPOS l $element RANK $near COUNT 0
            LPOP l 100
            LMOVE l l2 LEFT RIGHT
            x2 SADD s ( $member )++
            SADD s2 ( $member )++
            x2 SADD i ( $near )++
            SREM s ( $member )++
            SISMEMBER s $member
            ~ SMEMBERS s
            ~ SINTER s s2
            SINTERSTORE s3 s s2
            SDIFFSTORE s3 s s2
            SUNIONSTORE s2 s2 i
            ~ SMEMBERS %key ; ! SRANDMEMBER %key 300
            x2 ZADD z ( $score $member )++
            ZADD z2 ( $score $member )++
            ZREM z ( $member )++
            ZSCORE z $member
            ZRANK z $member
            ZREVRANK z $member
            x2 ZRANGE z $near $near WITHSCORES
            ZREVRANGE z $near $near
            ZRANGE z $score $score BYSCORE LIMIT $near $near
            ZCOUNT z $score $score
            ZINCRBY z $score $member
            ZPOPMIN z 50
            ZREMRANGEBYRANK z $near $near
            ZREMRANGEBYSCORE z $score $score
            ZUNIONSTORE z3 2 z z2
            ZINTERSTORE z3 2 z z2 AGGREGATE MAX
            ZDIFFSTORE z3 2 z z2
            ZRANGESTORE z3 z $near $near
            ZINTERCARD 2 z z2
            XADD x $up ( $member $element )+
            XADD x $up a 1 b 2
            XADD x $up a 1 b 2
            XRANGE x $id $id COUNT $near
            XREVRANGE x + - COUNT $near
            XDEL x ( $id )+
            XTRIM x MAXLEN 100
            XTRIM x MAXLEN ~ 50
            XLEN x
            x4 PFADD p ( $distinct )++
            PFADD p2 ( $distinct )++
            PFCOUNT p p2
            PFCOUNT p
            PFMERGE p2 p
            GETRANGE p $near $near
            OBJECT ENCODING $key
            COPY $key copy REPLACE
            COPY copy $key REPLACE
            SORT l ALPHA LIMIT $near 10
            SORT s ALPHA LIMIT $near 10
            DEL $key
            """;

    private LargeRequests() {}
}
