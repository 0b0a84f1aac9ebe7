package io.clusterjar.command.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.base.Bytes;
import io.clusterjar.command.CallFixture;
import io.clusterjar.command.SameAsRedis;
import io.clusterjar.command.generic.GenericCommands;
import io.clusterjar.command.string.StringCommands;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespClient;
import io.clusterjar.testing.RespText;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** {@code RESTORE}, its options and errors and their order, against a real Redis. */
@BesideRedis
class RestoreLikeRedisTest {
    private final RealRedis redis;

    RestoreLikeRedisTest(RealRedis redis) {
        this.redis = redis;
    }

    /** The payload of {@code 5} in the quoting of {@code redis-cli}, made by the real server. */
    private String payload() {
        try (RespClient client = redis.connect()) {
            client.call("SET", "made", "5");
            byte[] reply = client.call(Bytes.latin1("DUMP"), Bytes.latin1("made"));
            int start = 0;
            while (reply[start] != '\n') {
                start++;
            }
            StringBuilder quoted = new StringBuilder("\"");
            for (byte b : Arrays.copyOfRange(reply, start + 1, reply.length - 2)) {
                quoted.append(String.format("\\x%02x", b));
            }
            return quoted.append('"').toString();
        }
    }

    private void same(String table) {
        SameAsRedis.table(redis, table.replace("PAYLOAD", payload()), new DumpCommands(), new StringCommands());
    }

    @Test
    void shouldReplyAsRedisWhenRestoring() {
        same("""
                DUMP none
                RESTORE k 0 PAYLOAD
                GET k
                RESTORE k 0 PAYLOAD
                RESTORE k 0 PAYLOAD REPLACE
                RESTORE k 100000 PAYLOAD replace
                RESTORE k 0 garbage
                RESTORE k 0 garbage REPLACE
                RESTORE k abc garbage REPLACE
                RESTORE k -1 garbage REPLACE
                RESTORE k 0 "" REPLACE
                GET k
                RESTORE k 1 PAYLOAD ABSTTL
                RESTORE k 1 PAYLOAD ABSTTL REPLACE
                GET k
                RESTORE k 1 PAYLOAD REPLACE ABSTTL
                RESTORE k ${nowMs+100000} PAYLOAD REPLACE ABSTTL
                GET k
                RESTORE-ASKING k 0 PAYLOAD REPLACE
                GET k
                DUMP
                DUMP a b
                RESTORE k 0
                """);
    }

    @Test
    void shouldReplyAsRedisWhenOptionsAreWrong() {
        same("""
                RESTORE k abc PAYLOAD FOO
                RESTORE k 0 PAYLOAD IDLETIME
                RESTORE k 0 PAYLOAD IDLETIME abc
                RESTORE k 0 PAYLOAD IDLETIME -1
                RESTORE k 0 PAYLOAD IDLETIME 10
                RESTORE k 0 PAYLOAD FREQ 10 REPLACE
                RESTORE k 0 PAYLOAD FREQ 256 REPLACE
                RESTORE k 0 PAYLOAD FREQ -1 REPLACE
                RESTORE k 0 PAYLOAD FREQ abc
                RESTORE k 0 PAYLOAD FREQ
                RESTORE k 0 PAYLOAD FREQ 1 IDLETIME 1
                RESTORE k 0 PAYLOAD IDLETIME 1 FREQ 1
                RESTORE k abc PAYLOAD
                RESTORE k abc garbage
                RESTORE x abc garbage
                RESTORE x -1 garbage
                RESTORE x 0 garbage
                """);
    }

    @Test
    void shouldCountIdleTimeFromNowWhenGivenAFrequency() {
        CallFixture fixture = new CallFixture(new DumpCommands(), new StringCommands(), new GenericCommands());
        fixture.run("SET k 5");
        byte[] reply = fixture.run(Bytes.latin1("DUMP"), Bytes.latin1("k"));
        byte[] payload = Arrays.copyOfRange(reply, 5, reply.length - 2);
        fixture.run(RespText.line(Bytes.latin1("RESTORE"), Bytes.latin1("x"), Bytes.latin1("0"), payload) + " FREQ 9");
        assertThat(fixture.run("OBJECT IDLETIME x")).isEqualTo(":0\\r\\n");
    }

    @Test
    void shouldPropagateAnAbsoluteTime() {
        CallFixture fixture = new CallFixture(new DumpCommands(), new StringCommands());
        fixture.nowMs(1_000_000);
        fixture.run("SET k 5");
        byte[] reply = fixture.run(Bytes.latin1("DUMP"), Bytes.latin1("k"));
        byte[] payload = Arrays.copyOfRange(reply, 5, reply.length - 2);
        fixture.forget();
        String words = RespText.line(Bytes.latin1("RESTORE"), Bytes.latin1("k"), Bytes.latin1("%s"), payload);
        fixture.run(String.format(words, 500) + " REPLACE");
        fixture.run(String.format(words, 0) + " REPLACE");
        fixture.run(String.format(words, 999) + " REPLACE ABSTTL");
        fixture.run(String.format(words, 999) + " REPLACE ABSTTL");
        assertThat(fixture.propagated())
                .containsExactly(
                        String.format(words, 1_000_500) + " REPLACE ABSTTL",
                        String.format(words, 0) + " REPLACE",
                        "DEL k");
        assertThat(fixture.events()).containsExactly("restore k", "restore k", "del k");
    }
}
