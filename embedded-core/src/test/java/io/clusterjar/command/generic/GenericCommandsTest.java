package io.clusterjar.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.command.CallFixture;
import io.clusterjar.command.hash.HashCommands;
import io.clusterjar.command.string.StringCommands;
import io.clusterjar.config.ConfigKey;
import org.junit.jupiter.api.Test;

/** What cannot be asked of a real Redis on one port: time that passes, cluster mode, parameters. */
class GenericCommandsTest {
    private final CallFixture node = new CallFixture(new GenericCommands(), new StringCommands(), new HashCommands());

    @Test
    void shouldKeepAKeyToTheVeryMillisecondOfItsEnd() {
        node.run("SET k v PX 1000");
        pass(1000);
        assertThat(node.run("GET k")).isEqualTo("$1\\r\\nv\\r\\n");
        assertThat(node.run("PTTL k")).isEqualTo(":0\\r\\n");
        pass(1);
        assertThat(node.run("PTTL k")).isEqualTo(":-2\\r\\n");
        assertThat(node.events()).containsExactly("set k", "expire k", "expired k");
    }

    @Test
    void shouldRoundSecondsOfATimeToLive() {
        node.run("SET k v PX 2500");
        assertThat(node.run("TTL k")).isEqualTo(":3\\r\\n");
        pass(1);
        assertThat(node.run("TTL k")).isEqualTo(":2\\r\\n");
    }

    @Test
    void shouldTreatExpiredKeysAsMissingEverywhere() {
        for (String request : new String[] {"EXISTS k", "TOUCH k", "DEL k", "UNLINK k", "PERSIST k", "EXPIRE k 5"}) {
            expiredKey();
            assertThat(node.run(request)).as(request).isEqualTo(":0\\r\\n");
            assertThat(node.propagated()).as(request).containsExactly("DEL k");
        }
        for (String request : new String[] {"RENAME k l", "RENAMENX k l"}) {
            expiredKey();
            assertThat(node.run(request)).as(request).isEqualTo("-ERR no such key\\r\\n");
        }
        expiredKey();
        assertThat(node.run("KEYS *")).isEqualTo("*0\\r\\n");
        assertThat(node.run("RANDOMKEY")).isEqualTo("$-1\\r\\n");
        expiredKey();
        assertThat(node.run("OBJECT ENCODING k")).isEqualTo("$-1\\r\\n");
        expiredKey();
        assertThat(node.run("INCR k")).isEqualTo(":1\\r\\n");
        assertThat(node.run("TTL k")).isEqualTo(":-1\\r\\n");
        assertThat(node.propagated()).containsExactly("DEL k", "INCR k");
        expiredKey();
        node.run("SET l v");
        assertThat(node.run("RENAMENX l k")).isEqualTo(":1\\r\\n");
        assertThat(node.run("TTL k")).isEqualTo(":-1\\r\\n");
    }

    @Test
    void shouldCountIdleTimeFromTheLastUse() {
        node.run("SET k v");
        pass(20_000);
        for (String look : new String[] {"TTL k", "TYPE k", "EXISTS k", "OBJECT ENCODING k", "KEYS *", "SCAN 0"}) {
            node.run(look);
            assertThat(node.run("OBJECT IDLETIME k")).as(look).isEqualTo(":20\\r\\n");
        }
        node.run("TOUCH k");
        assertThat(node.run("OBJECT IDLETIME k")).isEqualTo(":0\\r\\n");
    }

    @Test
    void shouldRefuseOtherDatabasesWhenInClusterMode() {
        node.clusterEnabled(true);
        node.run("SET k v");
        assertThat(node.run("MOVE k 1")).isEqualTo("-ERR MOVE is not allowed in cluster mode\\r\\n");
        assertThat(node.run("SWAPDB 0 1")).isEqualTo("-ERR SWAPDB is not allowed in cluster mode\\r\\n");
        assertThat(node.run("SWAPDB a b")).isEqualTo("-ERR SWAPDB is not allowed in cluster mode\\r\\n");
        assertThat(node.run("COPY k l DB 1"))
                .isEqualTo("-ERR Copying to another database is not allowed in cluster mode\\r\\n");
        assertThat(node.run("COPY k l DB 0")).isEqualTo(":1\\r\\n");
        assertThat(node.run("FLUSHALL")).isEqualTo("+OK\\r\\n");
        assertThat(node.run("DBSIZE")).isEqualTo(":0\\r\\n");
    }

    @Test
    void shouldPropagateUnlinkWhenExpiryIsLazy() {
        node.config().set(ConfigKey.LAZYFREE_LAZY_EXPIRE, true);
        node.run("SET k v");
        node.forget();
        node.run("EXPIRE k -1");
        assertThat(node.propagated()).containsExactly("UNLINK k");
    }

    @Test
    void shouldSpeakOfFrequencyOnlyWhenThePolicyCountsIt() {
        node.run("SET k v");
        node.config().set(ConfigKey.MAXMEMORY_POLICY, "allkeys-lfu");
        assertThat(node.run("OBJECT IDLETIME k")).startsWith("-ERR An LFU maxmemory policy is selected, idle time not");
        assertThat(node.run("OBJECT IDLETIME none")).isEqualTo("$-1\\r\\n");
    }

    private void expiredKey() {
        node.flushAll();
        node.run("SET k v PX 5");
        pass(6);
        node.forget();
    }

    private void pass(long ms) {
        node.nowMs(node.nowMs() + ms);
    }
}
