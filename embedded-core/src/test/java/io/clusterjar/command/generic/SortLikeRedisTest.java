package io.clusterjar.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.command.CallFixture;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.SameAsRedis;
import io.clusterjar.command.SameEffects;
import io.clusterjar.command.hash.HashCommands;
import io.clusterjar.command.list.ListCommands;
import io.clusterjar.command.set.SetCommands;
import io.clusterjar.command.string.StringCommands;
import io.clusterjar.command.zset.SortedSetCommands;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import org.junit.jupiter.api.Test;

/** {@code SORT} with every option and error, against a real Redis. */
@BesideRedis(SameEffects.OPTIONS)
class SortLikeRedisTest {
    private static final String KEYS = """
            RPUSH numbers 3 -1 10 2 2.5 inf -inf 1e2
            RPUSH texts b a C 10 9 "" "a b"
            RPUSH wild 1 x 2
            RPUSH ids 3 1 2 4
            MSET w1 30 w2 20 w3 10 n1 one n2 two
            HSET h1 weight 5 name first
            HSET h2 weight 7 name second
            HSET h3 name third
            SADD integers 5 1 4 3 2
            SADD strings e a c b d
            ZADD scored 3 a 2 b 1 c 1 d
            SET string x
            """;

    private final RealRedis redis;

    SortLikeRedisTest(RealRedis redis) {
        this.redis = redis;
    }

    private static CommandGroup[] groups() {
        return new CommandGroup[] {
            new GenericCommands(),
            new StringCommands(),
            new HashCommands(),
            new ListCommands(),
            new SetCommands(),
            new SortedSetCommands()
        };
    }

    private void same(String table) {
        SameAsRedis.table(redis, KEYS + table, groups());
    }

    @Test
    void shouldSortAsRedisWhenElementsAreTheirOwnWeight() {
        same("""
                SORT none
                SORT numbers
                SORT numbers DESC
                SORT numbers ASC DESC ASC
                SORT numbers ALPHA
                SORT texts ALPHA
                SORT texts ALPHA DESC
                SORT texts
                SORT wild
                SORT_RO wild
                SORT wild ALPHA LIMIT 1 1
                SORT integers
                SORT integers DESC
                SORT_RO strings ALPHA
                SORT strings ALPHA DESC
                SORT scored ALPHA
                SORT scored ALPHA DESC
                SORT scored
                RPUSH blanks " 1" "" "\\x00" "1\\x00x" "0x10" "+2" "-0"
                SORT blanks
                SORT blanks ALPHA
                DEL blanks
                RPUSH blanks "1 " 1
                SORT blanks
                DEL blanks
                RPUSH blanks " " 1
                SORT blanks
                DEL blanks
                RPUSH blanks nan 1
                SORT blanks
                DEL blanks
                RPUSH blanks 1e400
                SORT blanks
                """);
    }

    @Test
    void shouldCutAsRedisWhenThereIsALimit() {
        same("""
                SORT ids LIMIT 0 2
                SORT ids LIMIT 1 2
                SORT ids LIMIT 3 2
                SORT ids LIMIT 4 2
                SORT ids LIMIT 9 2
                SORT ids LIMIT -3 2
                SORT ids LIMIT 1 -1
                SORT ids LIMIT 1 -5
                SORT ids LIMIT 1 0
                SORT ids LIMIT 0 9223372036854775807
                SORT ids LIMIT 9223372036854775807 9223372036854775807
                SORT ids LIMIT -9223372036854775808 -9223372036854775808
                SORT ids DESC LIMIT 1 2
                SORT ids LIMIT 0 1 LIMIT 1 2
                SORT none LIMIT 1 2
                SORT ids BY nosort LIMIT 1 2
                SORT ids BY nosort DESC LIMIT 1 2
                SORT scored BY nosort LIMIT 1 2
                SORT scored BY nosort DESC LIMIT 1 2
                SORT scored BY nosort DESC LIMIT 9 2
                SORT scored BY nosort DESC LIMIT 0 1
                SORT scored BY nosort DESC LIMIT 3 5
                SORT scored BY nosort LIMIT 3 5
                SORT scored BY nosort LIMIT 1 0
                SORT scored BY nosort LIMIT -5 2
                SORT scored BY nosort DESC LIMIT 1 2 STORE result
                LRANGE result 0 -1
                SORT ids BY nosort DESC LIMIT 0 9
                SORT ids BY nosort DESC LIMIT 3 1
                SORT strings BY nosort DESC LIMIT 1 2 STORE result
                LRANGE result 0 -1
                SORT integers BY nosort LIMIT 4 9
                SORT integers BY nosort LIMIT 5 1
                SORT integers BY nosort LIMIT 1 2
                SORT ids LIMIT 1
                SORT ids LIMIT 1 x
                SORT ids LIMIT x 1
                SORT ids LIMIT 1 9223372036854775808
                SORT ids LIMIT
                """);
    }

    @Test
    void shouldFollowPatternsAsRedisWhenGivenByOrGet() {
        same("""
                SORT ids BY w*
                SORT ids BY w* DESC
                SORT ids BY w* GET #
                SORT ids BY w* GET # GET n* GET w* GET none
                SORT ids BY h*->weight GET h*->name GET #
                SORT ids BY h*->none
                SORT ids BY h*-> GET h*->
                SORT ids GET h*-> GET h*->weight->x GET *->* GET **
                SORT ids BY n*
                SORT ids BY n* ALPHA
                SORT ids BY n* ALPHA DESC
                SORT ids BY string->*
                SORT ids BY h*
                SORT ids BY nosort
                SORT ids BY nosort DESC
                SORT ids BY nosort BY w*
                SORT ids BY w* BY nosort
                SORT ids BY ""
                SORT ids BY #
                SORT ids GET #* GET ##
                SORT scored BY nosort
                SORT scored BY nosort DESC
                OBJECT ENCODING scored
                ~ SORT strings BY nosort
                SORT integers BY nosort
                SORT ids BY w* LIMIT 1 2 GET #
                SORT_RO ids BY w* GET #
                SORT_RO ids GET
                SORT ids BY
                """);
    }

    @Test
    void shouldStoreAsRedisWhenAskedTo() {
        same("""
                SORT ids STORE result
                LRANGE result 0 -1
                TYPE result
                SORT ids BY w* GET # GET n* STORE result
                LRANGE result 0 -1
                SORT strings BY nosort STORE result
                LRANGE result 0 -1
                SORT strings BY nosort DESC STORE result
                LRANGE result 0 -1
                SORT strings BY nosort STORE result LIMIT 1 3 STORE other
                LRANGE other 0 -1
                SORT texts STORE result
                LRANGE result 0 -1
                SORT none STORE result
                EXISTS result
                SORT none STORE result
                SORT ids STORE string
                TYPE string
                EXPIRE string 100
                SORT ids STORE string
                TTL string
                SORT ids STORE ids
                LRANGE ids 0 -1
                SORT ids LIMIT 1 0 STORE ids
                EXISTS ids
                SORT_RO numbers STORE result
                SORT numbers STORE
                """);
    }

    @Test
    void shouldRefuseAsRedisWhenWordsMakeNoSense() {
        same("""
                SORT
                SORT_RO
                SORT string
                SORT h1
                SORT string foo
                SORT numbers foo
                SORT numbers ALPHA foo
                SORT_RO numbers ASC DESC
                """);
    }

    @Test
    void shouldPropagateAndNotifyAsRedisWhenStoring() {
        SameEffects.table(redis, KEYS.replaceAll("(?m)^", "? ") + """
                SORT ids
                SORT ids STORE result
                SORT ids LIMIT 0 1 STORE result
                SORT none STORE result
                SORT none STORE result
                SORT strings BY nosort STORE result
                """, groups());
    }

    @Test
    void shouldDenyPatternsOfKeysWhenInClusterMode() {
        CallFixture ours = new CallFixture(groups());
        ours.clusterEnabled(true);
        ours.run("RPUSH ids 2 1");
        assertThat(ours.run("SORT ids BY w*")).isEqualTo("-ERR BY option of SORT denied in Cluster mode.\\r\\n");
        assertThat(ours.run("SORT ids GET w*")).isEqualTo("-ERR GET option of SORT denied in Cluster mode.\\r\\n");
        assertThat(ours.run("SORT ids GET #")).isEqualTo("-ERR GET option of SORT denied in Cluster mode.\\r\\n");
        assertThat(ours.run("SORT ids BY nosort")).isEqualTo("*2\\r\\n$1\\r\\n2\\r\\n$1\\r\\n1\\r\\n");
    }
}
