package io.clusterjar.fuzz;

/** Requests on streams and their groups. Ids are given, for those that a server makes come from its clock. */
final class StreamRequests {
    static final String WORDS = """
            id: 1-1 1-2 2-0 2-1 3 3-3 5-5 0-0 0-1 10-* 11-* 12-* 13-* 14-* 15-1 16-0 abc 1-x 5 20-* 25-*
            high: 30-1 31-0 40-5 18446744073709551615-5 18446744073709551615-18446744073709551614
            up: 1-* 2-* 3-* 4-* 5-* 6-* 7-* 8-* 9-* 10-* 11-* 12-*
            range: - + 1-1 (1-1 2-0 (2 3 5-5 (5-5 18446744073709551615-1 0 10 (- (+ abc 12 7
            field: f g h 1
            group: g1 g2 g3
            consumer: c1 c2 c3
            maxlen: 0 1 2 3 5 10 100 -1 abc
            """;

    /** All consumers exist: before 7.2, XCLAIM and XAUTOCLAIM made one only where there was something to claim. */
    static final String STREAMS = """
            x10 XADD $key $up ( $field $value )+
            x5 XADD $key $id ( $field $value )+
            XADD $key ( NOMKSTREAM | MAXLEN $maxlen | MAXLEN = $maxlen | MINID $id | MINID = $id | MAXLEN ~ 5 | MAXLEN ~ 5 LIMIT $count | MAXLEN 5 LIMIT 1 )+ $up $field $value
            XADD $key $up $field
            x2 XLEN $key
            x3 XRANGE $key $range $range ( COUNT $count )?
            x2 XREVRANGE $key $range $range ( COUNT $count )?
            XRANGE $key - +
            x2 XDEL $key ( $id )+
            x2 XTRIM $key ( MAXLEN | MINID ) ( = )? $maxlen
            XTRIM $key ( MAXLEN | MINID ) ~ $maxlen ( LIMIT $count )?
            XLEN %key ; XSETID %key $high ( ENTRIESADDED $count MAXDELETEDID $id )?
            x4 XGROUP CREATE %key %group ( $ | 0 | $id ) ( MKSTREAM )? ( ENTRIESREAD $count )? ; XGROUP CREATECONSUMER %key %group c1 ; XGROUP CREATECONSUMER %key %group c2 ; XGROUP CREATECONSUMER %key %group c3
            XGROUP SETID $key $group ( $ | 0 | $id ) ( ENTRIESREAD $count )?
            XGROUP DESTROY $key $group
            XGROUP CREATECONSUMER $key $group $consumer
            XGROUP DELCONSUMER %key %group %consumer ; XGROUP CREATECONSUMER %key %group %consumer
            XGROUP ( FOO | CREATE $key )
            x2 XREAD ( COUNT $count )? STREAMS $key $id
            XREAD STREAMS $key $key 0 $id
            XREAD STREAMS $key $
            XREAD ( COUNT $count | BLOCK abc | FOO ) STREAMS $key $key 0
            x5 XREADGROUP GROUP $group $consumer ( COUNT $few )? ( NOACK )? STREAMS $key >
            x2 XREADGROUP GROUP $group $consumer ( COUNT $few )? STREAMS $key $id
            XREADGROUP GROUP $group $consumer STREAMS $key 0
            XREADGROUP GROUP $group $consumer STREAMS $key $key > 0
            x2 XACK $key $group ( $id )+
            XPENDING $key $group
            ? XPENDING $key $group - + 10 ( $consumer )?
            XPENDING $key $group $range $range ( abc | -1 | 0 )
            x2 XCLAIM $key $group $consumer 0 ( $id )+ ( JUSTID | FORCE | RETRYCOUNT $few | LASTID $id )?
            XCLAIM $key $group $consumer 0 ( $id )+ IDLE 100000 ( RETRYCOUNT $few )? ( JUSTID )?
            XCLAIM $key $group $consumer 50000 ( $id )+ IDLE 100000 ( RETRYCOUNT $few | JUSTID | FORCE )?
            XAUTOCLAIM $key $group $consumer 50000 ( 0 | $id ) COUNT $few ( JUSTID )?
            XCLAIM $key $group $consumer ( 1000000 | abc | -1 ) $id ( FOO | JUSTID )?
            x2 XAUTOCLAIM $key $group $consumer 0 ( 0 | $id | - ) ( COUNT $count )? ( JUSTID )?
            XAUTOCLAIM $key $group $consumer ( 1000000 | abc ) 0
            XINFO STREAM $key
            ? XINFO STREAM $key FULL
            XINFO GROUPS $key
            ? XINFO CONSUMERS $key $group
            XINFO ( FOO | STREAM )
            OBJECT ENCODING $key
            COPY $key $key REPLACE
            SET $key $value
            DEL $key
            """;

    private StreamRequests() {}
}
