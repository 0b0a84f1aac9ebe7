package io.clusterjar.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.EmbeddedRedis;
import io.clusterjar.testing.RealRedis;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our node replicates a real Redis. */
class ReplicaOfRedisTest {
    private static final String[] OPTIONS = {"--enable-debug-command", "yes", "--repl-diskless-sync-delay", "0"};

    @ParameterizedTest
    @ValueSource(strings = {"yes", "no"})
    void shouldHoldTheSameDataWhenRedisIsTheMaster(String diskless) {
        try (RealRedis redis = RealRedis.start(with("--repl-diskless-sync", diskless));
                EmbeddedRedis ours = EmbeddedRedis.builder().start();
                Peer master = new Peer(redis.port());
                Peer replica = new Peer(ours.port())) {
            RandomWrites writes = new RandomWrites(1);
            writes.to(master.client(), 300);
            replica.call("SET stays no");

            assertThat(replica.call("REPLICAOF 127.0.0.1 " + redis.port())).isEqualTo("+OK\r\n");
            replica.awaitSameAs(master);
            assertThat(replica.data()).isEqualTo(master.data());

            writes.to(master.client(), 1500);
            replica.awaitSameAs(master);
            assertThat(replica.data()).isEqualTo(master.data());
            assertThat(replica.call("SET a b")).startsWith("-READONLY");
        }
    }

    @Test
    void shouldGoOnWhereItStoppedWhenTheLinkIsCut() {
        try (RealRedis redis = RealRedis.start(OPTIONS);
                EmbeddedRedis ours = EmbeddedRedis.builder().start();
                Peer master = new Peer(redis.port());
                Peer replica = new Peer(ours.port())) {
            replica.call("REPLICAOF 127.0.0.1 " + redis.port());
            replica.awaitSameAs(master);
            RandomWrites writes = new RandomWrites(2);
            for (int i = 1; i <= 5; i++) {
                master.call("CLIENT KILL TYPE replica");
                writes.to(master.client(), 50);
                replica.awaitSameAs(master);
                assertThat(replica.data()).isEqualTo(master.data());
            }
            replica.call("CLIENT KILL TYPE master");
            writes.to(master.client(), 50);
            replica.awaitSameAs(master);
            assertThat(replica.data()).isEqualTo(master.data());

            assertThat(master.number("sync_full")).isEqualTo(1);
            assertThat(master.number("sync_partial_ok")).isEqualTo(6);
        }
    }

    @Test
    void shouldAcknowledgeAndBeShownWhenRedisAsks() {
        try (RealRedis redis = RealRedis.start(OPTIONS);
                EmbeddedRedis ours = EmbeddedRedis.builder()
                        .config("replica-announce-ip", "10.1.2.3")
                        .config("replica-announce-port", "4321")
                        .start();
                Peer master = new Peer(redis.port());
                Peer replica = new Peer(ours.port())) {
            replica.call("REPLICAOF 127.0.0.1 " + redis.port());
            replica.awaitSameAs(master);

            master.call("SET a 1");
            assertThat(master.call("WAIT 1 5000")).isEqualTo(":1\r\n");

            String offset = master.info("master_repl_offset");
            master.await("the request to acknowledge is acknowledged", () -> master.info("slave0")
                    .contains("offset=" + offset));
            assertThat(master.info("slave0"))
                    .isEqualTo("ip=10.1.2.3,port=4321,state=online,offset=" + offset + ",lag=0");
            assertThat(master.call("ROLE")).contains("10.1.2.3", "4321", offset);
            assertThat(replica.call("ROLE"))
                    .isEqualTo("*5\r\n$5\r\nslave\r\n$9\r\n127.0.0.1\r\n:" + redis.port() + "\r\n$9\r\nconnected\r\n:"
                            + master.info("master_repl_offset") + "\r\n");
        }
    }

    @Test
    void shouldAuthenticateWhenRedisWantsAPassword() {
        try (RealRedis redis = RealRedis.start(with("--requirepass", "secret"));
                EmbeddedRedis ours = EmbeddedRedis.builder().start();
                Peer master = new Peer(redis.port());
                Peer replica = new Peer(ours.port())) {
            master.call("AUTH secret");
            replica.call("REPLICAOF 127.0.0.1 " + redis.port());
            replica.await("refusal", () -> master.call("INFO errorstats").contains("errorstat_NOAUTH:"));
            assertThat(replica.info("master_link_status")).isEqualTo("down");

            replica.call("CONFIG SET masterauth secret");

            replica.awaitSameAs(master);
        }
    }

    @Test
    void shouldBecomeAMasterThatRedisContinues() {
        try (RealRedis redis = RealRedis.start(OPTIONS);
                EmbeddedRedis ours = EmbeddedRedis.builder().start();
                Peer first = new Peer(redis.port());
                Peer second = new Peer(ours.port())) {
            second.call("REPLICAOF 127.0.0.1 " + redis.port());
            second.awaitSameAs(first);
            new RandomWrites(3).to(first.client(), 100);
            second.awaitSameAs(first);
            String id = first.info("master_replid");

            second.call("REPLICAOF NO ONE");
            long offset = second.number("master_repl_offset");
            assertThat(second.info("master_replid2")).isEqualTo(id);
            assertThat(second.number("second_repl_offset")).isEqualTo(offset + 1);
            first.call("REPLICAOF 127.0.0.1 " + ours.port());
            new RandomWrites(4).to(second.client(), 300);

            first.awaitSameAs(second);
            assertThat(first.data()).isEqualTo(second.data());
            assertThat(second.number("sync_partial_ok")).isEqualTo(1);
            assertThat(second.number("sync_full")).isZero();
        }
    }

    private static String[] with(String... more) {
        List<String> all = new java.util.ArrayList<>(List.of(OPTIONS));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
