package io.clusterjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.cluster.NodeWorld.Client;
import io.clusterjar.cluster.NodeWorld.Node;
import io.clusterjar.gossip.NodesFileException;
import io.clusterjar.protocol.Args;
import io.clusterjar.slot.Slots;
import org.junit.jupiter.api.Test;

class ClusterAgentTest {
    private final NodeWorld world = new NodeWorld();

    private Node node(int i) {
        return world.nodes.get(i);
    }

    private static int slot(String key) {
        return Slots.slotOf(key.getBytes());
    }

    @Test
    void shouldServeAtOnceWhenMadeFromAPlan() {
        world.cluster(3, 1);
        for (Node node : world.nodes) {
            assertThat(node.call("CLUSTER INFO"))
                    .contains("cluster_state:ok\r\ncluster_slots_assigned:16384\r\ncluster_slots_ok:16384\r\n")
                    .contains("cluster_known_nodes:6\r\ncluster_size:3\r\ncluster_current_epoch:6\r\n");
        }
        assertThat(node(2).call("SET foo bar")).isEqualTo("+OK\r\n");
        assertThat(node(0).call("SET foo bar")).isEqualTo("-MOVED 12182 10.0.0.3:7000\r\n");
        assertThat(node(5).call("GET foo")).isEqualTo("-MOVED 12182 10.0.0.3:7000\r\n");
        world.run(3000);
        Client reader = node(5).client();
        assertThat(reader.call("READONLY")).isEqualTo("+OK\r\n");
        assertThat(reader.call("GET foo")).isEqualTo("$3\r\nbar\r\n");
        assertThat(reader.call("SET foo baz")).isEqualTo("-MOVED 12182 10.0.0.3:7000\r\n");
        assertThat(node(0).call("CLUSTER SLOTS"))
                .startsWith("*3\r\n*4\r\n:0\r\n:5460\r\n*4\r\n$8\r\n10.0.0.1\r\n:7000\r\n");
    }

    @Test
    void shouldRefuseKeysOfSeveralSlotsBeforeAnythingElse() {
        world.cluster(3, 0);
        assertThat(node(0).call("MGET foo bar"))
                .isEqualTo("-CROSSSLOT Keys in request don't hash to the same slot\r\n");
        Client client = node(0).client();
        client.call("MULTI");
        assertThat(client.call("SET foo 1")).startsWith("-MOVED 12182 ");
        assertThat(client.call("EXEC")).isEqualTo("-EXECABORT Transaction discarded because of previous errors.\r\n");
    }

    @Test
    void shouldAnswerAskAndTryAgainWhileASlotMoves() {
        world.cluster(3, 0);
        Node source = node(2);
        Node target = node(0);
        String slot = Integer.toString(slot("{foo}a"));
        source.call("SET {foo}a 1");
        assertThat(target.call("CLUSTER SETSLOT " + slot + " IMPORTING " + source.id()))
                .isEqualTo("+OK\r\n");
        assertThat(source.call("CLUSTER SETSLOT " + slot + " MIGRATING " + target.id()))
                .isEqualTo("+OK\r\n");

        assertThat(source.call("GET {foo}a")).isEqualTo("$1\r\n1\r\n");
        assertThat(source.call("GET {foo}b")).isEqualTo("-ASK " + slot + " 10.0.0.1:7000\r\n");
        assertThat(source.call("MGET {foo}a {foo}b"))
                .isEqualTo("-TRYAGAIN Multiple keys request during rehashing of slot\r\n");
        assertThat(target.call("GET {foo}b")).isEqualTo("-MOVED " + slot + " 10.0.0.3:7000\r\n");
        Client asking = target.client();
        asking.call("ASKING");
        assertThat(asking.call("GET {foo}b")).isEqualTo("$-1\r\n");
        assertThat(asking.call("GET {foo}b")).startsWith("-MOVED");
        assertThat(source.call("CLUSTER NODES")).contains("[" + slot + "->-" + target.id() + "]\n");
        assertThat(target.call("CLUSTER NODES")).contains("[" + slot + "-<-" + source.id() + "]\n");

        assertThat(source.call("CLUSTER SETSLOT " + slot + " NODE " + target.id()))
                .isEqualTo("-ERR Can't assign hashslot " + slot
                        + " to a different node while I still hold keys for this hash slot.\r\n");
        assertThat(source.call("MIGRATE 10.0.0.1 7000 \"\" 0 1000 KEYS {foo}a {foo}none"))
                .isEqualTo("+OK\r\n");
        assertThat(source.call("MIGRATE 10.0.0.1 7000 {foo}a 0 1000")).isEqualTo("+NOKEY\r\n");
        assertThat(target.call("CLUSTER SETSLOT " + slot + " NODE " + target.id()))
                .isEqualTo("+OK\r\n");
        assertThat(source.call("CLUSTER SETSLOT " + slot + " NODE " + target.id()))
                .isEqualTo("+OK\r\n");
        assertThat(target.call("GET {foo}a")).isEqualTo("$1\r\n1\r\n");
        world.run(2000);
        assertThat(node(1).call("GET {foo}a")).isEqualTo("-MOVED " + slot + " 10.0.0.1:7000\r\n");
        assertThat(target.agent.state().myself().configEpoch()).isEqualTo(4);
    }

    @Test
    void shouldTellWhyWhenMigrateFails() {
        world.cluster(3, 0);
        node(2).call("SET foo 1");
        assertThat(node(2).call("MIGRATE 10.0.0.99 7000 foo 0 100"))
                .isEqualTo("-IOERR error or timeout writing to target instance\r\n");
        assertThat(node(2).call("MIGRATE 10.0.0.1 7000 foo 0 100"))
                .isEqualTo("-ERR Target instance replied with error: MOVED 12182 10.0.0.3:7000\r\n");
        assertThat(node(2).call("GET foo")).isEqualTo("$1\r\n1\r\n");
        assertThat(node(2).call("MIGRATE 10.0.0.1 7000 foo 0 100 KEYS foo"))
                .isEqualTo("-ERR When using MIGRATE KEYS option, the key argument must be set to the empty string\r\n");
        assertThat(node(2).call("SET foo 2")).isEqualTo("+OK\r\n");
    }

    @Test
    void shouldHoldWritersUntilTheTargetAnsweredWhenMigrating() {
        world.cluster(3, 0);
        Node source = node(2);
        String slot = Integer.toString(slot("foo"));
        source.call("SET foo 1");
        node(0).call("CLUSTER SETSLOT " + slot + " IMPORTING " + source.id());
        source.call("CLUSTER SETSLOT " + slot + " MIGRATING " + node(0).id());
        Client mover = source.client();
        Client writer = source.client();
        mover.call("PING");
        writer.call("PING");
        mover.send("MIGRATE 10.0.0.1 7000 foo 0 1000");
        writer.send("SET foo 2");
        world.run(100);

        assertThat(mover.text()).isEqualTo("+OK\r\n");
        assertThat(writer.text()).isEqualTo("-ASK " + slot + " 10.0.0.1:7000\r\n");
    }

    @Test
    void shouldFailOverWithDataWhenAMasterCrashes() {
        world.cluster(3, 1);
        node(2).call("SET foo bar");
        world.run(3000);
        node(2).crash();

        assertThat(world.runUntil(10_000, () -> node(5).isMaster())).isTrue();
        assertThat(node(5).call("GET foo")).isEqualTo("$3\r\nbar\r\n");
        assertThat(node(5).call("SET foo baz")).isEqualTo("+OK\r\n");
        world.run(500);
        assertThat(node(0).call("GET foo")).isEqualTo("-MOVED 12182 10.0.0.6:7000\r\n");

        Node back = node(2).restart();
        assertThat(world.runUntil(10_000, () -> !back.isMaster())).isTrue();
        world.run(3000);
        Client reader = back.client();
        reader.call("READONLY");
        assertThat(reader.call("GET foo")).isEqualTo("$3\r\nbaz\r\n");
    }

    @Test
    void shouldLoseNothingWhenAnOperatorFailsOver() {
        world.cluster(3, 1);
        node(2).call("SET foo bar");
        world.run(3000);
        assertThat(node(2).call("CLUSTER FAILOVER"))
                .isEqualTo("-ERR You should send CLUSTER FAILOVER to a replica\r\n");
        assertThat(node(5).call("CLUSTER FAILOVER")).isEqualTo("+OK\r\n");

        assertThat(world.runUntil(3000, () -> node(5).isMaster() && !node(2).isMaster()))
                .isTrue();
        world.run(3000);
        assertThat(node(5).call("SET foo baz")).isEqualTo("+OK\r\n");
        assertThat(node(2).call("SET foo baz")).startsWith("-MOVED 12182 10.0.0.6");
    }

    @Test
    void shouldCarryMessagesToAllNodesAndShardMessagesWithinTheShard() {
        world.cluster(3, 1);
        world.run(500);
        Client far = node(4).client();
        far.call("SUBSCRIBE news");
        Client sibling = node(5).client();
        assertThat(sibling.call("SSUBSCRIBE foo")).startsWith("*3\r\n$10\r\nssubscribe");
        assertThat(node(0).call("SSUBSCRIBE foo")).startsWith("-MOVED 12182 10.0.0.3:7000");
        assertThat(node(0).call("PUBLISH news hi")).isEqualTo(":0\r\n");
        assertThat(node(2).call("SPUBLISH foo hi")).isEqualTo(":0\r\n");
        world.run(100);

        assertThat(far.text()).contains("message").contains("hi");
        assertThat(sibling.text()).contains("smessage").contains("hi");
    }

    @Test
    void shouldDropShardChannelsWhenTheirSlotIsLost() {
        world.cluster(3, 0);
        Client client = node(2).client();
        client.call("SSUBSCRIBE foo");
        node(2).call("CLUSTER DELSLOTS 12182");
        world.run(10);
        assertThat(client.text()).isEqualTo("*3\r\n$12\r\nsunsubscribe\r\n$3\r\nfoo\r\n:0\r\n");
        assertThat(node(2).call("GET foo")).isEqualTo("-CLUSTERDOWN Hash slot not served\r\n");
    }

    @Test
    void shouldWakeAWaitingClientWhenTheClusterGoesDown() {
        world.cluster(3, 0);
        Client client = node(2).client();
        client.call("PING");
        client.send("BLPOP foo 0");
        world.run(10);
        node(0).crash();
        node(1).crash();
        world.run(6000);

        assertThat(client.text()).isEqualTo("-CLUSTERDOWN The cluster is down\r\n");
        assertThat(node(2).call("GET foo")).isEqualTo("-CLUSTERDOWN The cluster is down\r\n");
        assertThat(node(2).call("PING")).isEqualTo("+PONG\r\n");
    }

    @Test
    void shouldFormAClusterWhenToldByCommandsAsRedisCliDoes() {
        for (int i = 0; i < 4; i++) {
            world.node().start();
        }
        for (int i = 0; i < 3; i++) {
            int[] from = {0, 5461, 10923, 16384};
            assertThat(node(i).call("CLUSTER ADDSLOTSRANGE " + from[i] + " " + (from[i + 1] - 1)))
                    .isEqualTo("+OK\r\n");
        }
        for (int i = 0; i < 4; i++) {
            assertThat(node(i).call("CLUSTER SET-CONFIG-EPOCH " + (i + 1))).isEqualTo("+OK\r\n");
        }
        for (int i = 1; i < 4; i++) {
            assertThat(node(i).call("CLUSTER MEET 10.0.0.1 7000")).isEqualTo("+OK\r\n");
        }
        world.run(6000);
        assertThat(node(3).call("CLUSTER REPLICATE " + node(0).id())).isEqualTo("+OK\r\n");
        world.run(4000);
        for (Node node : world.nodes) {
            assertThat(node.call("CLUSTER INFO")).contains("cluster_state:ok").contains("cluster_known_nodes:4");
        }
        assertThat(node(1).call("CLUSTER REPLICAS " + node(0).id())).contains(node(3).id());
    }

    @Test
    void shouldRefuseToStartWhenNodesConfIsCorrupt() {
        Node node = world.node();
        node.start();
        node.crash();
        byte[] broken = "abc\n".getBytes();
        node.disk.replace("nodes.conf", broken);
        assertThatThrownBy(node::restart)
                .isInstanceOf(NodesFileException.class)
                .hasMessageContaining("nodes.conf, line 1 at byte 0");
        assertThat(node.disk.read("nodes.conf")).isEqualTo(broken);
    }

    @Test
    void shouldForgetItsClusterWhenReset() {
        world.cluster(3, 1);
        node(2).call("SET foo bar");
        world.run(3000);
        String id = node(5).id();
        assertThat(node(2).call("CLUSTER RESET"))
                .isEqualTo("-ERR CLUSTER RESET can't be called with master nodes containing keys\r\n");
        assertThat(node(5).call("CLUSTER RESET HARD")).isEqualTo("+OK\r\n");
        assertThat(node(5).id()).isNotEqualTo(id);
        assertThat(node(5).engine.database(0).size()).isZero();
        assertThat(node(5).call("CLUSTER INFO")).contains("cluster_known_nodes:1\r\n");
    }

    @Test
    void shouldClaimTheSlotsOfItsKeysWhenItStartsWithData() {
        Node node = world.node();
        node.engine.execute(0, Args.of("SET".getBytes(), "foo".getBytes(), "1".getBytes()));
        node.start();

        assertThat(node.call("CLUSTER SLOTS")).startsWith("*1\r\n*3\r\n:12182\r\n:12182\r\n");
    }

    @Test
    void shouldNameNodesAsItsClientsSeeThemWhenEndpointsAreConfigured() {
        world.cluster(3, 0, "cluster-announce-hostname=here.example", "cluster-preferred-endpoint-type=hostname");
        world.run(500);
        assertThat(node(0).call("GET foo")).isEqualTo("-MOVED 12182 here.example:7000\r\n");
        node(0).config.set("cluster-preferred-endpoint-type", "unknown-endpoint");
        assertThat(node(0).call("GET foo")).isEqualTo("-MOVED 12182 :7000\r\n");
        assertThat(node(0).call("CLUSTER SLOTS"))
                .contains("$-1\r\n:7000\r\n")
                .contains("*4\r\n$2\r\nip\r\n$8\r\n10.0.0.1\r\n$8\r\nhostname\r\n$12\r\nhere.example\r\n");
        assertThat(node(0).call("CLUSTER NODES")).contains("10.0.0.1:7000@17000,here.example myself,master - 0 ");
    }

    @Test
    void shouldServeReadsOfAMinorityWhenAllowedTo() {
        world.cluster(3, 0, "cluster-allow-reads-when-down=yes", "cluster-allow-pubsubshard-when-down=no");
        node(2).call("SET foo bar");
        node(0).crash();
        node(1).crash();
        world.run(6000);

        assertThat(node(2).call("GET foo")).isEqualTo("$3\r\nbar\r\n");
        assertThat(node(2).call("SET foo 1"))
                .isEqualTo("-CLUSTERDOWN The cluster is down and only accepts read commands\r\n");
        assertThat(node(2).call("SPUBLISH foo 1")).isEqualTo("-CLUSTERDOWN The cluster is down\r\n");
    }
}
