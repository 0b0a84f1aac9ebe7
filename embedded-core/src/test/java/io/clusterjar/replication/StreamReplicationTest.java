package io.clusterjar.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.EmbeddedRedis;
import io.clusterjar.testing.RealRedis;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Streams on masters and replicas, ours and real ones: the same entries in the same nodes, the same groups, the same
 * deliveries pending. As in Redis 7.2, a replica is told how many entries a group has read only where nobody need
 * acknowledge them, of a consumer only when it got something, and never that a consumer looked at its history; these
 * are not compared.
 */
class StreamReplicationTest {
    private static final String[] OPTIONS = {"--enable-debug-command", "yes", "--repl-diskless-sync-delay", "0"};

    private static void assertSame(Peer replica, Peer master) {
        replica.awaitSameAs(master);
        assertThat(replica.data()).isEqualTo(master.data());
        assertThat(streams(replica)).isEqualTo(streams(master));
    }

    /** All that is shown of all streams but for idle times. */
    private static String streams(Peer peer) {
        StringBuilder all = new StringBuilder();
        for (String key : RandomStreamWrites.keys()) {
            all.append(peer.call("XINFO STREAM " + key)).append(peer.call("XRANGE " + key + " - +"));
            for (String group : new String[] {"g", "h"}) {
                all.append(peer.call("XPENDING " + key + " " + group));
                String pending = peer.call("XPENDING " + key + " " + group + " - + 1000");
                all.append(pending.replaceAll(":\\d+\r\n(:\\d+\r\n)", "$1"));
            }
            String groups = peer.call("XINFO GROUPS " + key);
            all.append(groups.replaceAll("(?s)consumers\r\n:\\d+", "")
                    .replaceAll("(?s)entries-read\r\n[^\r]*\r\n\\$3\r\nlag\r\n[^\r]*", ""));
        }
        return all.toString();
    }

    @Test
    void shouldHoldTheSameStreamsWhenRedisIsTheMaster() {
        try (RealRedis redis = RealRedis.start(OPTIONS);
                EmbeddedRedis ours = EmbeddedRedis.builder().start();
                Peer master = new Peer(redis.port());
                Peer replica = new Peer(ours.port())) {
            RandomStreamWrites writes = new RandomStreamWrites(1);
            writes.to(master.client(), 500);
            replica.call("REPLICAOF 127.0.0.1 " + redis.port());
            assertSame(replica, master);
            for (int i = 0; i < 4; i++) {
                writes.to(master.client(), 400);
                assertSame(replica, master);
            }
        }
    }

    @Test
    void shouldGiveRedisTheSameStreamsWhenItIsTheReplica() throws IOException {
        try (EmbeddedRedis ours = EmbeddedRedis.builder()
                        .config("repl-diskless-sync-delay", "0")
                        .start();
                RealRedis redis = RealRedis.start("--enable-debug-command", "yes", "--rdbchecksum", "no");
                OlderRdb relay = new OlderRdb(ours.port());
                Peer master = new Peer(ours.port());
                Peer replica = new Peer(redis.port())) {
            replica.call("REPLICAOF 127.0.0.1 " + relay.port());
            replica.awaitSameAs(master);
            RandomStreamWrites writes = new RandomStreamWrites(2);
            for (int i = 0; i < 4; i++) {
                writes.to(master.client(), 500);
                assertSame(replica, master);
            }
        }
    }

    @Test
    void shouldHoldTheSameStreamsWhenBothAreOurs() {
        try (EmbeddedRedis first = EmbeddedRedis.builder()
                        .config("repl-diskless-sync-delay", "0")
                        .start();
                EmbeddedRedis second = EmbeddedRedis.builder().start();
                Peer master = new Peer(first.port());
                Peer replica = new Peer(second.port())) {
            RandomStreamWrites writes = new RandomStreamWrites(3);
            writes.to(master.client(), 500);
            replica.call("REPLICAOF 127.0.0.1 " + first.port());
            assertSame(replica, master);
            for (int i = 0; i < 4; i++) {
                writes.to(master.client(), 500);
                assertSame(replica, master);
            }
        }
    }
}
