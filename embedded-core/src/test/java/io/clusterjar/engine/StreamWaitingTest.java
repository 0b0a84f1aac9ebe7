package io.clusterjar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.command.generic.GenericCommands;
import io.clusterjar.command.stream.StreamCommands;
import io.clusterjar.engine.EngineFixture.Client;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that wait for entries of streams as Redis 7.2 lets them: when anything happens to their keys the call is made
 * again, and fails when the group, the key or its type went away. Older servers had other answers.
 */
class StreamWaitingTest {
    private final EngineFixture world = new EngineFixture(List.of(), new StreamCommands(), new GenericCommands());
    private final Client first = world.client();
    private final Client second = world.client();
    private final Client writer = world.client();

    private static final String NO_GROUP =
            "-NOGROUP No such key 's' or consumer group 'g' in XREADGROUP with GROUP option\\r\\n";

    private void awaitInGroup() {
        writer.call("DEL s t");
        writer.call("XGROUP CREATE s g $ MKSTREAM");
        first.replies();
        second.replies();
        first.send("XREADGROUP GROUP g c BLOCK 0 STREAMS s >");
        second.send("XREAD BLOCK 0 STREAMS s $");
        assertThat(world.engine().blockedClients()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "XGROUP DESTROY s g",
                "DEL s",
                "UNLINK s",
                "RENAME s t",
                "MOVE s 3",
                "FLUSHDB",
                "FLUSHALL",
                "SWAPDB 0 1",
                "PEXPIRE s -1"
            })
    void shouldTellThoseInAGroupWhenItIsGone(String line) {
        EngineFixture.Recorder recorder = new EngineFixture.Recorder();
        world.engine().setReplicator(recorder);
        writer.call("SELECT 3");
        writer.call("FLUSHDB");
        writer.call("SELECT 0");
        awaitInGroup();
        writer.call(line);
        assertThat(first.replies()).as(line).isEqualTo(NO_GROUP);
        assertThat(second.replies()).as(line).isEmpty();
        writer.call("FLUSHALL");
        writer.call("XADD s 1-1 a b");
        assertThat(second.replies()).as(line).contains("1-1");
    }

    @Test
    void shouldTellThoseInAGroupWhenTheKeyGetsAnotherType() {
        awaitInGroup();
        writer.call("SET s x");
        assertThat(first.replies())
                .isEqualTo("-WRONGTYPE Operation against a key holding the wrong kind of value\\r\\n");
        assertThat(second.replies()).isEmpty();
        assertThat(world.engine().blockedClients()).isEqualTo(1);
    }

    @Test
    void shouldTellThoseInAGroupWhenTheKeyExpires() {
        awaitInGroup();
        writer.call("PEXPIRE s 50");
        world.advance(200);
        assertThat(first.replies()).isEqualTo(NO_GROUP);
        assertThat(second.replies()).isEmpty();
    }

    @Test
    void shouldGiveUpAtTheFirstDeadlineWhenCalledAgainInVain() {
        writer.call("XGROUP CREATE s g $ MKSTREAM");
        first.send("XREADGROUP GROUP g c BLOCK 100 STREAMS s >");
        second.send("XREADGROUP GROUP g d BLOCK 100 STREAMS s >");
        world.advance(60);
        writer.call("XADD s 1-1 a b");
        assertThat(first.replies()).contains("1-1");
        assertThat(second.replies()).isEmpty();
        world.advance(39);
        assertThat(second.replies()).isEmpty();
        world.advance(1);
        assertThat(second.replies()).isEqualTo("*-1\\r\\n");
        assertThat(world.engine().blockingKeys()).isZero();
    }

    @Test
    void shouldPropagateTheDeliveryAfterTheEntry() {
        EngineFixture.Recorder recorder = new EngineFixture.Recorder();
        writer.call("XGROUP CREATE s g $ MKSTREAM");
        world.engine().setReplicator(recorder);
        first.send("XREADGROUP GROUP g c BLOCK 0 STREAMS s >");
        writer.call("XADD s 1-1 a b");
        assertThat(recorder.fed)
                .containsExactly(
                        "0:XADD s 1-1 a b",
                        "0:XCLAIM s g c 0 1-1 TIME " + world.wallMs() + " RETRYCOUNT 1 FORCE JUSTID LASTID 1-1");
    }

    @Test
    void shouldNotDisturbTransactionsWhenOnlyGroupsChange() {
        writer.call("XADD s 1-1 a b");
        first.call("WATCH s");
        writer.call("XGROUP CREATE s g 0");
        writer.call("XREADGROUP GROUP g c STREAMS s >");
        writer.call("XACK s g 1-1");
        writer.call("XGROUP DESTROY s g");
        first.call("MULTI");
        first.call("XLEN s");
        assertThat(first.call("EXEC")).isEqualTo("*1\\r\\n:1\\r\\n");
    }

    @Test
    void shouldGoOnWaitingWhenATransactionTookBackWhatItAdded() {
        second.send("XREAD BLOCK 0 STREAMS s $");
        writer.call("MULTI");
        writer.call("XADD s 1-1 a b");
        writer.call("XDEL s 1-1");
        writer.call("EXEC");
        assertThat(second.replies()).isEmpty();
        writer.call("XADD s 2-1 a b");
        assertThat(second.replies()).contains("2-1");
    }

    @Test
    void shouldReplyWithAMapWhenWaitingInResp3() {
        second.connection().out().version(3);
        second.send("XREAD BLOCK 0 STREAMS s t $ $");
        writer.call("XADD s 1-1 a b");
        assertThat(second.replies())
                .isEqualTo(
                        "%1\\r\\n$1\\r\\ns\\r\\n*1\\r\\n*2\\r\\n$3\\r\\n1-1\\r\\n*2\\r\\n$1\\r\\na\\r\\n$1\\r\\nb\\r\\n");
        second.send("XREAD BLOCK 50 STREAMS s $");
        world.advance(50);
        assertThat(second.replies()).isEqualTo("_\\r\\n");
    }

    @Test
    void shouldEndTheWaitWhenAskedTo() {
        awaitInGroup();
        assertThat(world.engine().unblock(first.connection(), false)).isTrue();
        assertThat(world.engine().unblock(second.connection(), true)).isTrue();
        world.engine().endTurn();
        assertThat(first.replies()).isEqualTo("*-1\\r\\n");
        assertThat(second.replies()).startsWith("-UNBLOCKED");
    }
}
