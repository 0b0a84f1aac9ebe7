package io.clusterjar.fuzz;

/** Requests on strings, and on what is kept in them: bits and HyperLogLogs. */
final class ValueRequests {
    static final String STRING_WORDS = """
            value: v w "" 0 1 -1 12345 9223372036854775807 -9223372036854775808 9223372036854775808 0.1 1.5 3.0e3 1e400 inf nan " 1" +5 007 -0 abc ohmytext mynewtext abcabcabc "a\\x00b\\xff" <x*20> <y*44> <y*45> <z*61> "\\r\\n"
            offset: 0 1 2 5 20 44 100 1000 -1 abc 536870911999 9223372036854775807 -9223372036854775808
            """;

    static final String STRINGS = """
            x6 SET $key $value ( NX | XX | GET | KEEPTTL | EX $seconds | PX 100000 | EXAT $at | PXAT $atMs )?
            x2 SET $key $value ( NX | XX | GET | KEEPTTL | EX $time | PX $time | get | FOO )+
            SET $key $value PX 0
            x2 GET $key
            GETSET $key $value
            GETDEL $key
            GETEX $key ( EX $seconds | PX 100000 | EXAT $at | PXAT $atMs | PERSIST | EX $time | FOO )?
            SETNX $key $value
            SETEX $key $time $value
            PSETEX $key 100000 $value
            x2 APPEND $key $value
            x2 SETRANGE $key $offset $value
            x2 GETRANGE $key $far $far
            SUBSTR $key $index $index
            STRLEN $key
            x2 INCR $key
            DECR $key
            x2 INCRBY $key $number
            DECRBY $key $number
            x2 INCRBYFLOAT $key $number
            MSET ( $key $value )+
            MSETNX ( $key $value )+
            MGET ( $key )+
            LCS $key $key ( LEN | IDX | WITHMATCHLEN | MINMATCHLEN $index )?
            LCS $key $key IDX ( WITHMATCHLEN | MINMATCHLEN $few )?
            OBJECT ENCODING $key
            @ TTL $key
            @ PEXPIRETIME $key
            RPUSH $key $value
            x2 DEL $key
            """;

    static final String BITMAP_WORDS = """
            offset: 0 1 2 7 8 9 63 64 100 1000 -1 abc 4294967296 #1 #5 #-1 9223372036854775807
            bit: 0 1 0 1 0 1 2 -1 abc
            from: 0 1 -1 2 -2 5 -5 10 100 -100 63 64 abc
            type: u8 i8 u1 i1 u63 i64 u64 i65 i5 u17 i32 u0 abc i
            by: 0 1 -1 10 127 128 -129 255 256 9223372036854775807 -9223372036854775808 abc
            bytes: "" a ab foobar "\\x00" "\\xff" "\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff" "\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x01" 12345 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
            """;

    /** Where an overflow fails, Redis may have made the key longer and does not tell its replicas: there the key is long enough. */
    static final String BITMAPS = """
            x5 SETBIT $key $offset $bit
            x2 GETBIT $key $offset
            x2 BITCOUNT $key ( $from $from ( BYTE | BIT )? )?
            x2 BITPOS $key $bit ( $from ( $from ( BYTE | BIT )? )? )?
            BITPOS $key $bit
            x2 BITOP ( AND | OR | XOR | NOT | FOO ) $key ( $key )+
            BITOP NOT $key $key
            x4 BITFIELD $key ( GET $type $offset | SET $type $offset $by | INCRBY $type $offset $by | OVERFLOW WRAP | OVERFLOW SAT )+
            x2 SETBIT %key 2000 0 ; BITFIELD %key ( GET $type $offset | SET $type $offset $by | INCRBY $type $offset $by | OVERFLOW FAIL | OVERFLOW FAIL | OVERFLOW WRAP )+
            BITFIELD $key ( OVERFLOW FOO | FOO )?
            BITFIELD_RO $key ( GET $type $offset )+
            BITFIELD_RO $key SET $type $offset $by
            x3 SET $key $bytes
            APPEND $key $bytes
            GET $key
            STRLEN $key
            OBJECT ENCODING $key
            INCR $key
            RPUSH $key $bytes
            x2 DEL $key
            """;

    static final String HYPERLOGLOG_WORDS = """
            element: a b c d e f g h i j k l m n o p q r s t u v w x y z 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 "" "\\x00" abc abd abe xxxxxxxxxxxxxxxxxxxxxxxxxxx "\\xff\\xfe"
            """;

    static final String HYPERLOGLOGS = """
            x8 PFADD $key ( $element )+
            PFADD $key
            x3 PFCOUNT $key
            PFCOUNT $key $key
            PFCOUNT ( $key )+
            x2 PFMERGE $key ( $key )+
            PFMERGE $key
            x2 GET $key
            STRLEN $key
            SET $key $element
            SETRANGE $key 4 "\\x00"
            PFDEBUG ENCODING $key
            PFDEBUG TODENSE $key
            PFDEBUG DECODE $key
            OBJECT ENCODING $key
            RPUSH $key x
            DEL $key
            """;

    private ValueRequests() {}
}
