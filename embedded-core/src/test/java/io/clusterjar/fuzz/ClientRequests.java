package io.clusterjar.fuzz;

/** Requests for which it matters who sends them: transactions, waiting, publishing. */
final class ClientRequests {
    static final String WORDS = """
            key: a b c
            element: 1 2 3 x y
            channel: c1 c2 news.a news.b ""
            pattern: c* news.* * c? [cn]*
            message: hello "" 1 "a b"
            """;

    static final String TRANSACTIONS = """
            x3 MULTI
            x4 EXEC
            DISCARD
            x2 WATCH ( $key )+
            UNWATCH
            x3 SET $key $value
            x2 INCR $key
            GET $key
            RPUSH $key $value
            LPOP $key
            HSET $key f $value
            GETRANGE $key 0
            FOO
            SELECT ( 0 | 1 | 99 )
            DEL $key
            FLUSHALL
            EXPIRE $key ( 0 | 1000 )
            MULTI ; SET $key $value ; INCR $key ; EXEC
            WATCH %key ; 1: SET %key $value ; MULTI ; INCR $key ; EXEC
            WATCH %key ; 1: GET %key ; MULTI ; SET %key $value ; EXEC
            WATCH %key ; 1: DEL %key ; 1: SET %key $value ; MULTI ; SET %key $value ; EXEC
            WATCH %key ; 1: EXPIRE %key 0 ; MULTI ; GET $key ; EXEC
            WATCH %key ; 1: FLUSHDB ; MULTI ; GET $key ; EXEC
            WATCH %key ; 1: SWAPDB 0 1 ; MULTI ; GET $key ; EXEC
            1: MULTI ; 1: SET $key $value ; GET $key ; 1: EXEC ; GET $key ; 1:
            RESET ; HELLO 4
            """;

    /** Consumers are made first: before 7.2, one that waited was made when it got something. */
    static final String BLOCKING = """
            1: BLPOP $key ( $key )? 0 ; RPUSH $key ( $element )+ ; LRANGE $key 0 -1 ; 1:
            1: BRPOP $key $key 0 ; 2: BLPOP $key 0 ; LPUSH $key ( $element )+ ; 1: ; 2:
            1: BLMOVE $key $key LEFT RIGHT 0 ; 2: BLPOP $key 0 ; RPUSH $key ( $element )+ ; LRANGE $key 0 -1 ; 2: ; 1:
            1: BLMPOP 0 1 $key LEFT COUNT $few ; 2: BRPOPLPUSH $key $key 0 ; MULTI ; RPUSH $key ( $element )+ ; LPOP $key ; LPUSH $key $element ; EXEC ; 1: ; 2:
            1: BZPOPMIN $key $key 0 ; 2: BZPOPMAX $key 0 ; ZADD $key 1 $element 2 $element ; ZADD $key 3 $element ; ZRANGE $key 0 -1 WITHSCORES ; 1: ; 2:
            1: BZMPOP 0 2 $key $key MAX COUNT $few ; ZADD $key ( $few $element )+ ; ZUNIONSTORE $key 1 $key ; 1:
            1: BLPOP $key 0 ; 2: BZPOPMIN $key 0 ; RPUSH tmp $element ; ZADD tmpz 1 $element ; RENAME tmp $key ; RENAME tmpz $key ; 1: ; 2:
            1: BLPOP $key 0 ; RPUSH tmp $element ; SORT tmp ALPHA STORE $key ; 1:
            1: BLPOP $key 0 ; RPUSH tmp $element ; COPY tmp $key REPLACE ; DEL tmp ; 1:
            1: MULTI ; 1: BLPOP $key 0 ; 1: SET $key $element ; 1: EXEC ; 1:
            1: BLPOP $key 0 ; SET $key $element ; DEL $key ; RPUSH $key $element ; 1:
            1: BLPOP %key 0 ; 2: BLPOP %key 0 ; 3: BRPOP %key 0 ; RPUSH %key a b ; LLEN %key ; RPUSH %key c d ; 3: ; 2: ; 1:
            1: BLPOP $key 0 ; 1: SET $key $element ; 1: GET $key ; LPUSH $key $element ; 1:
            1: BLMOVE a b LEFT LEFT 0 ; 2: BLMOVE b c LEFT LEFT 0 ; 3: BLPOP c 0 ; RPUSH a $element ; 3: ; 2: ; 1:
            1: BLPOP $key 0 ; MULTI ; RPUSH $key $element ; DEL $key ; EXEC ; 1:
            1: BLPOP %key 0 ; DEL %key ; SET %key x ; RENAME %key other ; LPUSH %key $element ; 1:
            1: XREAD BLOCK 0 STREAMS $key $ ; XADD $key 100-* f v ; 1:
            1: XREAD COUNT 1 BLOCK 0 STREAMS %key 50 ; XADD %key 49-* f v ; XADD %key 51-* f v ; XADD %key 52-* f v ; 1:
            XGROUP CREATE %key g $ MKSTREAM ; XGROUP CREATECONSUMER %key g c1 ; XGROUP CREATECONSUMER %key g c2 ; 1: XREADGROUP GROUP g c1 BLOCK 0 STREAMS %key > ; 2: XREADGROUP GROUP g c2 BLOCK 0 STREAMS %key > ; XADD %key 200-* f v ; XADD %key 201-* f v ; 2: ; 1:
            XGROUP CREATE %key g $ MKSTREAM ; XGROUP CREATECONSUMER %key g c1 ; XGROUP CREATECONSUMER %key g c2 ; 1: XREADGROUP GROUP g c1 BLOCK 0 STREAMS %key > ; ( XGROUP DESTROY %key g | DEL %key | SET %key x ) ; 1:
            x2 DEL ( $key )+
            RPUSH $key $element
            LPOP $key
            ZADD $key 1 $element
            """;

    static final String PUBSUB = """
            x4 1: SUBSCRIBE ( $channel )+
            2: SUBSCRIBE ( $channel )+
            2: PSUBSCRIBE ( $pattern )+
            3: PSUBSCRIBE ( $pattern )+
            1: UNSUBSCRIBE $channel
            2: PUNSUBSCRIBE $pattern
            3: SSUBSCRIBE ( $channel )+
            3: SUNSUBSCRIBE $channel
            x10 PUBLISH $channel $message
            x2 SPUBLISH $channel $message
            ~ PUBSUB CHANNELS ( $pattern )?
            ~ PUBSUB SHARDCHANNELS ( $pattern )?
            PUBSUB NUMSUB ( $channel )+
            PUBSUB SHARDNUMSUB ( $channel )+
            PUBSUB NUMPAT
            PUBSUB FOO
            1: GET a
            1: PING hello
            2: SET a b
            3: PUBLISH $channel $message
            MULTI ; PUBLISH $channel $message ; EXEC
            2: RESET
            1: ~
            2: ~
            3: ~
            """;

    private ClientRequests() {}
}
