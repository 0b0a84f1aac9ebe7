package io.clusterjar.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.net.CutMode;
import io.clusterjar.net.virtual.Fault;
import io.clusterjar.net.virtual.Links;
import io.clusterjar.replication.ReplicationWorld.Client;
import io.clusterjar.replication.ReplicationWorld.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Masters, replicas and replicas of replicas in virtual time. */
class ReplicationTest {
    private final ReplicationWorld world = new ReplicationWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void shouldPassTheSameBytesOnWhenReplicasAreChained() {
        Node top = world.node("top");
        top.call("SET before 1");
        Client writer = top.client();
        writer.call("SELECT 3");
        writer.call("SET in-three 1");
        Node middle = world.node("middle").follow(top);
        writer.call("SET selected 1"); // the stream is in database 3 when the last of the chain comes
        Node last = world.node("last").follow(middle);
        writer.call("SET after 2");
        writer.call("MULTI");
        writer.call("INCR n");
        writer.call("INCR n");
        writer.call("EXEC");
        world.pass(2000);

        for (Node node : new Node[] {middle, last}) {
            assertThat(node.offset()).isEqualTo(top.offset());
            assertThat(node.info("master_replid")).isEqualTo(top.info("master_replid"));
            assertThat(node.call("DEBUG DIGEST")).isEqualTo(top.call("DEBUG DIGEST"));
        }
        assertThat(top.info("connected_slaves")).isEqualTo("1");
        assertThat(middle.info("connected_slaves")).isEqualTo("1");
    }

    @Test
    void shouldGoOnWithThePromotedReplicaWhenTheMasterIsGone() {
        Node master = world.node("master");
        Node first = world.node("first").follow(master);
        Node second = world.node("second").follow(master);
        master.call("SET a 1");
        world.pass(1000);
        String id = master.info("master_replid");
        long offset = master.offset();

        first.call("REPLICAOF NO ONE");
        second.follow(first);
        first.call("SET a 2");
        master.follow(first);

        assertThat(first.info("sync_full")).isEqualTo("0");
        assertThat(first.info("sync_partial_ok")).isEqualTo("2");
        for (Node node : new Node[] {first, second, master}) {
            assertThat(node.call("GET a")).isEqualTo("$1\r\n2\r\n");
            assertThat(node.info("master_replid2")).isEqualTo(id);
            assertThat(node.info("second_repl_offset")).isEqualTo(Long.toString(offset + 1));
        }
    }

    @Test
    void shouldSynchroniseInFullWhenTheOldMasterWentOnAlone() {
        Node master = world.node("master");
        Node replica = world.node("replica").follow(master);
        replica.call("REPLICAOF NO ONE");
        master.call("SET lost 1");
        replica.call("SET kept 1");

        master.follow(replica);

        assertThat(replica.info("sync_full")).isEqualTo("1");
        assertThat(replica.info("sync_partial_err")).isEqualTo("1");
        assertThat(master.call("EXISTS lost kept")).isEqualTo(":1\r\n");
    }

    @Test
    void shouldKeepReplicasOfItsOwnWhenItsMasterChangesWithinOneHistory() {
        Node top = world.node("top");
        Node other = world.node("other").follow(top);
        Node middle = world.node("middle").follow(top);
        Node last = world.node("last").follow(middle);

        middle.follow(other);
        top.call("SET a 1");
        world.pass(1000);

        assertThat(last.call("GET a")).isEqualTo("$1\r\n1\r\n");
        assertThat(middle.info("sync_full")).isEqualTo("1");
        assertThat(middle.info("sync_partial_ok")).isEqualTo("0"); // the last one's link was never cut
    }

    @Test
    void shouldAnswerWaitersWhenReplicasAcknowledge() {
        Node master = world.node("master");
        world.node("replica").follow(master);
        Client client = master.client();
        client.call("SET a 1");
        assertThat(client.call("WAIT 1 0")).isEqualTo(":1\r\n");
        assertThat(client.call("WAIT 2 100")).isEmpty();
        world.pass(100);
        assertThat(client.text()).isEqualTo(":1\r\n");
        client.call("MULTI");
        client.call("WAIT 5 0");
        assertThat(client.call("EXEC")).isEqualTo("*1\r\n:1\r\n");
        assertThat(client.call("WAITAOF 1 0 0")).startsWith("-ERR WAITAOF cannot be used when numlocal is set");
    }

    @Test
    void shouldForgetAWaiterWhenItIsUnblocked() {
        Node master = world.node("master");
        Client client = master.client();
        String id = client.call("CLIENT ID").substring(1).strip();
        client.call("SET a 1");
        assertThat(client.call("WAIT 1 0")).isEmpty();
        master.call("CLIENT UNBLOCK " + id + " ERROR");
        assertThat(client.text()).startsWith("-UNBLOCKED");
        assertThat(client.call("WAIT 2 0")).isEmpty();
        Client gone = master.client();
        gone.call("WAIT 1 0");
        gone.close();

        world.node("replica").follow(master);
        assertThat(client.text()).isEmpty(); // one replica is not two, whatever was waited for before
        master.call("CLIENT UNBLOCK " + id);
        assertThat(client.text()).isEqualTo(":1\r\n");
    }

    @Test
    void shouldTellWaitersWhenTheMasterBecomesAReplica() {
        Node master = world.node("master");
        Node other = world.node("other");
        Client waiter = master.client();
        waiter.call("WAIT 1 0");
        Client popper = master.client();
        popper.call("BLPOP l 0");

        master.follow(other);

        assertThat(waiter.text()).startsWith("-UNBLOCKED");
        assertThat(popper.text()).startsWith("-UNBLOCKED");
        assertThat(waiter.closed).isTrue();
        assertThat(master.call("WAIT 0 0")).startsWith("-ERR WAIT cannot be used with replica instances.");
    }

    @Test
    void shouldRefuseWritesWhenTooFewReplicasAreGood() {
        Node master = world.node("master", "min-replicas-to-write=1", "min-replicas-max-lag=3");
        assertThat(master.call("SET a 1")).isEqualTo("-NOREPLICAS Not enough good replicas to write.\r\n");
        world.node("replica").follow(master);
        assertThat(master.call("SET a 1")).isEqualTo("+OK\r\n");
        assertThat(master.info("min_slaves_good_slaves")).isEqualTo("1");

        world.world.network().isolate("replica", CutMode.BLACKHOLE);
        world.pass(5000);

        assertThat(master.call("SET a 2")).startsWith("-NOREPLICAS");
        master.call("CONFIG SET min-replicas-max-lag 0");
        assertThat(master.call("SET a 2")).isEqualTo("+OK\r\n");
    }

    @Test
    void shouldDropEachOtherWhenNothingComesForTheTimeout() {
        Node master = world.node("master", "repl-timeout=12");
        Node replica = world.node("replica", "repl-timeout=12", "replica-serve-stale-data=no")
                .follow(master);
        world.pass(60_000);
        assertThat(replica.info("master_link_status")).isEqualTo("up"); // pings and acknowledgements keep it
        Fault cut = world.world.network().cut(Links.between("master", "replica"), CutMode.BLACKHOLE);
        world.pass(15_000);
        assertThat(master.info("connected_slaves")).isEqualTo("0");
        assertThat(replica.info("master_link_status")).isEqualTo("down");
        assertThat(replica.call("GET a")).startsWith("-MASTERDOWN Link with MASTER is down");
        master.call("SET a 1");
        cut.close();
        world.pass(20_000);
        assertThat(replica.call("GET a")).isEqualTo("$1\r\n1\r\n");
        assertThat(master.info("sync_partial_ok")).isEqualTo("1");
    }

    @Test
    void shouldPingThroughAClientPause() {
        Node master = world.node("master");
        Client raw = master.client();
        raw.call("PSYNC ? -1");
        raw.text();
        master.call("CLIENT PAUSE 100000 WRITE");
        world.pass(21_000);
        assertThat(raw.text()).contains("*1\r\n$4\r\nping\r\n");
    }

    @Test
    void shouldSendEmptyLinesWhileTheSnapshotIsDelayed() {
        Node master = world.node("master", "repl-diskless-sync-delay=5");
        Client raw = master.client();
        raw.call("REPLCONF capa eof");
        assertThat(raw.call("PSYNC ? -1")).isEmpty();
        assertThat(master.info("slave0")).contains("state=wait_bgsave");
        world.pass(3000);
        assertThat(raw.text()).matches("\n{2,4}");
        master.call("SET a 1");
        world.pass(3000);
        assertThat(raw.text()).containsPattern("^\n+\\+FULLRESYNC [0-9a-f]{40} \\d+\r\n\\$EOF:[0-9a-f]{40}\r\nREDIS");
        master.call("SET a 2");
        assertThat(raw.text()).isEmpty(); // nothing before the first acknowledgement
        assertThat(raw.call("REPLCONF ACK 0")).contains("SELECT", "SET");
    }

    @Test
    void shouldForgetItsHistoryWhenNoReplicaCameForLong() {
        Node master = world.node("master", "repl-backlog-ttl=10");
        Client raw = master.client();
        raw.call("PSYNC ? -1");
        master.call("SET a 1");
        String id = master.info("master_replid");
        raw.close();
        world.pass(5000);
        assertThat(master.info("repl_backlog_active")).isEqualTo("1");
        world.pass(10_000);
        assertThat(master.info("repl_backlog_active")).isEqualTo("0");
        assertThat(master.info("master_replid")).isNotEqualTo(id);
    }

    @Test
    void shouldDropAReplicaWhoseUnreadStreamIsTooLong() {
        Node master = world.node("master", "client-output-buffer-limit=replica 20000 0 0", "repl-backlog-size=16384");
        Client raw = master.client();
        raw.call("REPLCONF capa eof");
        raw.call("PSYNC ? -1"); // and never an acknowledgement
        assertThat(master.info("connected_slaves")).isEqualTo("1");
        master.call("SET a " + "x".repeat(15_000));
        assertThat(master.info("connected_slaves")).isEqualTo("1");
        master.call("SET a " + "x".repeat(15_000));
        assertThat(master.info("connected_slaves")).isEqualTo("0");
    }

    @Test
    void shouldRefusePsyncWhileItsOwnMasterIsAway() {
        Node replica = world.node("replica");
        replica.call("REPLICAOF 127.0.0.1 1");
        assertThat(replica.call("PSYNC ? -1"))
                .isEqualTo("-NOMASTERLINK Can't SYNC while not connected with my master\r\n");
        assertThat(replica.call("ROLE")).contains("$7\r\nconnect").endsWith(":-1\r\n");
    }

    @Test
    void shouldTryAgainEachSecondWhenTheSnapshotIsDamaged() {
        ReplicationWorld.FalseMaster master = world.falseMaster("REDIS0011 and then nonsense");
        Node replica = world.node("replica");
        replica.call("SET a 1");
        replica.call("REPLICAOF 127.0.0.1 " + master.address.port());
        world.pass(4500);
        assertThat(master.asked).isBetween(4, 6);
        assertThat(replica.info("master_link_status")).isEqualTo("down");
        assertThat(replica.call("DBSIZE")).isEqualTo(":0\r\n");
    }

    @Test
    void shouldHandOverWhenTheMasterSaysSoInItsPsync() {
        Node master = world.node("master");
        Node replica = world.node("replica").follow(master);
        String id = replica.info("master_replid");
        assertThat(replica.call("PSYNC " + "0".repeat(40) + " 1 FAILOVER"))
                .isEqualTo("-ERR PSYNC FAILOVER replid must match my replid.\r\n");
        long next = replica.offset() + 1;
        assertThat(replica.call("PSYNC " + id + " " + next + " FAILOVER")).startsWith("+CONTINUE");
        assertThat(replica.info("role")).isEqualTo("master");
    }

    @Test
    void shouldKeepLocalWritesToItselfWhenAReplicaIsWritable() {
        Node top = world.node("top");
        Node middle = world.node("middle", "replica-read-only=no").follow(top);
        Node last = world.node("last").follow(middle);
        assertThat(middle.call("SET local 1")).isEqualTo("+OK\r\n");
        world.pass(1000);
        assertThat(last.call("EXISTS local")).isEqualTo(":0\r\n");
        assertThat(last.offset()).isEqualTo(top.offset());
        assertThat(last.call("SET a 1")).startsWith("-READONLY");
    }

    @Test
    void shouldHideExpiredKeysUntilTheMasterDeletesThem() {
        Node master = world.node("master");
        Node replica = world.node("replica").follow(master);
        master.call("DEBUG SET-ACTIVE-EXPIRE 0");
        master.call("SET a 1 PX 100");
        world.pass(1000);
        assertThat(replica.call("GET a")).isEqualTo("$-1\r\n");
        assertThat(replica.call("DBSIZE")).isEqualTo(":1\r\n");
        assertThat(master.call("GET a")).isEqualTo("$-1\r\n");
        world.pass(1000);
        assertThat(replica.call("DBSIZE")).isEqualTo(":0\r\n");
    }
}
