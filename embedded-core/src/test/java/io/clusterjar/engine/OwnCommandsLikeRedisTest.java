package io.clusterjar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of connections, of publish/subscribe and about the server, beside a real Redis. */
@BesideRedis("--enable-debug-command yes")
class OwnCommandsLikeRedisTest {
    private final RealRedis redis;

    OwnCommandsLikeRedisTest(RealRedis redis) {
        this.redis = redis;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // connections
                "a ping; a ping x; a ping x y; a echo z; a echo; a select 1; a select x; a select 99; a select -1",
                "a hello 4; a hello x; a hello 2 foo; a hello 2 auth foo x; a hello 2 setname; a hello 2 setname 'a b'",
                "a auth x; a auth a b c; a auth default x; a auth foo x; a auth; a quit; b ping",
                "a client setname n; a client getname; a reset; a client getname; a client setname 'a b'; a client setname ''",
                "a multi; a set k 1; a reset; a exec; a get k",
                "a client reply off; a ping; a client reply on; a client reply skip; a ping; a ping; a client reply x",
                "a client pause x; a client pause -1; a client pause 1 foo; a client pause 1.5; a client unpause",
                "a client pause 100000 write; b get k; b set k 1; b get k; a client unpause; b get k",
                "a client unblock x; a client unblock 9999; a client unblock 1 foo; b blpop k 0; a client unblock #b; "
                        + "b blpop k 0; a client unblock #b error",
                "a client kill id 0; a client kill id x; a client kill type foo; a client kill foo bar; a client kill id 99999",
                "a client kill id 1 skipme foo; a client kill user nobody; a client kill 1.2.3.4:5; a client kill",
                "b ping; a client kill id #b; a client kill id #a; a client kill id #a skipme no; c ping",
                "a client list type foo; a client list id x; a client list id; a client list foo; a client list id 99999",
                "a client no-evict foo; a client no-evict on; a client no-evict off; a client foo; a client; a client id x",
                // publish/subscribe
                "a subscribe x y x; b publish x 1; b publish z 2; a unsubscribe y; b publish y 3; a unsubscribe; b publish x 4",
                "a psubscribe n* [a; a subscribe news; b publish news 1; b publish nothing 2; a punsubscribe; b publish news 3",
                "a subscribe x; a get k; a ping; a ping z; a set k 1; a unsubscribe x; a get k; a quit",
                "a unsubscribe; a punsubscribe; a sunsubscribe; a unsubscribe q; a punsubscribe q p; a sunsubscribe q",
                "a hello 3 setname x foo; a subscribe x",
                "a ssubscribe x y; b spublish x 1; b publish x 2; a subscribe x; b publish x 3; a sunsubscribe x; a sunsubscribe; a unsubscribe",
                "a subscribe b a; c psubscribe a* b*; b pubsub numpat; b pubsub numsub a b c; b pubsub numsub",
                "a subscribe b; b pubsub channels; b pubsub channels b*; b pubsub channels c*; b pubsub channels b c",
                "a ssubscribe s; b pubsub shardchannels; b pubsub shardnumsub s t; b pubsub channels; b pubsub foo; b pubsub",
                "a multi; a subscribe x; a exec; b publish x 1; a unsubscribe",
                "a multi; a ssubscribe x; a exec; a multi; a psubscribe p*; a unsubscribe; a exec",
                "a subscribe x; a reset; b publish x 1; a get k",
                "a subscribe x; a publish x 1; b multi; b publish x 2; b publish x 3; b exec",
                "a subscribe; a publish x; a spublish x; a ssubscribe",
                // parameters
                "a config get maxmemory; a config get max*policy; a config get TimeOut; a config get; a config set; a config set a",
                "a config set timeout 7; a config get timeout; a config set timeout x hz 20; a config set hz 11 timeout 0",
                "a config set hz 12; a config get hz; a config set hz 10; a config resetstat; a config rewrite; a config foo; a config resetstat x",
                // notifications
                "a config set notify-keyspace-events KEA; b psubscribe __key*; a set k 1; a del k; a lpush l 1 2; a lpop l; "
                        + "a expire l 100; a rename l m; a get nope; a config set notify-keyspace-events Em; a get nope; "
                        + "a set k 1; a config set notify-keyspace-events ''",
                // slow log, memory, latency
                "a slowlog get x; a slowlog get -2; a slowlog len; a slowlog reset; a slowlog get; a slowlog foo",
                "a memory usage nope; a set k v; a memory usage k samples x; a memory usage k samples -1; a memory usage k foo 1",
                "a memory purge; a latency latest; a latency history x; a latency reset; a latency graph x",
                // debug
                "a debug foo; a debug; a debug error x; a debug object nope; a debug set-active-expire 1; a debug sleep; a debug log",
                "a debug protocol string; a debug protocol integer; a debug protocol double; a debug protocol null; "
                        + "a debug protocol array; a debug protocol set; a debug protocol map; a debug protocol attrib; "
                        + "a debug protocol push; a debug protocol verbatim; a debug protocol true; a debug protocol false; "
                        + "a debug protocol bignum; a debug protocol foo",
                "a set k hello; a set n 12; a rpush l 1 2 a; a hset h f v g w; a debug digest-value k n l h nope; a debug digest; "
                        + "a expire k 1000; a debug digest; a select 3; a set k hello; a debug digest; a debug digest-value k",
                "a acl whoami; a acl users; a acl list; a acl cat; a acl cat nope; a acl getuser default; a acl getuser nope; "
                        + "a acl genpass x; a acl genpass 0; a acl genpass 4097; a acl foo; a acl; a config set requirepass pw; "
                        + "a acl list; a acl getuser default; a config set requirepass ''",
                "a module list; a module foo; a module",
                "a multi; a hello 3 foo; a exec; a client trackinginfo foo",
                "a multi; a subscribe x; a get k; a exec; a get k; a reset; a get k",
                "a debug stringmatch-len 1; a debug digest x; a time x",
            })
    void shouldAnswerTheSame(String script) throws IOException {
        try (SideBySide clients = new SideBySide(redis)) {
            clients.play(script);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a client tracking foo; a client tracking on redirect; a client tracking on redirect x; "
                        + "a client tracking on redirect 99999; a client tracking on prefix a; a client tracking on bcast optin",
                "a client tracking on optin optout; a client tracking on bcast prefix a prefix ab; a client caching yes",
                "a client tracking on bcast prefix foo; a client tracking on bcast prefix bar; a client tracking on; "
                        + "a client tracking on bcast prefix fo; a client trackinginfo; a client getredir; a client tracking off",
                "a client trackinginfo; a client getredir; a client tracking on optin; a client caching no; a client caching x; "
                        + "a client caching yes; a client trackinginfo; a get k; a client trackinginfo; a client tracking on optout",
                "b subscribe __redis__:invalidate; a client tracking on redirect #b; a get k; c set k 1; c set k 2; a get k; "
                        + "a mget k j; a set j 1; c del k; c flushall",
                "b subscribe __redis__:invalidate; a client tracking on redirect #b bcast prefix k prefix x; c set k1 1; "
                        + "c mset k2 1 x1 2 y 3; a set k1 9; c flushdb",
                "b subscribe __redis__:invalidate; a client tracking on redirect #b noloop; a get k; a set k 1; c set k 2; a get k; "
                        + "c set k 3",
                "b subscribe __redis__:invalidate; a client tracking on redirect #b bcast noloop; a set k 1; c set k 2",
                "b subscribe __redis__:invalidate; a client tracking on redirect #b optin; a get k; c set k 1; a client caching yes; "
                        + "a get k; c set k 2; a client caching yes; a get j; a get k; c set k 3; c set j 1",
                "b subscribe __redis__:invalidate; a client tracking on redirect #b optout; a get k; c set k 1; a client caching no; "
                        + "a get k; c set k 2",
                "b subscribe __redis__:invalidate; a client tracking on redirect #b; a get k; b quit; c set k 1; a get k; c set k 1",
                "b subscribe __redis__:invalidate; a client tracking on redirect #b; a get k; a client tracking off; c set k 1",
                "b subscribe __redis__:invalidate; a client tracking on redirect #b; a get k; a reset; c set k 1; a client getredir",
                "b subscribe __redis__:invalidate; a client tracking on redirect #b; a multi; a get k; a set k 1; a exec; c set k 2",
            })
    void shouldInvalidateTheSame(String script) throws IOException {
        try (SideBySide clients = new SideBySide(redis)) {
            clients.play(script);
        }
    }

    @Test
    void shouldIntroduceItselfAsRedisDoes() throws IOException {
        try (SideBySide clients = new SideBySide(redis)) {
            for (String line : new String[] {"hello 3", "hello 2", "hello", "hello 3 auth default x setname me"}) {
                String[] answers = clients.answers(line);
                assertThat(withoutIdentity(answers[1])).as(line).isEqualTo(withoutIdentity(answers[0]));
            }
        }
    }

    private static String withoutIdentity(String hello) {
        return hello.replaceAll("id\\\\r\\\\n:[0-9]+", "id").replaceAll("\\$[0-9]+\\\\r\\\\n7\\.[0-9.]+", "version");
    }
}
