package io.clusterjar.command.bitmap;

import io.clusterjar.command.CallFixture;
import io.clusterjar.command.RowsLikeRedis;
import io.clusterjar.command.SameAsRedis;
import io.clusterjar.command.SameEffects;
import io.clusterjar.command.generic.GenericCommands;
import io.clusterjar.command.list.ListCommands;
import io.clusterjar.command.string.StringCommands;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import org.junit.jupiter.api.Test;

/** Every command on bitmaps, with every option and error, and its effects, against a real Redis. */
@BesideRedis(SameEffects.OPTIONS)
class BitmapCommandsLikeRedisTest {
    private final RealRedis redis;

    BitmapCommandsLikeRedisTest(RealRedis redis) {
        this.redis = redis;
    }

    private static CallFixture ours() {
        return new CallFixture(new BitmapCommands(), new StringCommands(), new GenericCommands(), new ListCommands());
    }

    private void same(String table) {
        SameAsRedis.table(redis, table, BitmapCommandsLikeRedisTest::ours);
    }

    private void sameEffects(String table) {
        SameEffects.table(
                redis, table, new BitmapCommands(), new StringCommands(), new GenericCommands(), new ListCommands());
    }

    @Test
    void shouldDescribeCommandsAsRedisDoes() {
        RowsLikeRedis.check(redis, new BitmapCommands());
    }

    @Test
    void shouldReplyAsRedisWhenSingleBitsAreReadAndSet() {
        same("""
                SETBIT k 7 1
                SETBIT k 7 1
                SETBIT k 7 0
                GET k
                SETBIT k 100 1
                GET k
                GETBIT k 100
                GETBIT k 99
                GETBIT k 101
                GETBIT k 104
                GETBIT k 4294967295
                GETBIT none 5
                SETBIT zero 20 0
                GET zero
                STRLEN zero
                OBJECT ENCODING zero
                SET short a
                OBJECT ENCODING short
                SETBIT short 1 1
                GET short
                OBJECT ENCODING short
                SET number 123
                GETBIT number 2
                GETBIT number 3
                GETBIT number 23
                GETBIT number 24
                OBJECT ENCODING number
                SETBIT number 7 1
                GET number
                OBJECT ENCODING number
                SET negative -9223372036854775808
                SETBIT negative 170 1
                GET negative
                SETBIT k -1 1
                SETBIT k x 1
                SETBIT k 4294967296 1
                SETBIT k 9223372036854775807 1
                SETBIT k 99999999999999999999 1
                SETBIT k #5 1
                SETBIT k 1 2
                SETBIT k 1 -1
                SETBIT k 1 x
                SETBIT k x x
                SETBIT k 1 99999999999999999999
                SETBIT new 1 2
                EXISTS new
                GETBIT k -1
                GETBIT k x
                GETBIT k 4294967296
                GETBIT k #1
                RPUSH list a
                SETBIT list 1 1
                SETBIT list x 1
                SETBIT list 1 x
                GETBIT list 1
                GETBIT list x
                SETBIT k 1
                GETBIT k
                SETBIT k 1 1 1
                SET "" x
                SETBIT "" 0 1
                SET timed a EX 1000
                SETBIT timed 0 1
                TTL timed
                """);
    }

    @Test
    void shouldReplyAsRedisWhenBitsAreCounted() {
        same("""
                SET k foobar
                BITCOUNT k
                BITCOUNT k 0 0
                BITCOUNT k 1 1
                BITCOUNT k 0 -1
                BITCOUNT k -2 -1
                BITCOUNT k -1 -2
                BITCOUNT k -100 -1
                BITCOUNT k -100 -99
                BITCOUNT k -99 -100
                BITCOUNT k 2 1
                BITCOUNT k 0 100
                BITCOUNT k 100 200
                BITCOUNT k 9223372036854775807 9223372036854775807
                BITCOUNT k -9223372036854775808 9223372036854775807
                BITCOUNT k 1 1 BYTE
                BITCOUNT k 5 30 BIT
                BITCOUNT k 5 30 bit
                BITCOUNT k 0 0 BIT
                BITCOUNT k 1 1 BIT
                BITCOUNT k -8 -1 BIT
                BITCOUNT k -1000 -1 BIT
                BITCOUNT k 47 48 BIT
                BITCOUNT k 48 49 BIT
                BITCOUNT k 8 15 BIT
                BITCOUNT k 7 16 BIT
                BITCOUNT k -1 -2 BIT
                BITCOUNT k -1 -2 what
                BITCOUNT k 1 2 what
                BITCOUNT k 0
                BITCOUNT k 0 0 BIT BIT
                BITCOUNT k x 0
                BITCOUNT k 0 x
                BITCOUNT k x y what
                BITCOUNT k 0 x what
                BITCOUNT none
                BITCOUNT none 0
                BITCOUNT none 0 0
                BITCOUNT none x y
                BITCOUNT none 0 0 what
                SET n 12345
                BITCOUNT n
                BITCOUNT n 1 2
                SETBIT zeros 1000 0
                BITCOUNT zeros
                BITCOUNT zeros 3 900 BIT
                SET empty ""
                BITCOUNT empty
                BITCOUNT empty 0 -1
                BITCOUNT empty 0 -1 BIT
                RPUSH list a
                BITCOUNT list
                BITCOUNT list x y
                BITCOUNT
                """);
    }

    @Test
    void shouldReplyAsRedisWhenBitsAreSought() {
        same("""
                SET k "\\xff\\xf0\\x00"
                BITPOS k 0
                BITPOS k 1
                BITPOS k 1 1
                BITPOS k 1 2
                BITPOS k 0 1
                BITPOS k 0 2
                BITPOS k 0 0 0
                BITPOS k 0 0 1
                BITPOS k 1 2 2
                BITPOS k 1 -3 -1
                BITPOS k 1 -1 -3
                BITPOS k 1 -100 -50
                BITPOS k 1 100
                BITPOS k 0 100
                BITPOS k 0 100 200
                BITPOS k 1 5 11 BIT
                BITPOS k 0 5 11 BIT
                BITPOS k 0 5 12 BIT
                BITPOS k 0 12 12 BIT
                BITPOS k 1 12 23 BIT
                BITPOS k 1 11 23 bit
                BITPOS k 1 0 -1 BYTE
                BITPOS k 1 -5 -1 BIT
                BITPOS k 0 -5 -1 BIT
                BITPOS k 0 -24 -17 BIT
                BITPOS k 0 3 3 BIT
                BITPOS k 1 3 3 BIT
                BITPOS k 1 3 2 BIT
                BITPOS k 1 24 25 BIT
                BITPOS k 2
                BITPOS k -1
                BITPOS k x
                BITPOS k 1 x
                BITPOS k 1 0 x
                BITPOS k 1 x y
                BITPOS k 1 0 0 what
                BITPOS k 1 x 0 what
                BITPOS k 1 0 x what
                BITPOS k 1 0 0 BIT BIT
                BITPOS none 1 0 0 BIT BIT
                BITPOS none 0
                BITPOS none 1
                BITPOS none 0 5
                BITPOS none 1 5 10
                BITPOS none 1 x y what
                BITPOS none 2
                SET ones "\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff"
                BITPOS ones 0
                BITPOS ones 0 0
                BITPOS ones 0 9
                BITPOS ones 0 10
                BITPOS ones 0 0 -1
                BITPOS ones 0 0 79 BIT
                BITPOS ones 0 3 77 BIT
                BITPOS ones 1
                BITPOS ones 1 9
                SETBIT zeros 200 0
                BITPOS zeros 1
                BITPOS zeros 1 3
                BITPOS zeros 1 3 190 BIT
                BITPOS zeros 0 3
                SETBIT zeros 190 1
                BITPOS zeros 1
                BITPOS zeros 1 3 189 BIT
                BITPOS zeros 1 3 190 BIT
                SET empty ""
                BITPOS empty 0
                BITPOS empty 1
                BITPOS empty 0 0
                BITPOS empty 0 0 -1
                BITPOS empty 0 0 -1 BIT
                SET n 777
                BITPOS n 1 1
                BITPOS n 0 1
                RPUSH list a
                BITPOS list 1
                BITPOS list 2
                BITPOS list 1 x
                BITPOS list
                """);
    }

    @Test
    void shouldReplyAsRedisWhenBitmapsAreCombined() {
        same("""
                SET a "\\x01\\x02\\xff"
                SET b "\\xff\\xff"
                SET n 12345678901234567
                SET long "abcdefghijklmnopqrstuvwxyz"
                BITOP AND d a
                GET d
                BITOP and d a b
                GET d
                OBJECT ENCODING d
                BITOP OR d a b n
                GET d
                BITOP XOR d a b long
                GET d
                BITOP XOR d long long
                GET d
                BITOP NOT d long
                GET d
                BITOP NOT a a
                GET a
                BITOP AND d a none
                GET d
                BITOP AND d none a
                GET d
                BITOP OR d none a long
                GET d
                BITOP AND d long n long a
                GET d
                BITOP XOR a a
                GET a
                BITOP NOT d none
                EXISTS d
                BITOP AND d none none2
                SET empty ""
                SET d x
                BITOP OR d empty
                EXISTS d
                SET timed x EX 100
                BITOP OR timed a
                TTL timed
                RPUSH list x
                BITOP OR d a list
                BITOP NOT d list
                BITOP OR list a
                TYPE list
                RPUSH list2 x
                BITOP OR list2 none
                EXISTS list2
                BITOP NOT d a b
                BITOP NOT d a list2
                BITOP what d a
                BITOP ANDX d a
                BITOP DIFF d a
                BITOP NOT d
                BITOP AND d
                """);
    }

    @Test
    void shouldReplyAsRedisWhenFieldsAreReadAndWritten() {
        same("""
                BITFIELD k SET u8 0 255 GET u8 0 GET i8 0 GET u4 4 GET i5 6
                BITFIELD k SET i5 7 -3 GET i5 7
                GET k
                BITFIELD k INCRBY u2 100 1 OVERFLOW SAT INCRBY u2 102 1
                BITFIELD k INCRBY u2 100 1 OVERFLOW SAT INCRBY u2 102 1
                BITFIELD k INCRBY u2 100 1 OVERFLOW SAT INCRBY u2 102 1
                BITFIELD k INCRBY u2 100 1 OVERFLOW SAT INCRBY u2 102 1
                BITFIELD k OVERFLOW FAIL INCRBY u2 102 1 GET u2 102
                BITFIELD k SET u8 #0 65 SET u8 #1 66 GET u8 #1 GET u8 #100
                GET k
                BITFIELD k SET u63 3 9223372036854775807 GET u63 3
                BITFIELD k SET i64 #1 -9223372036854775808 GET i64 #1
                BITFIELD k INCRBY i64 #1 -1 GET i64 #1
                BITFIELD k OVERFLOW SAT INCRBY i64 #1 1 INCRBY i64 #1 9223372036854775807 GET i64 #1
                BITFIELD k OVERFLOW FAIL INCRBY i64 #1 9223372036854775807 INCRBY i64 #1 9223372036854775807 GET i64 #1
                BITFIELD k OVERFLOW SAT SET u8 0 -1 GET u8 0
                BITFIELD k OVERFLOW SAT SET u8 0 256 GET u8 0
                BITFIELD k OVERFLOW WRAP SET u8 0 257 GET u8 0
                BITFIELD k OVERFLOW FAIL SET u8 0 258 GET u8 0
                BITFIELD k OVERFLOW SAT SET i8 0 -129 GET i8 0
                BITFIELD k OVERFLOW SAT SET i8 0 -9223372036854775808 GET i8 0
                BITFIELD k OVERFLOW SAT SET i8 0 -9223372036854775680 GET i8 0
                BITFIELD k OVERFLOW SAT SET i8 0 -9223372036854775681 GET i8 0
                BITFIELD k OVERFLOW SAT SET i8 0 9223372036854775807 GET i8 0
                BITFIELD k OVERFLOW SAT INCRBY i8 0 -9223372036854775808 GET i8 0
                BITFIELD k OVERFLOW SAT INCRBY u8 0 -9223372036854775808 GET u8 0
                BITFIELD k OVERFLOW SAT INCRBY u63 0 -9223372036854775808 GET u63 0
                BITFIELD k OVERFLOW WRAP INCRBY i8 0 -9223372036854775808 INCRBY i8 0 9223372036854775807
                BITFIELD k OVERFLOW FAIL INCRBY i8 0 -9223372036854775808 INCRBY i8 0 9223372036854775807
                BITFIELD k overflow fail incrby i1 0 1 overflow wrap incrby i1 0 1 get i1 0
                BITFIELD k
                BITFIELD none
                BITFIELD none GET u8 0 GET i64 1000
                EXISTS none
                BITFIELD fresh OVERFLOW FAIL SET u2 100 5
                STRLEN fresh
                BITFIELD fresh SET u2 0 0
                GET fresh
                OBJECT ENCODING fresh
                SET n 12345
                BITFIELD n GET u8 0 GET u8 #4 GET u16 #2
                OBJECT ENCODING n
                BITFIELD n SET u8 0 65
                GET n
                OBJECT ENCODING n
                BITFIELD_RO n GET u8 0 GET u64 0
                BITFIELD_RO n GET u8 0 GET i64 #3
                BITFIELD_RO none GET u8 0
                BITFIELD_RO n
                """);
    }

    @Test
    void shouldReplyAsRedisWhenFieldsMakeNoSense() {
        same("""
                SET n 12345
                BITFIELD_RO n SET u8 0 1
                BITFIELD_RO n GET u8 0 INCRBY u8 0 1
                BITFIELD_RO n OVERFLOW SAT GET u8 0
                BITFIELD_RO n SET u8 0 x
                BITFIELD_RO list SET u8 0 1
                BITFIELD k SET u8 0
                BITFIELD k SET u8
                BITFIELD k GET u8
                BITFIELD k GET
                BITFIELD k what u8 0
                BITFIELD k OVERFLOW
                BITFIELD k OVERFLOW what
                BITFIELD k OVERFLOW what GET x y
                BITFIELD k SET u64 0 1
                BITFIELD k SET u0 0 1
                BITFIELD k SET i0 0 1
                BITFIELD k SET i65 0 1
                BITFIELD k SET i-1 0 1
                BITFIELD k SET i 0 1
                BITFIELD k SET "" 0 1
                BITFIELD k SET x8 0 1
                BITFIELD k SET U8 0 1
                BITFIELD k SET u08 0 1
                BITFIELD k SET u8 x 1
                BITFIELD k SET u8 -1 1
                BITFIELD k SET u8 # 1
                BITFIELD k SET u8 #x 1
                BITFIELD k SET u8 #-1 1
                BITFIELD k SET u8 ##1 1
                BITFIELD k SET u8 4294967296 1
                BITFIELD k SET u8 #536870912 1
                BITFIELD k SET u8 #9223372036854775807 1
                BITFIELD k SET u8 9223372036854775807 1
                BITFIELD k GET u8 4294967295
                BITFIELD k GET u8 4294967296
                BITFIELD k SET u8 0 x
                BITFIELD k SET u8 0 99999999999999999999
                BITFIELD k SET u8 0 1 SET u8 0
                BITFIELD k SET u8 0 1 GET u64 0
                BITFIELD k INCRBY u8 0 1.5
                EXISTS k
                RPUSH list a
                BITFIELD list
                BITFIELD list GET u8 0
                BITFIELD list SET u8 0 1
                BITFIELD list SET u8 x 1
                BITFIELD
                BITFIELD_RO
                """);
    }

    @Test
    void shouldReplyAsRedisWhenStringsMayNotBeLong() {
        try (RealRedis strict = RealRedis.start("--proto-max-bulk-len", "1048576")) {
            SameAsRedis.table(strict, """
                    SETBIT k 8388607 1
                    SETBIT k 8388608 1
                    GETBIT k 8388607
                    GETBIT k 8388608
                    BITFIELD k SET u8 8388600 1
                    BITFIELD k SET u8 8388608 1
                    BITFIELD k GET u8 #1048575
                    BITFIELD k GET u8 #1048576
                    BITFIELD k GET u8 8388607
                    BITFIELD k SET u8 8388607 255
                    STRLEN k
                    """, () -> {
                CallFixture ours = ours();
                ours.config().set("proto-max-bulk-len", "1048576");
                return ours;
            });
        }
    }

    @Test
    void shouldHaveTheEffectsOfRedisWhenBitmapChanges() {
        sameEffects("""
                SETBIT k 7 1
                SETBIT k 7 1
                SETBIT k 7 0
                SETBIT k 9 0
                SETBIT k 10 0
                SETBIT fresh 0 0
                GETBIT k 1
                BITCOUNT k
                BITPOS k 1
                BITFIELD k SET u8 0 0
                BITFIELD k SET u8 0 1
                BITFIELD k SET u8 0 1 GET u8 0
                BITFIELD k SET u8 0 2 SET u8 0 3 GET u8 0
                BITFIELD k SET u8 100 0
                BITFIELD k INCRBY u8 0 0
                BITFIELD k INCRBY u8 0 1
                BITFIELD k GET u8 0
                BITFIELD k
                BITFIELD_RO k GET u8 0
                BITFIELD k OVERFLOW FAIL SET u8 0 256
                BITFIELD fresh2 OVERFLOW FAIL SET u8 0 256
                BITFIELD fresh3 SET u8 0 0
                BITFIELD none GET u8 0
                SET n 5
                SETBIT n 5 1
                BITOP AND d k fresh
                BITOP NOT d k
                BITOP NOT d none
                BITOP NOT d none
                BITOP NOT none2 none
                BITOP OR k k
                RPUSH list a
                BITOP OR list k
                SETBIT k x 1
                """);
    }
}
