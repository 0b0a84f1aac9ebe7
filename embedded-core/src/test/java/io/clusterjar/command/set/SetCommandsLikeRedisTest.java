package io.clusterjar.command.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.command.CallFixture;
import io.clusterjar.command.SameAsRedis;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import org.junit.jupiter.api.Test;

/** Every command on sets, with every option and error, against a real Redis. */
@BesideRedis
class SetCommandsLikeRedisTest {
    private final RealRedis redis;

    SetCommandsLikeRedisTest(RealRedis redis) {
        this.redis = redis;
    }

    private void same(String table) {
        SameAsRedis.table(redis, table, new SetCommands());
    }

    @Test
    void shouldReplyAsRedisWhenAddingAndRemoving() {
        same("""
                SADD s 3 1 2 1
                SMEMBERS s
                SADD s 1
                SADD s
                SCARD s
                SCARD none
                SISMEMBER s 1
                SISMEMBER s 4
                SISMEMBER s 01
                SISMEMBER none 1
                SMISMEMBER s 1 x 3
                SMISMEMBER none 1 x
                SADD s a b "" 70000 -5
                ~ SMEMBERS s
                SREM s 1 nothing a
                SREM none a
                ~ SMEMBERS s
                SMEMBERS none
                SREM s 2 3 b "" 70000 -5
                SCARD s
                SADD a 1 2 x
                SMOVE a b x
                SMOVE a b y
                SMOVE a a 1
                SMOVE a a z
                SMOVE none b 1
                SMOVE a b 1
                SMOVE a b 2
                SCARD a
                ~ SMEMBERS b
                """);
    }

    @Test
    void shouldReplyAsRedisWhenCombining() {
        same("""
                SADD a 1 2 3 x y
                SADD b 2 3 4 y z
                SADD c 3 y
                ~ SUNION a b c none
                ~ SUNION a
                SUNION none none2
                ~ SINTER a b
                ~ SINTER a b c
                SINTER a none
                SINTER none
                ~ SDIFF a b
                ~ SDIFF a none b
                SDIFF none a
                SDIFF a a
                SUNIONSTORE d a b
                ~ SMEMBERS d
                SINTERSTORE d a b
                ~ SMEMBERS d
                SDIFFSTORE d a b
                ~ SMEMBERS d
                SDIFFSTORE a a b
                ~ SMEMBERS a
                SINTERSTORE d a none
                SCARD d
                SINTERSTORE d a none
                SUNIONSTORE d none
                SDIFFSTORE d none b
                SINTERCARD 2 b c
                SINTERCARD 2 b none
                SINTERCARD 2 b c LIMIT 1
                SINTERCARD 2 b c LIMIT 0
                SINTERCARD 2 b c LIMIT 5 limit 1
                SINTERCARD 2 b c LIMIT -1
                SINTERCARD 2 b c LIMIT x
                SINTERCARD 2 b c LIMIT
                SINTERCARD 2 b c AND
                SINTERCARD 0 b
                SINTERCARD x b
                SINTERCARD 3 b c
                SINTERCARD 1 b c
                """);
    }

    @Test
    void shouldReplyAsRedisWhenChoosingByChance() {
        same("""
                SADD one 1
                SRANDMEMBER one
                SRANDMEMBER one 5
                SRANDMEMBER one -3
                SRANDMEMBER one 0
                SRANDMEMBER one x
                SRANDMEMBER one -9223372036854775808
                SRANDMEMBER one 1 1
                SRANDMEMBER none
                SRANDMEMBER none 1
                SPOP none
                SPOP none 1
                SPOP none 0
                SPOP one 0
                SPOP one -1
                SPOP one x
                SPOP one 1 1
                SPOP one
                SCARD one
                SADD s 1 2 3
                SPOP s 5
                SCARD s
                SADD s a b c
                ~ SRANDMEMBER s 5
                ~ SPOP s 3
                SCARD s
                """);
    }

    @Test
    void shouldReplyAsRedisWhenScanning() {
        same("""
                SADD s 1 2 3
                SSCAN s 0
                SSCAN s 0 COUNT 1
                SSCAN s 0 MATCH 2
                SSCAN s 0 COUNT 0
                SSCAN s 0 COUNT x
                SSCAN s 0 TYPE string
                SSCAN s 0 MATCH
                SSCAN s x
                SSCAN none x
                SSCAN none 0
                SSCAN none 0 COUNT 0
                """);
    }

    @Test
    void shouldScanEveryMemberWhenSetIsLarge() {
        CallFixture ours = new CallFixture(new SetCommands());
        for (int i = 0; i < 1000; i++) {
            ours.run("SADD s m" + i);
        }
        java.util.Set<String> seen = new java.util.TreeSet<>();
        String cursor = "0";
        int calls = 0;
        do {
            String reply = ours.run("SSCAN s " + cursor + " COUNT 50");
            String[] parts = reply.split("\\\\r\\\\n");
            cursor = parts[2];
            for (int i = 5; i < parts.length; i += 2) {
                seen.add(parts[i]);
            }
            calls++;
        } while (!cursor.equals("0"));
        assertThat(seen).hasSize(1000);
        assertThat(calls).isBetween(10, 25);
    }

    @Test
    void shouldSayWhatChangedWhenMembersArePopped() {
        CallFixture ours = new CallFixture(new SetCommands());
        ours.run("SADD s 1 2 3 4 5");
        ours.forget();
        ours.run("SPOP s 2");
        assertThat(ours.propagated()).singleElement().asString().startsWith("SREM s ");
        assertThat(ours.events()).containsExactly("spop s");
        assertThat(ours.totalDirty()).isEqualTo(2);
        ours.forget();
        ours.run("SPOP s 3");
        assertThat(ours.propagated()).containsExactly("DEL s");
        assertThat(ours.events()).containsExactly("spop s", "del s");
    }
}
