package io.clusterjar.fuzz;

/** Requests on keys of any type and on databases, and sorting. */
final class KeyRequests {
    static final String WORDS = """
            db: 0 0 0 1 1 2 2 16 -1 x 2147483648 -2147483649
            condition: NX XX GT LT gt FOO
            """;

    /** A condition comes with a time only that is the same on both clocks. */
    static final String KEYS = """
            x4 SET $key $value ( EX $seconds | PXAT $atMs )?
            x2 HSET $key f $value g $number
            x2 RPUSH $key $value $value
            x2 SADD $key $value $number
            x2 ZADD $key 1 $value 2 $number
            x2 EXPIRE $key $time
            EXPIRE $key ( -1 | 0 | abc ) ( $condition )+
            PEXPIRE $key ( 100000 | 9223372036854775807 | 0 | 1.5 | -5 )
            x2 EXPIREAT $key $at ( $condition )?
            x2 PEXPIREAT $key $atMs ( $condition )+
            EXPIREAT $key $number
            @ TTL $key
            @ PTTL $key
            @ EXPIRETIME $key
            @ PEXPIRETIME $key
            PERSIST $key
            x2 RENAME $key $key
            RENAMENX $key $key
            x2 COPY $key $key ( REPLACE | DB $db | DB $db REPLACE | FOO )?
            x2 MOVE $key $db
            x2 SELECT $db
            SWAPDB $db $db
            DBSIZE
            EXISTS ( $key )+
            TOUCH ( $key )+
            x2 DEL ( $key )+
            UNLINK ( $key )+
            x2 TYPE $key
            ~ KEYS $glob
            ~ SCAN 0 COUNT 1000 ( MATCH $glob )? ( TYPE string | TYPE hash | TYPE list | TYPE zset | TYPE foo )?
            SCAN ( abc | 0 COUNT 0 | 0 COUNT abc | 0 FOO | 0 MATCH )
            GET $key
            OBJECT ENCODING $key
            OBJECT ( FREQ | FOO | HELP ) $key
            ? OBJECT IDLETIME $key
            FLUSHDB ( SYNC | ASYNC | FOO )?
            FLUSHALL
            OBJECT REFCOUNT none
            ? DUMP $key
            DUMP none
            RESTORE $key ( 0 | -1 | abc ) ( "" | abc | $value ) ( REPLACE | ABSTTL | IDLETIME $count | FREQ $count | FOO )?
            LOLWUT VERSION abc
            ECHO $value
            PING ( $value )?
            """;

    static final String SORT_WORDS = """
            list: l1 l2 s1 s2 z1 none w1
            target: t1 t2
            element: 1 2 3 4 10 -1 2.5 a b "" "a b" inf 1e400 " 3" 0x10 abc
            number: 1 2 3 4 5 10 -1 2.5
            weight: w1 w2 w3 w4 wa
            by: w* h*->f nosort h*->none * w*x # h*-> "" **
            get: # w* h*->f h*->g none * l*
            limit: 0 1 2 -1 5 100 -100 9223372036854775807
            """;

    /**
     * Text weights that are equal leave the order to the algorithm where there is a limit, so those do not come together.
     * SCAN comes before, for SORT of a real server takes any overflow that happened before for one of its own weights.
     */
    static final String SORTS = """
            x3 RPUSH ( l1 | l2 ) ( $element )+
            x3 RPUSH ( l1 | l2 ) ( $number )+
            x2 SADD s1 ( $number )+
            SADD s2 ( $element )+
            x2 ZADD z1 ( $number $number )+
            x3 SET $weight $number
            SET $weight $element
            x2 HSET ( h1 | h2 | h3 | ha ) ( f | g ) $number
            x3 ? SCAN 0 COUNT 1 ; SORT $list ( ASC | DESC )? ( LIMIT $limit $limit )? ( STORE $target )?
            x3 ? SCAN 0 COUNT 1 ; SORT $list ALPHA ( ASC | DESC )? ( LIMIT $limit $limit )? ( STORE $target )?
            x3 ? SCAN 0 COUNT 1 ; SORT $list BY ( w* | h*->f ) ( GET $get )? ( GET $get )? ( DESC )? ( LIMIT $limit $limit )? ( STORE $target )?
            ? SCAN 0 COUNT 1 ; ~ SORT $list BY $by ( ALPHA )? ( GET $get )? ( DESC )?
            SORT ( l1 | l2 | z1 ) BY nosort ( GET $get )? ( DESC )? ( LIMIT $limit $limit )? ( STORE $target )?
            SORT ( s1 | s2 ) BY nosort ( DESC )? ( LIMIT $limit $limit )? STORE $target
            ? SCAN 0 COUNT 1 ; SORT_RO $list ( BY w* )? ( GET $get )? ( STORE $target )?
            ? SCAN 0 COUNT 1 ; SORT_RO $list ALPHA ( LIMIT $limit $limit )?
            ? SCAN 0 COUNT 1 ; SORT $list ( BY w* | GET $get | ASC | DESC | FOO | LIMIT 1 | LIMIT a b )+
            LRANGE $target 0 -1
            OBJECT ENCODING z1
            DEL ( l1 | l2 | s1 | s2 | z1 )
            DEL $weight
            """;

    private KeyRequests() {}
}
