package io.clusterjar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.engine.EngineFixture.Client;
import org.junit.jupiter.api.Test;

class TransactionsTest {
    private static final String OK = "+OK\\r\\n";
    private static final String NOTHING = "*-1\\r\\n";

    private final EngineFixture world = new EngineFixture();
    private final Client client = world.client();
    private final Client other = world.client();

    @Test
    void shouldRunTheQueueAndPropagateItAsOne() {
        EngineFixture.Recorder recorder = new EngineFixture.Recorder();
        world.engine().setReplicator(recorder);
        assertThat(client.call("MULTI")).isEqualTo(OK);
        assertThat(client.call("SET a 1")).isEqualTo("+QUEUED\\r\\n");
        assertThat(client.call("INCR a")).isEqualTo("+QUEUED\\r\\n");
        assertThat(client.call("GET a")).isEqualTo("+QUEUED\\r\\n");
        assertThat(other.call("GET a")).isEqualTo("$-1\\r\\n");
        assertThat(client.call("EXEC")).isEqualTo("*3\\r\\n+OK\\r\\n:2\\r\\n$1\\r\\n2\\r\\n");
        assertThat(recorder.fed).containsExactly("-1:MULTI", "0:SET a 1", "0:INCR a", "-1:EXEC");
        assertThat(client.connection().lastWriteOffset()).isEqualTo(4);
        assertThat(other.connection().lastWriteOffset()).isZero();
        recorder.fed.clear();
        client.raw(EngineFixture.request("MULTI") + EngineFixture.request("SET a 1") + EngineFixture.request("EXEC"));
        assertThat(recorder.fed).containsExactly("0:SET a 1");
        assertThat(client.connection().inTransaction()).isFalse();
    }

    @Test
    void shouldGoOnAfterAnErrorAtRunTime() {
        client.call("SET a x");
        client.call("MULTI");
        client.call("INCR a");
        client.call("SET b 1");
        assertThat(client.call("EXEC"))
                .isEqualTo("*2\\r\\n-ERR value is not an integer or out of range\\r\\n+OK\\r\\n");
    }

    @Test
    void shouldAbortAfterAnErrorWhileQueueing() {
        client.call("MULTI");
        client.call("SET a 1");
        assertThat(client.call("GET")).isEqualTo("-ERR wrong number of arguments for 'get' command\\r\\n");
        assertThat(client.call("EXEC")).isEqualTo("-EXECABORT Transaction discarded because of previous errors.\\r\\n");
        assertThat(client.call("GET a")).isEqualTo("$-1\\r\\n");
    }

    @Test
    void shouldRefuseWhatMakesNoSenseWithoutSpoilingTheTransaction() {
        assertThat(client.call("EXEC")).isEqualTo("-ERR EXEC without MULTI\\r\\n");
        assertThat(client.call("DISCARD")).isEqualTo("-ERR DISCARD without MULTI\\r\\n");
        client.call("MULTI");
        assertThat(client.call("MULTI")).isEqualTo("-ERR MULTI calls can not be nested\\r\\n");
        assertThat(client.call("WATCH a")).isEqualTo("-ERR WATCH inside MULTI is not allowed\\r\\n");
        assertThat(client.call("EXEC extra"))
                .isEqualTo(
                        "-EXECABORT Transaction discarded because of: wrong number of arguments for 'exec' command\\r\\n");
        client.call("MULTI");
        assertThat(client.call("T.SAVE")).isEqualTo("-ERR Command not allowed inside a transaction\\r\\n");
        assertThat(client.call("DISCARD")).isEqualTo(OK);
        client.call("MULTI");
        assertThat(client.call("EXEC")).isEqualTo("*0\\r\\n");
    }

    @Test
    void shouldDoNothingWhenAWatchedKeyWasChanged() {
        assertThat(client.call("WATCH a b")).isEqualTo(OK);
        other.call("SET b 1");
        client.call("MULTI");
        client.call("SET a 1");
        assertThat(client.call("EXEC")).isEqualTo(NOTHING);
        client.call("MULTI");
        client.call("SET a 1");
        assertThat(client.call("EXEC")).isEqualTo("*1\\r\\n+OK\\r\\n");
    }

    @Test
    void shouldDoNothingWhenTheWatcherItselfChangedTheKey() {
        client.call("WATCH a");
        client.call("SET a 1");
        client.call("MULTI");
        assertThat(client.call("EXEC")).isEqualTo(NOTHING);
    }

    @Test
    void shouldForgetWatchesWhenUnwatched() {
        client.call("WATCH a");
        other.call("SET a 1");
        client.call("UNWATCH");
        client.call("MULTI");
        assertThat(client.call("EXEC")).isEqualTo("*0\\r\\n");
    }

    @Test
    void shouldNotMixUpDatabases() {
        client.call("WATCH a");
        other.call("T.DB 1");
        other.call("SET a 1");
        client.call("MULTI");
        assertThat(client.call("EXEC")).isEqualTo("*0\\r\\n");
    }

    @Test
    void shouldDoNothingWhenTheTimeOfAWatchedKeyCame() {
        world.engine().activeExpire(false);
        client.call("SET a 1");
        client.call("T.PEXPIREAT a " + (world.wallMs() + 10));
        client.call("WATCH a");
        world.advance(11);
        client.call("MULTI");
        assertThat(client.call("EXEC")).isEqualTo(NOTHING);
    }

    @Test
    void shouldNotMindTheRemovalOfAKeyThatHadExpiredBefore() {
        world.engine().activeExpire(false);
        client.call("SET a 1");
        client.call("T.PEXPIREAT a " + (world.wallMs() + 10));
        world.advance(11);
        client.call("WATCH a");
        other.call("GET a");
        client.call("MULTI");
        assertThat(client.call("EXEC")).isEqualTo("*0\\r\\n");
    }

    @Test
    void shouldNotWaitWithinATransaction() {
        client.call("MULTI");
        client.call("T.TAKE k 0");
        client.call("SET k v");
        assertThat(client.call("EXEC")).isEqualTo("*2\\r\\n*-1\\r\\n+OK\\r\\n");
    }

    @Test
    void shouldCountAppliedBytesOnlyAtTheEndOfATransaction() {
        Connection master = world.engine().openMaster(world.client());
        byte[] multi = EngineFixture.request("MULTI").getBytes();
        byte[] set = EngineFixture.request("SET a 1").getBytes();
        byte[] exec = EngineFixture.request("EXEC").getBytes();
        master.feed(multi, 0, multi.length);
        master.feed(set, 0, set.length);
        assertThat(master.appliedBytes()).isZero();
        master.feed(exec, 0, exec.length);
        assertThat(master.appliedBytes()).isEqualTo(multi.length + set.length + exec.length);
    }
}
