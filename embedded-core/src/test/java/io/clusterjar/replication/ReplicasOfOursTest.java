package io.clusterjar.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.EmbeddedRedis;
import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespClient;
import io.clusterjar.testing.RespText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a replica gets from our node, beside what it gets from a real Redis. */
class ReplicasOfOursTest {
    private static final String[] NOT_DISKLESS = {"--repl-diskless-sync", "no"};

    /** Redis 7.0 refuses the RDB of 7.2 for its version alone; a relay in between makes it an older one. */
    @ParameterizedTest
    @ValueSource(strings = {"yes", "no"})
    void shouldGiveRedisAllItsData(String diskless) throws IOException {
        try (EmbeddedRedis ours = EmbeddedRedis.builder()
                        .config("repl-diskless-sync", diskless)
                        .config("repl-diskless-sync-delay", "0")
                        .config("set-max-listpack-entries", "0") // an encoding that 7.0 does not know
                        .start();
                RealRedis redis = RealRedis.start("--enable-debug-command", "yes", "--rdbchecksum", "no");
                OlderRdb relay = new OlderRdb(ours.port());
                Peer master = new Peer(ours.port());
                Peer replica = new Peer(redis.port())) {
            RandomWrites writes = new RandomWrites(11);
            writes.to(master.client(), 500);
            for (int i = 0; i < 3000; i++) {
                master.client().call("SET", "large" + i, "x".repeat(1000) + i * 7919);
            }

            replica.call("REPLICAOF 127.0.0.1 " + relay.port());
            replica.awaitSameAs(master);
            assertThat(replica.data()).isEqualTo(master.data());

            writes.to(master.client(), 1000);
            replica.awaitSameAs(master);
            assertThat(replica.data()).isEqualTo(master.data());

            master.call("CLIENT KILL TYPE replica");
            writes.to(master.client(), 100);
            replica.awaitSameAs(master);
            assertThat(replica.data()).isEqualTo(master.data());
            master.call("SET a 1");
            assertThat(master.call("WAIT 1 5000")).isEqualTo(":1\r\n");
            assertThat(master.number("sync_full")).isEqualTo(1);
            assertThat(master.number("sync_partial_ok")).isEqualTo(1);
            assertThat(master.info("slave0")).startsWith("ip=127.0.0.1,port=" + redis.port() + ",state=online,offset=");
        }
    }

    @Test
    void shouldSendTheSameStreamAsRedis() {
        try (EmbeddedRedis ours = EmbeddedRedis.builder().start();
                RealRedis redis = RealRedis.start(NOT_DISKLESS);
                Peer our = new Peer(ours.port());
                Peer their = new Peer(redis.port());
                RespClient ourReplica = Peer.connect(ours.port());
                RespClient theirReplica = Peer.connect(redis.port())) {
            ourReplica.becomeReplica();
            theirReplica.becomeReplica();
            String[] lines = {
                "SET a 1",
                "set A b",
                "GET a",
                "SELECT 3",
                "SET a 1",
                "INCR a",
                "MULTI",
                "SET x 1",
                "EXEC",
                "MULTI",
                "SET x 1",
                "SELECT 2",
                "SET y 2",
                "DEL y",
                "EXEC",
                "MULTI",
                "GET x",
                "EXEC",
                "DEL nothing",
                "RPUSH l 1 2 3",
                "BLPOP l 1",
                "INCRBYFLOAT f 1.5",
                "GETDEL f",
                "SPOP none",
                "SADD s 1",
                "SPOP s 5",
                "PUBLISH c message",
                "SELECT 0",
                "HINCRBYFLOAT h f 0.5",
                "LMPOP 1 l LEFT COUNT 5",
                "MSET k1 1 k2 2",
                "RENAME k1 k3",
                "EXPIRE k2 -1",
                "WAIT 0 10",
                "MOVE k3 5",
                "SWAPDB 0 5",
                "FLUSHDB",
                "FLUSHALL",
                "SET done yes",
            };
            for (String line : lines) {
                assertThat(our.call(line)).as(line).isEqualTo(their.call(line));
            }
            assertThat(streamOf(ourReplica)).isEqualTo(streamOf(theirReplica));
        }
    }

    private static List<String> streamOf(RespClient replica) {
        List<String> commands = new ArrayList<>();
        String command = "";
        while (!command.equals("SET done yes")) {
            command = RespText.line(RespText.wordsOf(replica.read()));
            if (!command.toLowerCase(Locale.ROOT).equals("ping")) { // comes when it is time
                commands.add(command);
            }
        }
        return commands;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            REPLCONF a
            REPLCONF listening-port x
            REPLCONF listening-port 1
            REPLCONF rdb-only 2
            REPLCONF rdb-only x
            REPLCONF rdb-only 1 rdb-only 0
            REPLCONF rdb-filter-only keys
            REPLCONF foo 1
            REPLCONF capa eof capa psync2 capa new
            PSYNC a b
            PSYNC a 1 failover
            WAIT x 1
            WAIT 0 x
            WAIT 0 -1
            WAIT 0 0
            REPLICAOF a 65536
            REPLICAOF a x
            REPLICAOF NO ONE
            SLAVEOF no one
            ROLE
            """)
    void shouldAnswerLikeRedis(String line) {
        try (EmbeddedRedis ours = EmbeddedRedis.builder().start();
                RealRedis redis = RealRedis.start();
                Peer our = new Peer(ours.port());
                Peer their = new Peer(redis.port())) {
            assertThat(our.call(line)).isEqualTo(their.call(line));
        }
    }

    @Test
    void shouldShowTheSameFieldsAsRedisWhenReplicating() {
        try (EmbeddedRedis ours = EmbeddedRedis.builder().start();
                RealRedis redis = RealRedis.start(NOT_DISKLESS);
                Peer our = new Peer(ours.port());
                Peer their = new Peer(redis.port());
                RespClient ourReplica = Peer.connect(ours.port());
                RespClient theirReplica = Peer.connect(redis.port())) {
            assertThat(fields(our)).isEqualTo(fields(their));
            ourReplica.becomeReplica();
            theirReplica.becomeReplica();
            assertThat(fields(our)).isEqualTo(fields(their));
            our.call("REPLICAOF 127.0.0.1 1");
            their.call("REPLICAOF 127.0.0.1 1");
            assertThat(fields(our)).isEqualTo(fields(their));
        }
    }

    private static List<String> fields(Peer peer) {
        List<String> names = new ArrayList<>();
        for (String line : peer.call("INFO replication").split("\r\n")) {
            if (line.contains(":")) {
                names.add(line.substring(0, line.indexOf(':')));
            }
        }
        return names;
    }

    @Test
    void shouldSendOnlyTheSnapshotWhenAskedForNoMore() throws IOException {
        try (EmbeddedRedis ours = EmbeddedRedis.builder().start();
                Peer control = new Peer(ours.port());
                RespClient copier = Peer.connect(ours.port())) {
            control.call("SET a 1");
            copier.call("REPLCONF", "rdb-only", "1");
            copier.becomeReplica();
            control.call("SET a 2");
            org.assertj.core.api.Assertions.assertThatThrownBy(copier::read).hasMessageContaining("closed");
        }
    }
}
