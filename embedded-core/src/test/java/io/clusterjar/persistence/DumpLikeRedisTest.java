package io.clusterjar.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.base.Bytes;
import io.clusterjar.store.EncodingLimits;
import io.clusterjar.store.Value;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespClient;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads of a real Redis are read, and written again byte for byte; it takes back what we write. */
@BesideRedis("--enable-debug-command yes")
class DumpLikeRedisTest {
    private final RespClient client;

    DumpLikeRedisTest(RealRedis redis) {
        client = redis.connect();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @BeforeEach
    void forgetKeys() {
        client.call("FLUSHALL");
    }

    /** Reads the real payload of {@code k}, demands its encoding, and lets the server take our payload back. */
    private Value readBack(String encoding) {
        byte[] payload = RealDump.dump(client, "k");
        assertThat(DumpPayload.verify(payload)).isTrue();
        Value value = DumpPayload.decode(payload, EncodingLimits.DEFAULT);
        assertThat(value).isNotNull();
        assertThat(value.encoding()).isEqualTo(encoding);
        byte[] ours = DumpPayload.encode(value);
        if (ours[0] == RdbFormat.TYPE_SET_LISTPACK) {
            return value; // an older server does not know it
        }
        assertThat(RealDump.restore(client, "copy", ours)).isEqualTo("+OK\r\n");
        assertThat(client.call("DEBUG", "DIGEST-VALUE", "copy")).isEqualTo(client.call("DEBUG", "DIGEST-VALUE", "k"));
        return value;
    }

    private void sameBytes(String encoding) {
        Value value = readBack(encoding);
        assertThat(Bytes.hex(DumpPayload.encode(value))).isEqualTo(Bytes.hex(RealDump.dump(client, "k")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "127",
                "128",
                "-129",
                "32767",
                "32768",
                "-32769",
                "2147483647",
                "-2147483648",
                "2147483648",
                "12345678901",
                "9223372036854775807",
                "-9223372036854775808"
            })
    void shouldDumpIntegersAsRedisDoes(String text) {
        client.call("SET", "k", text);
        sameBytes("int");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "01", "-0", "+5", "9223372036854775808", "short text, but not compressible"})
    void shouldDumpShortStringsAsRedisDoes(String text) {
        client.call("SET", "k", text);
        sameBytes("embstr");
    }

    @Test
    void shouldCompressStringsAsRedisDoes() {
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < 400; i++) {
            int length = 45 + random.nextInt(i % 20 == 0 ? 50_000 : 1000);
            int letters = 1 + random.nextInt(i % 3 == 0 ? 200 : 6);
            int repeats = 1 + random.nextInt(40);
            StringBuilder text = new StringBuilder();
            while (text.length() < length) {
                if (random.nextInt(3) == 0 && text.length() > 3) {
                    int from = random.nextInt(text.length());
                    text.append(text, from, Math.min(text.length(), from + repeats));
                }
                text.append((char) random.nextInt(letters));
            }
            client.call("SET", "k", text.toString());
            sameBytes("raw");
        }
    }

    @Test
    void shouldDumpEveryLengthNearTheBordersAsRedisDoes() {
        for (int length : new int[] {45, 63, 64, 65, 300, 16383, 16384, 16385, 70_000}) {
            client.call("SET", "k", "x".repeat(length));
            sameBytes("raw");
            client.call("CONFIG", "SET", "rdbcompression", "no");
            readBack("raw");
            client.call("CONFIG", "SET", "rdbcompression", "yes");
        }
    }

    @Test
    void shouldDumpHashesAsRedisDoes() {
        client.call("HSET", "k", "field", "value", "n", "12345", "", "", "x", "y".repeat(64));
        sameBytes("listpack");
        client.call("HSET", "k", "big", "y".repeat(65));
        readBack("hashtable");
        client.call("DEL", "k");
        for (int i = 0; i < 513; i++) {
            client.call("HSET", "k", "f" + i, Integer.toString(i * 1000));
        }
        readBack("hashtable");
    }

    @Test
    void shouldDumpListsAsRedisDoes() {
        SplittableRandom random = new SplittableRandom(3);
        client.call("RPUSH", "k", "a", "1", "-5000", "", "x".repeat(100));
        Value small = readBack("listpack");
        assertThat(Bytes.hex(DumpPayload.encode(small))).isEqualTo(Bytes.hex(RealDump.dump(client, "k")));
        for (int i = 0; i < 2000; i++) {
            client.call(random.nextBoolean() ? "RPUSH" : "LPUSH", "k", "v".repeat(random.nextInt(30)) + i);
        }
        sameBytes("quicklist");
        client.call("RPUSH", "k", "w".repeat(100_000));
        sameBytes("quicklist");
    }

    @Test
    void shouldDumpSetsAsRedisDoes() {
        for (String member : new String[] {"1", "-70000", "40000", "9223372036854775807"}) {
            client.call("SADD", "k", member);
            sameBytes("intset");
        }
        client.call("DEL", "k");
        client.call("SADD", "k", "a", "1", "");
        readBack("listpack"); // Redis 7.0 has no listpacks of sets: it says a table, we take what 7.2 would
        for (int i = 0; i < 200; i++) {
            client.call("SADD", "k", "member" + i);
        }
        readBack("hashtable");
        client.call("DEL", "k");
        client.call("SADD", "k", "m".repeat(65));
        readBack("hashtable");
    }

    @Test
    void shouldDumpListpacksOfSetsThatTheReaderTakes() {
        io.clusterjar.store.SetValue set = new io.clusterjar.store.SetValue();
        for (String member : new String[] {"5", "a", "b"}) {
            set.add(Bytes.latin1(member), 0, member.length(), EncodingLimits.DEFAULT);
        }
        byte[] payload = DumpPayload.encode(set);
        assertThat(payload[0]).isEqualTo((byte) 20);
        Value back = DumpPayload.decode(payload, EncodingLimits.DEFAULT);
        assertThat(back).isNotNull();
        assertThat(back.encoding()).isEqualTo("listpack");
        assertThat(DumpPayload.encode(back)).isEqualTo(payload);
    }

    @Test
    void shouldDumpSortedSetsAsRedisDoes() {
        client.call("ZADD", "k", "1", "a", "1", "b", "2", "5", "-inf", "x", "inf", "y", "0.5", "z", "1e300", "w");
        sameBytes("listpack");
        client.call("ZADD", "k", "0.1", "short fractions differ in digits, not in value");
        sameBytes("listpack");
        for (int i = 0; i < 300; i++) {
            client.call("ZADD", "k", Double.toString(i * 0.37 - 40), "member" + (i % 7) + i);
        }
        sameBytes("skiplist");
        client.call("DEL", "k");
        client.call("ZADD", "k", "1", "m".repeat(65));
        sameBytes("skiplist");
    }
}
