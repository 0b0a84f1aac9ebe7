package io.clusterjar.fuzz;

/** Requests on hashes, lists and sets. */
final class CollectionRequests {
    static final String HASH_WORDS = """
            field: f g h 1 2 -3 01 "" "field with \\r\\n" f5 f6 f7 f8 f9 ffffffffffffffffffffffffffffffffffffffff
            """;

    static final String HASHES = """
            x6 HSET $key ( $field $value )+
            HSET $key $field $value $field
            HSETNX $key $field $value
            HMSET $key ( $field $number )+
            x2 HGET $key $field
            HMGET $key ( $field )+
            x2 = HGETALL $key
            = HKEYS $key
            = HVALS $key
            HLEN $key
            HEXISTS $key $field
            HSTRLEN $key $field
            x2 HDEL $key ( $field )+
            x2 HINCRBY $key $field $number
            x2 HINCRBYFLOAT $key $field $number
            = HKEYS %key ; ! HRANDFIELD %key ( $count )?
            = HGETALL %key ; ! HRANDFIELD %key $count WITHVALUES
            HRANDFIELD $key abc
            HRANDFIELD $key 1 FOO
            HRANDFIELD $key ( -9223372036854775808 | 9223372036854775808 ) WITHVALUES
            = HSCAN $key 0 COUNT 1000 ( MATCH $glob )?
            HSCAN $key ( abc | 0 COUNT 0 | 0 COUNT abc | 0 FOO | 0 MATCH )
            OBJECT ENCODING $key
            TYPE $key
            COPY $key $key ( REPLACE )?
            SET $key $value
            DEL $key
            """;

    static final String LIST_WORDS = """
            element: a b c d e 1 2 -3 100 "" 12345 65536 9223372036854775807 "x y" xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy "\\x00\\xff" 01 4294967296 <x*3000> <y*9000>
            side: LEFT RIGHT left RIGHT LEFT MIDDLE
            """;

    static final String LISTS = """
            x5 RPUSH $key ( $element )+
            x5 LPUSH $key ( $element )+
            LPUSHX $key ( $element )+
            RPUSHX $key ( $element )+
            x2 LPOP $key ( $few )?
            x2 RPOP $key ( $few )?
            LPOP $key $count
            LLEN $key
            x2 LINDEX $key $far
            x3 LRANGE $key $far $far
            LRANGE $key 0 -1
            x2 LSET $key $far $element
            x2 LINSERT $key ( BEFORE | AFTER | after | FOO ) $element $element
            x2 LREM $key $index $element
            LTRIM $key $far $far
            LTRIM $key $index -2
            x2 LPOS $key $element ( RANK $index | COUNT $count | MAXLEN $count )?
            LPOS $key $element ( RANK $far | COUNT $far | MAXLEN $far )+
            x2 LMOVE $key $key $side $side
            RPOPLPUSH $key $key
            LMPOP $few $key $key $side ( COUNT $count )?
            LMPOP 1 $key ( LEFT | RIGHT ) ( COUNT $few )?
            MULTI ; BLPOP $key $key 0.01 ; BRPOP $key 0.01 ; BLMOVE $key $key LEFT RIGHT 0.01 ; BRPOPLPUSH $key $key 0.01 ; BLMPOP 0.01 1 $key LEFT COUNT 2 ; EXEC
            BLPOP $key ( -1 | abc | 1e400 | inf )
            BLMOVE $key $key $side $side ( -1 | abc )
            OBJECT ENCODING $key
            COPY $key $key REPLACE
            SET $key $value
            DEL $key
            """;

    static final String SET_WORDS = """
            member: a b c d e f g 1 2 3 4 5 6 7 -3 100 "" 12345 65536 9223372036854775807 -9223372036854775808 <w*70> "x y" xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx "\\x00\\xff" 01 4294967296
            """;

    static final String SETS = """
            x6 SADD $key ( $member )+
            x2 SADD $key ( $integer )+
            x2 SREM $key ( $member )+
            SCARD $key
            SISMEMBER $key $member
            SMISMEMBER $key ( $member )+
            x3 ~ SMEMBERS $key
            x2 ~ SINTER ( $key )+
            x2 ~ SUNION ( $key )+
            x2 ~ SDIFF ( $key )+
            x2 SINTERSTORE $key ( $key )+
            SUNIONSTORE $key ( $key )+
            x2 SDIFFSTORE $key ( $key )+
            SINTERCARD $few $key $key ( LIMIT $count )?
            SINTERCARD 1 $key ( LIMIT $few | LIMIT abc | FOO )
            x2 SMOVE $key $key $member
            ~ SMEMBERS %key ; ! SRANDMEMBER %key ( $count )?
            ~ SMEMBERS %key ; ! SPOP %key ( $few )? ; SCARD %key ; DEL %key
            ~ SPOP $key 1000
            SPOP $key ( -1 | abc | 9223372036854775808 )
            ~ KEYS * ; ! RANDOMKEY
            SRANDMEMBER $key abc
            SRANDMEMBER $key ( -9223372036854775808 | 9223372036854775808 | 1 2 )
            ~ SSCAN $key 0 COUNT 1000 ( MATCH $glob )?
            SSCAN $key ( abc | 0 COUNT 0 | 0 COUNT abc | 0 FOO | 0 MATCH )
            OBJECT ENCODING $key
            COPY $key $key ( REPLACE )?
            SET $key $value
            DEL $key
            """;

    private CollectionRequests() {}
}
