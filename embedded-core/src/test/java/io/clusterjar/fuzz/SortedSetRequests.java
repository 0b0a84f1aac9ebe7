package io.clusterjar.fuzz;

/** Requests on sorted sets, and on places that are kept in them. */
final class SortedSetRequests {
    static final String ZSET_WORDS = """
            same: la lb
            member: a b c d e f g 1 2 3 -3 100 "" 12345 "x y" xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx "\\x00\\xff" 01 aa ab
            score: 0 1 -1 2 2.5 3 1e3 0.1 0.125 inf -inf 5 7 100 1e300 1e-5 3.3333333333333335 1e17 123456789012345678
            weight: 0 1 2 2.5 0.1 1e3 inf -inf
            bad: abc "" nan " 1" 1e400 (1 0x1p3 +5 1_0
            bound: 0 1 (1 -inf +inf (2.5 3 (inf 100 (-1 0.1 (0.1 (abc abc
            lex: - + [a (a [b (c [ ( [aa (x a "" [1 +a
            """;

    /**
     * No score is negative zero, which Redis forgets the sign of in small sets.
     * Ranges by name are asked for where all scores are equal: otherwise there is no right answer.
     */
    static final String ZSETS = """
            x8 ZADD $key ( $score $member )+
            x3 ZADD %same ( 0 $member )+ ; ZCARD %same
            ZREM $same $member
            DEL $same
            x3 ZADD $key ( NX | XX | GT | LT | CH | INCR | ch )+ $score $member
            ZADD $key ( NX | XX | GT | LT | CH | INCR )+ ( $score $member )+
            ZADD $key $bad $member
            x2 ZINCRBY $key $score $member
            ZINCRBY $key $bad $member
            x2 ZREM $key ( $member )+
            ZSCORE $key $member
            ZMSCORE $key ( $member )+
            ZRANK $key $member
            ZREVRANK $key $member
            ZCARD $key
            x2 ZRANGE $key $far $far ( WITHSCORES | REV | REV WITHSCORES )?
            x2 ZRANGE $key $bound $bound BYSCORE ( REV | WITHSCORES | LIMIT $index $index )?
            ZRANGE $same $lex $lex BYLEX ( REV | LIMIT $index $index )?
            ZRANGE $key $bound $bound ( BYSCORE | BYSCORE | REV | WITHSCORES | LIMIT $index $index )+
            ZREVRANGE $key $far $far ( WITHSCORES )?
            ZRANGEBYSCORE $key $bound $bound ( WITHSCORES )? ( LIMIT $index $index )?
            ZREVRANGEBYSCORE $key $bound $bound ( WITHSCORES )? ( LIMIT $index $index )?
            ZRANGEBYLEX $same $lex $lex ( LIMIT $index $index )?
            ZREVRANGEBYLEX $same $lex $lex ( LIMIT $index $index )?
            ZCOUNT $key $bound $bound
            ZLEXCOUNT $same $lex $lex
            x2 ZPOPMIN $key ( $count )?
            x2 ZPOPMAX $key ( $few )?
            ZMPOP $few $key $key ( MIN | MAX | FOO ) ( COUNT $count )?
            ZMPOP 1 $key ( MIN | MAX ) ( COUNT $few )?
            x2 ZUNION 2 $key $key ( WEIGHTS $weight $weight )? ( AGGREGATE SUM | AGGREGATE MIN | AGGREGATE MAX )? ( WITHSCORES )?
            x2 ZINTER 2 $key $key ( WEIGHTS $weight $weight )? ( AGGREGATE SUM | AGGREGATE MIN | AGGREGATE MAX )? ( WITHSCORES )?
            ZINTER $few $key $key ( WEIGHTS $bad $weight | AGGREGATE FOO | WITHSCORES | FOO )+
            x2 ZDIFF 2 $key $key ( WITHSCORES )?
            ZDIFF 3 $key $key $key WITHSCORES
            x2 ZUNIONSTORE $key 2 $key $key ( WEIGHTS $weight $weight )? ( AGGREGATE SUM | AGGREGATE MIN | AGGREGATE MAX )?
            x2 ZINTERSTORE $key 2 $key $key ( WEIGHTS $weight $weight )?
            ZINTERSTORE $key 3 $key $key $key
            x2 ZDIFFSTORE $key 2 $key $key
            ZDIFFSTORE $key 3 $key $key $key
            ZINTERCARD 2 $key $key ( LIMIT $count )?
            x2 ZRANGESTORE $key $key $far $far ( REV )?
            ZRANGESTORE $key $key $bound $bound BYSCORE ( LIMIT $index $index )?
            ZRANGESTORE $same $same $lex $lex BYLEX ( LIMIT $index $index )?
            ZREMRANGEBYRANK $key $far $far
            ZREMRANGEBYSCORE $key $bound $bound
            ZREMRANGEBYLEX $same $lex $lex
            ZRANGE %key 0 -1 WITHSCORES ; ! ZRANDMEMBER %key ( $count )?
            ZRANDMEMBER $key ( abc | 1 FOO | -9223372036854775808 WITHSCORES )
            = ZSCAN $key 0 COUNT 1000 ( MATCH $glob )?
            MULTI ; BZPOPMIN $key $key 0.01 ; BZPOPMAX $key 0.01 ; BZMPOP 0.01 1 $key MIN COUNT 2 ; EXEC
            BZPOPMIN $key ( -1 | abc | inf )
            SADD $key ( $member )+
            OBJECT ENCODING $key
            COPY $key $key ( REPLACE )?
            SET $key $value
            DEL $key
            """;

    static final String GEO_WORDS = """
            place: Palermo Catania edge1 edge2 pole a b c "" x <p:60>
            lon: <-180~180:60> <-2~2:40> <13.:50> <-7.12:20> 13.361389 15.087269 -122.4 179.99 -180 180 0 0.0001 -0.0001 2.35 2.36 13.5 180.1 -180.1 abc nan
            lat: <-85~85:60> <-1~1:40> <37.:50> <-33.4:20> 38.115556 37.502669 37.8 85.05112878 -85.05112878 0 0.0001 48.85 48.86 38 85.06 -86 abc
            radius: 0 1 10 100 200.5 1000 5000 20000 30000 -1 abc 1e300
            unit: m km ft mi KM yd
            """;

    /** Stored distances are shown without their last digits, which come from another library's sines. */
    static final String GEO = """
            x8 GEOADD $key ( $lon $lat $place )+
            x4 GEOADD $key ( NX | XX | CH )? ( 13.361389 38.115556 Palermo | 15.087269 37.502669 Catania | 2.35 48.85 $place | 179.99 0 edge1 | -179.99 0 edge2 | 12.75 37 a | 0 85 pole )+
            GEOADD $key ( NX | XX | CH )+ $lon $lat $place
            x2 GEODIST $key $place $place ( $unit )?
            x2 GEOPOS $key ( $place )+
            x2 GEOHASH $key ( $place )+
            x3 GEOSEARCH $key ( FROMMEMBER $place | FROMLONLAT $lon $lat ) ( BYRADIUS $radius $unit | BYBOX $radius $radius $unit ) ( ASC | DESC )
            x3 GEOSEARCH $key FROMLONLAT 15 37 ( BYRADIUS $radius km | BYBOX $radius $radius km ) ASC ( WITHCOORD | WITHDIST | WITHHASH )+
            GEOSEARCH $key FROMLONLAT $lon $lat BYRADIUS 30000 km ( ASC | DESC ) COUNT $count
            GEOSEARCH $key FROMLONLAT 2.355 48.855 ( BYRADIUS 100 km | BYBOX 50 50 mi ) ( COUNT $few ) ASC
            x2 GEOSEARCH $key ( FROMMEMBER $place | FROMLONLAT $lon $lat ) ( BYRADIUS $radius $unit | BYBOX $radius $radius $unit ) ( WITHDIST )? ( COUNT $few ANY )?
            GEORADIUS $key $lon $lat $radius km ( COUNT $few ( ANY )? )?
            ~ GEOSEARCH $key ( FROMMEMBER $place | FROMLONLAT $lon $lat | BYRADIUS $radius $unit | BYBOX $radius $radius $unit | WITHDIST | ASC | FOO )+
            x2 GEOSEARCHSTORE $key $key ( FROMMEMBER $place | FROMLONLAT $lon $lat ) ( BYRADIUS $radius $unit | BYBOX $radius $radius $unit ) ( COUNT $few ASC )?
            x2 GEORADIUS $key $lon $lat $radius $unit ( WITHCOORD | WITHDIST | WITHHASH )? ASC
            GEORADIUS $key 15 37 $radius km ASC ( COUNT $few )? ( STORE $key )?
            GEORADIUS_RO $key 15 37 $radius km DESC ( WITHDIST | STORE $key )?
            GEORADIUSBYMEMBER $key $place $radius $unit ( WITHDIST )? DESC
            GEORADIUSBYMEMBER $key $place 1000 km ASC ( STORE $key )
            GEORADIUSBYMEMBER_RO $key $place $radius $unit ASC
            GEOSEARCHSTORE far $key FROMMEMBER $place BYRADIUS 5000 km STOREDIST ; ~ ZRANGE far 0 -1 ; DEL far
            GEORADIUS $key 15 37 $radius km STOREDIST far ; ~ ZRANGE far 0 -1 ; DEL far
            ZRANGE $key 0 -1 WITHSCORES
            ZADD $key 1 $place
            ZREM $key $place
            SET $key x
            DEL $key
            """;

    private SortedSetRequests() {}
}
