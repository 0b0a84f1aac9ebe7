package io.clusterjar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.engine.EngineFixture.Client;
import io.clusterjar.protocol.Args;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private static final String TAKEN = "*2\\r\\n$1\\r\\nk\\r\\n$1\\r\\n1\\r\\n";

    private final EngineFixture world = new EngineFixture();
    private final Client first = world.client();
    private final Client second = world.client();
    private final Client writer = world.client();

    @Test
    void shouldServeTheFirstThatCame() {
        first.send("T.TAKE k 0");
        second.send("T.TAKE k 0");
        assertThat(world.engine().blockedClients()).isEqualTo(2);
        assertThat(writer.call("SET k 1")).isEqualTo("+OK\\r\\n");
        assertThat(first.replies()).isEqualTo(TAKEN);
        assertThat(second.replies()).isEmpty();
        writer.call("SET k 1");
        assertThat(second.replies()).isEqualTo(TAKEN);
        assertThat(world.engine().blockingKeys()).isZero();
    }

    @Test
    void shouldServeOnlyWhenTheTransactionHasEnded() {
        first.send("T.TAKE k 0");
        writer.call("MULTI");
        writer.call("SET k 1");
        writer.call("T.DEL k");
        writer.call("EXEC");
        assertThat(first.replies()).isEmpty();
        writer.call("MULTI");
        writer.call("SET k 0");
        writer.call("SET k 1");
        writer.call("EXEC");
        assertThat(first.replies()).isEqualTo(TAKEN);
    }

    @Test
    void shouldPropagateTheServedCallAfterTheWrite() {
        EngineFixture.Recorder recorder = new EngineFixture.Recorder();
        world.engine().setReplicator(recorder);
        first.send("T.TAKE other k 0");
        writer.call("SET k 1");
        assertThat(recorder.fed).containsExactly("0:SET k 1", "0:DEL k");
    }

    @Test
    void shouldGiveUpAtTheDeadlineAndRunWhatCameMeanwhile() {
        first.raw(EngineFixture.request("T.TAKE k 500")
                + EngineFixture.request("SET x 1")
                + EngineFixture.request("GET x"));
        world.advance(499);
        assertThat(first.replies()).isEmpty();
        first.send("T.PING");
        world.advance(1);
        assertThat(first.replies()).isEqualTo("*-1\\r\\n+OK\\r\\n$1\\r\\n1\\r\\n+PONG\\r\\n");
    }

    @Test
    void shouldForgetAWaiterThatHungUp() {
        first.send("T.TAKE k 0");
        first.hangUp();
        second.send("T.TAKE k 0");
        writer.call("SET k 1");
        assertThat(second.replies()).isEqualTo(TAKEN);
    }

    @Test
    void shouldUnblockOnRequest() {
        first.send("T.TAKE k 0");
        second.send("T.TAKE k 0");
        assertThat(world.engine().unblock(first.connection(), false)).isTrue();
        assertThat(world.engine().unblock(second.connection(), true)).isTrue();
        assertThat(world.engine().unblock(writer.connection(), true)).isFalse();
        world.engine().endTurn();
        assertThat(first.replies()).isEqualTo("*-1\\r\\n");
        assertThat(second.replies()).isEqualTo("-UNBLOCKED client unblocked via CLIENT UNBLOCK\\r\\n");
    }

    @Test
    void shouldSendWaitersAwayWhenTheRoleChanges() {
        first.send("T.TAKE k 0");
        world.engine().roleChanged();
        world.engine().endTurn();
        assertThat(first.replies())
                .isEqualTo("-UNBLOCKED force unblock from blocking operation, instance state changed "
                        + "(master -> replica?)\\r\\n");
        assertThat(first.isOpen()).isFalse();
    }

    @Test
    void shouldAskTheClusterAboutWaitersOnceASecond() {
        first.send("T.TAKE k 0");
        world.engine().setRedirects(new Redirects() {
            @Override
            public String check(Connection client, Command command, Args args) {
                return "MOVED 1 127.0.0.1:7001";
            }

            @Override
            public String checkWaiting(Connection client) {
                return "CLUSTERDOWN The cluster is down";
            }
        });
        assertThat(second.call("GET k")).isEqualTo("-MOVED 1 127.0.0.1:7001\\r\\n");
        assertThat(second.call("T.PING")).isEqualTo("+PONG\\r\\n");
        world.advance(1_100);
        assertThat(first.replies()).isEqualTo("-CLUSTERDOWN The cluster is down\\r\\n");
        assertThat(first.isOpen()).isTrue();
    }

    @Test
    void shouldResumeAParkedClientOrTellItThatTimeIsUp() {
        first.raw(EngineFixture.request("T.PARK 100") + EngineFixture.request("T.PING"));
        second.send("T.PARK 0");
        world.advance(100);
        assertThat(first.replies()).isEqualTo("+LATE\\r\\n+PONG\\r\\n");
        world.engine().resume(second.connection(), reply -> reply.integer(7));
        world.engine().endTurn();
        assertThat(second.replies()).isEqualTo(":7\\r\\n");
    }

    /** As since Redis 7.2, where the whole call is made again; before, the key that was written first won. */
    @Test
    void shouldTakeTheFirstOfItsKeysInItsOwnOrder() {
        first.send("T.TAKE x k 0");
        writer.call("MULTI");
        writer.call("SET k 2");
        writer.call("SET x 1");
        writer.call("EXEC");
        assertThat(first.replies()).isEqualTo("*2\\r\\n$1\\r\\nx\\r\\n$1\\r\\n1\\r\\n");
    }

    @Test
    void shouldPublishWhatHappensToKeys() {
        java.util.List<String> heard = new java.util.ArrayList<>();
        world.engine().setPublisher((channel, message) -> {
            heard.add(new String(channel) + " " + new String(message));
            return 1;
        });
        writer.call("SET k 1");
        world.config().set("notify-keyspace-events", "KEg$xmn");
        writer.call("SET k 1");
        writer.call("SET n 1");
        writer.call("GET missing");
        writer.call("T.PEXPIREAT k " + world.wallMs());
        world.advance(1);
        writer.call("GET k");
        assertThat(heard)
                .containsExactly(
                        "__keyspace@0__:k set", "__keyevent@0__:set k",
                        "__keyspace@0__:n new", "__keyevent@0__:new n",
                        "__keyspace@0__:n set", "__keyevent@0__:set n",
                        "__keyspace@0__:missing keymiss", "__keyevent@0__:keymiss missing",
                        "__keyspace@0__:k expire", "__keyevent@0__:expire k",
                        "__keyspace@0__:k expired", "__keyevent@0__:expired k",
                        "__keyspace@0__:k keymiss", "__keyevent@0__:keymiss k");
    }
}
