package io.clusterjar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.engine.EngineFixture.Client;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineTest {
    private final EngineFixture world = new EngineFixture();
    private final Client client = world.client();

    private EngineFixture.Recorder record(EngineFixture world) {
        EngineFixture.Recorder recorder = new EngineFixture.Recorder();
        world.engine().setReplicator(recorder);
        return recorder;
    }

    @Test
    void shouldRunPipelinedCommandsInOneTurn() {
        client.raw(EngineFixture.request("SET k v") + EngineFixture.request("get k") + "PING\r\nT.PING\r\n");
        assertThat(client.replies())
                .isEqualTo(
                        "+OK\\r\\n$1\\r\\nv\\r\\n-ERR unknown command 'PING', with args beginning with: \\r\\n+PONG\\r\\n");
    }

    @Test
    void shouldNameUnknownCommandsAndWrongArities() {
        assertThat(client.call("foo bar baz"))
                .isEqualTo("-ERR unknown command 'foo', with args beginning with: 'bar' 'baz' \\r\\n");
        assertThat(client.call("GET")).isEqualTo("-ERR wrong number of arguments for 'get' command\\r\\n");
        assertThat(client.call("T.BOX")).isEqualTo("-ERR wrong number of arguments for 't.box' command\\r\\n");
        assertThat(client.call("T.BOX what")).isEqualTo("-ERR unknown subcommand 'what'. Try T.BOX HELP.\\r\\n");
        assertThat(client.call("t.Box GET")).isEqualTo("-ERR wrong number of arguments for 't.box|get' command\\r\\n");
        assertThat(client.call("T.BOX get 1")).isEqualTo("+t.box|get\\r\\n");
    }

    @Test
    void shouldCloseAfterAProtocolErrorAndAtOnceForABrowser() {
        client.raw("*1\r\nx\r\n");
        assertThat(client.replies()).isEqualTo("-ERR Protocol error: expected '$', got 'x'\\r\\n");
        assertThat(client.isOpen()).isFalse();
        Client browser = world.client();
        browser.raw("POST / HTTP/1.1\r\nHost: x\r\n");
        assertThat(browser.replies()).isEmpty();
        assertThat(browser.isOpen()).isFalse();
        assertThat(world.engine().clientCount()).isZero();
    }

    @Test
    void shouldRefuseOneClientTooMany() {
        EngineFixture small = new EngineFixture(List.of("maxclients=1"));
        Client first = small.client();
        Client second = small.client();
        assertThat(second.replies()).isEqualTo("-ERR max number of clients reached\\r\\n");
        assertThat(second.isOpen()).isFalse();
        first.hangUp();
        assertThat(small.client().call("T.PING")).isEqualTo("+PONG\\r\\n");
        assertThat(small.engine().stats().rejectedConnections).isEqualTo(1);
    }

    @Test
    void shouldAskForThePasswordFirst() {
        EngineFixture guarded = new EngineFixture(List.of("requirepass=secret"));
        Client stranger = guarded.client();
        assertThat(stranger.call("GET k")).isEqualTo("-NOAUTH Authentication required.\\r\\n");
        assertThat(stranger.call("EXEC"))
                .isEqualTo("-EXECABORT Transaction discarded because of: NOAUTH Authentication required.\\r\\n");
        assertThat(stranger.call("T.AUTH secret")).isEqualTo("+OK\\r\\n");
        assertThat(stranger.call("GET k")).isEqualTo("$-1\\r\\n");
    }

    @Test
    void shouldKeepQuietWhenRepliesAreNotWanted() {
        assertThat(client.call("T.MUTE off")).isEmpty();
        assertThat(client.call("T.PING")).isEmpty();
        assertThat(client.call("nonsense")).isEmpty();
        assertThat(client.call("T.MUTE on")).isEqualTo("+OK\\r\\n");
        assertThat(client.call("T.MUTE skip")).isEmpty();
        assertThat(client.call("T.PING")).isEmpty();
        assertThat(client.call("T.PING")).isEqualTo("+PONG\\r\\n");
    }

    @Test
    void shouldCountCallsErrorsAndRejections() {
        client.call("SET k v");
        client.call("INCR k");
        client.call("GET");
        client.call("GET k");
        client.call("GET missing");
        Command get = world.engine().commands().find("get");
        Command incr = world.engine().commands().find("INCR");
        assertThat(get).isNotNull();
        assertThat(get.calls()).isEqualTo(2);
        assertThat(get.rejectedCalls()).isEqualTo(1);
        assertThat(incr).isNotNull();
        assertThat(incr.failedCalls()).isEqualTo(1);
        assertThat(world.engine().stats().errorsByCode()).containsOnlyKeys("ERR");
        assertThat(world.engine().stats().keyspaceHits).isEqualTo(1);
        assertThat(world.engine().stats().keyspaceMisses).isEqualTo(1);
    }

    // ---- expiry

    @Test
    void shouldDeleteAndPropagateAnExpiredKeyWhenItIsLookedUp() {
        EngineFixture.Recorder recorder = record(world);
        world.engine().activeExpire(false);
        client.call("SET k v");
        client.call("T.PEXPIREAT k " + (world.wallMs() + 10));
        world.advance(10);
        assertThat(client.call("GET k")).isEqualTo("$1\\r\\nv\\r\\n");
        world.advance(1);
        recorder.fed.clear();
        assertThat(client.call("GET k")).isEqualTo("$-1\\r\\n");
        assertThat(recorder.fed).containsExactly("0:DEL k");
        assertThat(world.engine().stats().expiredKeys).isEqualTo(1);
        assertThat(world.engine().database(0).size()).isZero();
    }

    @Test
    void shouldExpireKeysThatNobodyLooksAt() {
        EngineFixture.Recorder recorder = record(world);
        for (int i = 0; i < 500; i++) {
            client.call("SET k" + i + " v");
            client.call("T.PEXPIREAT k" + i + " " + (world.wallMs() + 50));
        }
        client.call("SET stays v");
        recorder.fed.clear();
        world.advance(2_000);
        assertThat(world.engine().database(0).size()).isEqualTo(1);
        assertThat(recorder.fed).hasSize(500).allMatch(fed -> fed.startsWith("0:DEL k"));
    }

    @Test
    void shouldOnlyHideExpiredKeysOnAReplica() {
        EngineFixture.Recorder recorder = record(world);
        client.call("SET k v");
        client.call("T.PEXPIREAT k " + (world.wallMs() + 10));
        recorder.replica = true;
        recorder.fed.clear();
        world.advance(2_000);
        assertThat(client.call("GET k")).isEqualTo("$-1\\r\\n");
        assertThat(world.engine().database(0).size()).isEqualTo(1);
        Connection master = world.engine().openMaster(world.client());
        byte[] append = EngineFixture.request("APPEND k w").getBytes();
        master.feed(append, 0, append.length);
        assertThat(world.engine().database(0).find("k".getBytes())).isNotNull();
        assertThat(master.appliedBytes()).isEqualTo(append.length);
        assertThat(recorder.fed).isEmpty();
    }

    // ---- the state of the node

    @Test
    void shouldRefuseWritesByRoleAndReplicas() {
        EngineFixture.Recorder recorder = record(world);
        recorder.good = 0;
        assertThat(client.call("SET k v")).isEqualTo("+OK\\r\\n");
        world.config().set("min-replicas-to-write", "1");
        assertThat(client.call("SET k v")).isEqualTo("-NOREPLICAS Not enough good replicas to write.\\r\\n");
        assertThat(client.call("GET k")).isEqualTo("$1\\r\\nv\\r\\n");
        recorder.replica = true;
        assertThat(client.call("SET k v")).isEqualTo("-READONLY You can't write against a read only replica.\\r\\n");
        recorder.linkUp = false;
        world.config().set("replica-serve-stale-data", "no");
        assertThat(client.call("GET k"))
                .isEqualTo("-MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.\\r\\n");
        assertThat(client.call("T.PING")).isEqualTo("+PONG\\r\\n");
        recorder.linkUp = true;
        recorder.loading = true;
        assertThat(client.call("GET k")).isEqualTo("-LOADING Redis is loading the dataset in memory\\r\\n");
    }

    @Test
    void shouldHoldWritesDuringAPause() {
        world.engine().pause(Pauses.Purpose.CLIENT_COMMAND, 1000, Pauses.Mode.WRITE);
        assertThat(client.call("GET k")).isEqualTo("$-1\\r\\n");
        client.raw(EngineFixture.request("SET k v") + EngineFixture.request("GET k"));
        assertThat(client.replies()).isEmpty();
        assertThat(client.connection().isBlocked()).isTrue();
        assertThat(world.engine().blockedClients()).isZero();
        world.advance(999);
        assertThat(client.replies()).isEmpty();
        world.advance(1);
        assertThat(client.replies()).isEqualTo("+OK\\r\\n$1\\r\\nv\\r\\n");
    }

    @Test
    void shouldResumePausedClientsWhenUnpaused() {
        world.engine().pause(Pauses.Purpose.FAILOVER, 1_000_000, Pauses.Mode.ALL);
        assertThat(client.call("T.PING")).isEmpty();
        world.engine().unpause(Pauses.Purpose.FAILOVER);
        world.engine().endTurn();
        assertThat(client.replies()).isEqualTo("+PONG\\r\\n");
    }

    @Test
    void shouldPropagateSeveralCommandsAsOneTransaction() {
        EngineFixture.Recorder recorder = record(world);
        client.call("T.TWO a b");
        client.call("GET a");
        client.call("T.DB 3");
        client.call("SET c 3");
        assertThat(recorder.fed).containsExactly("-1:MULTI", "0:SET a 1", "0:SET b 2", "-1:EXEC", "3:SET c 3");
        assertThat(client.connection().lastWriteOffset()).isEqualTo(5);
    }

    @Test
    void shouldCloseAClientThatDoesNotReadItsReplies() {
        world.config().set("client-output-buffer-limit", "normal 1000 0 0");
        client.call("SET k " + "x".repeat(600));
        client.stall(true);
        client.send("GET k");
        assertThat(client.isOpen()).isTrue();
        client.send("GET k");
        assertThat(client.wasReset()).isTrue();
        assertThat(world.engine().clientCount()).isZero();
    }

    @Test
    void shouldCloseIdleClientsButNotWaitingOnes() {
        world.config().set("timeout", "5");
        Client waiting = world.client();
        waiting.send("T.TAKE k 0");
        world.advance(4_000);
        assertThat(client.isOpen()).isTrue();
        world.advance(3_000);
        assertThat(client.isOpen()).isFalse();
        assertThat(waiting.isOpen()).isTrue();
    }

    @Test
    void shouldKeepOneTimerWhenIdle() {
        for (int i = 0; i < 50; i++) {
            world.client().send("T.TAKE k " + (1000 + i));
        }
        assertThat(world.pendingTimers()).isEqualTo(2);
        world.advance(5_000);
        assertThat(world.pendingTimers()).isEqualTo(1);
        world.engine().close();
        assertThat(world.pendingTimers()).isZero();
    }

    @Test
    void shouldAllocateNothingForAGet() {
        client.call("SET k v");
        byte[] request = EngineFixture.request("GET k").repeat(100).getBytes();
        com.sun.management.ThreadMXBean memory =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = memory.getCurrentThreadAllocatedBytes();
            client.connection().onData(client, request, 0, request.length);
            least = Math.min(least, memory.getCurrentThreadAllocatedBytes() - before);
            world.engine().endTurn();
        }
        assertThat(least / 100).isLessThan(8);
    }

    @Test
    void shouldForgetAskingAfterTheNextCommandOrTransaction() {
        boolean[] asked = new boolean[1];
        world.engine().setRedirects(new Redirects() {
            @Override
            public @org.jspecify.annotations.Nullable String check(
                    Connection client, Command command, io.clusterjar.protocol.Args args) {
                asked[0] = client.asking();
                return null;
            }

            @Override
            public @org.jspecify.annotations.Nullable String checkWaiting(Connection client) {
                return null;
            }
        });
        client.call("ASKING");
        client.call("GET k");
        assertThat(asked[0]).isTrue();
        client.call("GET k");
        assertThat(asked[0]).isFalse();
        client.call("ASKING");
        client.call("MULTI");
        client.call("GET k");
        assertThat(asked[0]).isTrue();
        client.call("EXEC");
        assertThat(asked[0]).isTrue();
        client.call("GET k");
        assertThat(asked[0]).isFalse();
    }

    @Test
    void shouldSpreadTooManyRepliesOverSeveralTurns() {
        client.call("SET k " + "x".repeat(1 << 20));
        client.raw(EngineFixture.request("GET k").repeat(40));
        int first = client.replies().length();
        assertThat(first).isLessThan(20 << 20);
        int all = first;
        for (int turn = 0; turn < 4; turn++) {
            world.advance(0);
            all += client.replies().length();
        }
        assertThat(all).isGreaterThan(40 << 20);
    }
}
