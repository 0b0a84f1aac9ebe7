package io.clusterjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.cluster.NodeWorld.Client;
import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespClient;
import io.clusterjar.testing.RespText;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The same orders to a lone node of ours and to a lone real one: the same answers. */
class ClusterCommandsLikeRedisTest {
    private static final String NOBODY = "0".repeat(40);

    private static final String SCRIPT = """
            CLUSTER
            CLUSTER NONSENSE
            CLUSTER KEYSLOT
            CLUSTER KEYSLOT foo
            CLUSTER KEYSLOT {user1000}.following
            CLUSTER KEYSLOT foo{}{bar}
            CLUSTER INFO
            CLUSTER SLOTS
            GET foo
            MGET foo bar
            CLUSTER ADDSLOTS
            CLUSTER ADDSLOTS x
            CLUSTER ADDSLOTS 16384
            CLUSTER ADDSLOTS -1
            CLUSTER ADDSLOTS 1 2 1
            CLUSTER ADDSLOTS 1 2 3 12182
            CLUSTER ADDSLOTS 2
            CLUSTER ADDSLOTS 5 2
            CLUSTER ADDSLOTSRANGE 5
            CLUSTER ADDSLOTSRANGE 5 6 7
            CLUSTER ADDSLOTSRANGE 6 5
            CLUSTER ADDSLOTSRANGE 5 9 8 11
            CLUSTER ADDSLOTSRANGE 5 9 20 21
            CLUSTER DELSLOTS 4
            CLUSTER DELSLOTS 3 3
            CLUSTER DELSLOTS 3
            CLUSTER DELSLOTSRANGE 5 5 20 20
            CLUSTER DELSLOTSRANGE 1 6
            CLUSTER INFO
            GET foo
            CLUSTER BUMPEPOCH
            CLUSTER BUMPEPOCH
            CLUSTER SET-CONFIG-EPOCH x
            CLUSTER SET-CONFIG-EPOCH -2
            CLUSTER SET-CONFIG-EPOCH 5
            CLUSTER COUNTKEYSINSLOT x
            CLUSTER COUNTKEYSINSLOT -1
            CLUSTER COUNTKEYSINSLOT 16384
            CLUSTER COUNTKEYSINSLOT 3
            CLUSTER GETKEYSINSLOT 1
            CLUSTER GETKEYSINSLOT x 3
            CLUSTER GETKEYSINSLOT 3 x
            CLUSTER GETKEYSINSLOT 3 -1
            CLUSTER GETKEYSINSLOT 99999 1
            CLUSTER GETKEYSINSLOT 3 10
            CLUSTER MEET x 7000
            CLUSTER MEET 127.0.0.1 x
            CLUSTER MEET 127.0.0.1 0
            CLUSTER MEET 127.0.0.1 70000
            CLUSTER MEET 127.0.0.1 60000
            CLUSTER MEET 127.0.0.1 7000 x
            CLUSTER MEET 127.0.0.1 7000 70000
            CLUSTER MEET 127.0.0.256 7000
            CLUSTER MEET 127.0.0.1
            CLUSTER FORGET NOBODY
            CLUSTER FORGET short
            CLUSTER FORGET MYSELF
            CLUSTER REPLICATE NOBODY
            CLUSTER REPLICATE MYSELF
            CLUSTER REPLICAS NOBODY
            CLUSTER REPLICAS MYSELF
            CLUSTER SLAVES MYSELF
            CLUSTER COUNT-FAILURE-REPORTS NOBODY
            CLUSTER COUNT-FAILURE-REPORTS MYSELF
            CLUSTER FAILOVER
            CLUSTER FAILOVER FORCE
            CLUSTER FAILOVER SOMEHOW
            CLUSTER FAILOVER FORCE NOW
            CLUSTER SETSLOT x STABLE
            CLUSTER SETSLOT 1 STABLE
            CLUSTER SETSLOT 1 STABLE x
            CLUSTER SETSLOT 1 NODE
            CLUSTER SETSLOT 1 BOGUS x
            CLUSTER SETSLOT 1 MIGRATING NOBODY
            CLUSTER SETSLOT 4 MIGRATING NOBODY
            CLUSTER SETSLOT 1 IMPORTING NOBODY
            CLUSTER SETSLOT 4 IMPORTING NOBODY
            CLUSTER SETSLOT 1 NODE NOBODY
            CLUSTER SETSLOT 4 NODE MYSELF
            CLUSTER LINKS
            CLUSTER SAVECONFIG
            CLUSTER RESET NOW
            CLUSTER RESET SOFT NOW
            CLUSTER INFO
            CLUSTER RESET SOFT
            CLUSTER INFO
            CLUSTER SET-CONFIG-EPOCH 9
            CLUSTER RESET HARD
            CLUSTER FLUSHSLOTS
            CLUSTER INFO
            ASKING
            ASKING x
            READONLY
            READWRITE
            MIGRATE 127.0.0.1 1 foo 0 10
            MIGRATE 127.0.0.1 1 foo x 10
            MIGRATE 127.0.0.1 1 foo 0 x
            MIGRATE 127.0.0.1 1 foo 0 10 BOGUS
            MIGRATE 127.0.0.1 1 foo 0 10 AUTH
            MIGRATE 127.0.0.1 1 foo 0 10 AUTH2 u
            MIGRATE 127.0.0.1 1 foo 0 10 KEYS foo
            """;

    private static final String WITH_KEYS = """
            CLUSTER ADDSLOTSRANGE 0 16383
            WAIT-UNTIL-UP
            SET foo 1
            SET {foo}2 2
            CLUSTER COUNTKEYSINSLOT 12182
            CLUSTER GETKEYSINSLOT 12182 10
            CLUSTER GETKEYSINSLOT 12182 1
            CLUSTER GETKEYSINSLOT 12182 0
            CLUSTER FLUSHSLOTS
            CLUSTER RESET
            CLUSTER SLOTS
            MGET foo bar
            MGET foo {foo}2 {foo}3
            GEOADD {foo}g 13 38 p
            GEORADIUS {foo}g 13 38 100 km STORE {foo}x STOREDIST {foo}y
            EXISTS {foo}x
            EXISTS {foo}y
            GEORADIUS {foo}g 13 38 100 km STORE {foo}x STOREDIST bar
            GEORADIUS {foo}g 13 38 100 km STORE bar STOREDIST {foo}y
            GEORADIUS {foo}g 13 38 100 km STOREDIST bar STORE {foo}y
            GEORADIUS {foo}g 13 38 100 km STOREDIST {foo}y STORE bar
            GEORADIUS {foo}g 13 38 100 km STORE {foo}y STORE bar
            GEORADIUS {foo}g 13 38 100 km STORE bar STORE {foo}y
            GEORADIUSBYMEMBER {foo}g p 100 km STORE {foo}x STOREDIST bar
            GEORADIUSBYMEMBER {foo}g p 100 km STORE bar STOREDIST {foo}x
            GEORADIUS {foo}g 13 38 100 km STORE
            MIGRATE 127.0.0.1 1 foo 0 10
            MIGRATE 127.0.0.1 1 none 0 10
            MIGRATE 127.0.0.1 1 foo 0 10 KEYS foo
            MIGRATE 127.0.0.1 1 "" 0 10 KEYS foo {foo}2
            MIGRATE 127.0.0.1 1 "" 0 10 KEYS foo bar
            SELECT 1
            SELECT 0
            MULTI
            GET foo
            CLUSTER BUMPEPOCH
            MGET foo bar
            EXEC
            CLUSTER SETSLOT 12182 NODE MYSELF
            CLUSTER DELSLOTS 12182
            GET foo
            CLUSTER INFO
            """;

    @Test
    void shouldAnswerLikeRedisWhenAskedAboutSlotsAndNodes() {
        compare(SCRIPT);
    }

    @Test
    void shouldAnswerLikeRedisWhenItHoldsKeys() {
        compare(WITH_KEYS);
    }

    private void compare(String script) {
        NodeWorld world = new NodeWorld();
        NodeWorld.Node node = world.node();
        node.start();
        Client ours = node.client();
        try (RealRedis redis = RealRedis.start("--cluster-enabled", "yes", "--cluster-node-timeout", "2000");
                RespClient theirs = redis.connect();
                RespClient beside = redis.connect()) {
            String theirPort = Integer.toString(redis.port());
            StringBuilder expected = new StringBuilder();
            StringBuilder got = new StringBuilder();
            for (String line : script.split("\n")) {
                if (line.equals("WAIT-UNTIL-UP")) {
                    world.run(5000);
                    while (!beside.call("CLUSTER", "INFO").contains("cluster_state:ok")) {
                        Thread.onSpinWait();
                    }
                    continue;
                }
                String theirId = id(beside.call("CLUSTER", "MYID"));
                String ourId = node.id();
                String fromThem = RespText.show(theirs.call(
                        RespText.words(line.replace("MYSELF", theirId).replace("NOBODY", NOBODY))));
                String fromUs =
                        RespText.show(ours.call(line.replace("MYSELF", ourId).replace("NOBODY", NOBODY))
                                .getBytes(StandardCharsets.ISO_8859_1));
                expected.append(line).append(" -> ");
                expected.append(same(fromThem, id(beside.call("CLUSTER", "MYID")), theirId, theirPort));
                got.append(line).append(" -> ").append(same(fromUs, node.id(), ourId, "none"));
            }
            assertThat(got.toString()).isEqualTo(expected.toString());
        }
    }

    private static String id(String reply) {
        return reply.contains("\n") ? reply.split("\r\n")[1] : reply;
    }

    /** Ids, ports and link states say nothing here. */
    private static String same(String shown, String id, String idBefore, String port) {
        return shown.replace(id, "<id>")
                        .replace(idBefore, "<id>")
                        .replace(":" + port, ":7000")
                        .replace("Invalid TCP ", "Invalid ") // 7.0 words it so, 7.2 does not
                        .replaceAll("cluster_known_nodes:\\d+", "cluster_known_nodes")
                + "\n";
    }
}
