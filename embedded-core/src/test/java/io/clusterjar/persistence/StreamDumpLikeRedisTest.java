package io.clusterjar.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.base.Bytes;
import io.clusterjar.command.CallFixture;
import io.clusterjar.command.stream.StreamCommands;
import io.clusterjar.store.EncodingLimits;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.Keyspace;
import io.clusterjar.store.StreamConsumer;
import io.clusterjar.store.StreamGroup;
import io.clusterjar.store.StreamId;
import io.clusterjar.store.StreamValue;
import io.clusterjar.store.Value;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Streams of a real Redis are read, and written again byte for byte; it takes back what we write. Redis 7.0 has the second
 * version of their format, we have the third: the type's number and the consumers' active times apart they are the same.
 */
@BesideRedis("--enable-debug-command yes")
class StreamDumpLikeRedisTest {
    private static final long RECENT_MS = 24L * 3600 * 1000;
    private final RespClient client;

    StreamDumpLikeRedisTest(RealRedis redis) {
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

    /** One of our payloads as Redis 7.0 would have made it: each consumer's second time is left out. */
    private static byte[] secondVersion(byte[] payload) {
        assertThat(payload[0]).isEqualTo((byte) RdbFormat.TYPE_STREAM_LISTPACKS_3);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(RdbFormat.TYPE_STREAM_LISTPACKS_2);
        int at = 1;
        while (at < payload.length) {
            if (at + 16 <= payload.length && isRecent(payload, at) && isConsumersSecond(payload, at + 8)) {
                out.write(payload, at, 8);
                at += 16;
            } else {
                out.write(payload[at++]);
            }
        }
        return RealDump.withVersion(out.toByteArray(), RdbFormat.VERSION);
    }

    private static boolean isRecent(byte[] bytes, int at) {
        return Math.abs(Bytes.longLe(bytes, at) - System.currentTimeMillis()) < RECENT_MS;
    }

    private static boolean isConsumersSecond(byte[] bytes, int at) {
        return isRecent(bytes, at) || Bytes.longLe(bytes, at) == StreamConsumer.NEVER;
    }

    private StreamValue sameBytes() {
        byte[] theirs = RealDump.dump(client, "k");
        assertThat(theirs[0]).isEqualTo((byte) RdbFormat.TYPE_STREAM_LISTPACKS_2);
        Value value = DumpPayload.decode(theirs, EncodingLimits.DEFAULT);
        assertThat(value).isInstanceOf(StreamValue.class);
        byte[] ours = DumpPayload.encode(value);
        assertThat(Bytes.hex(secondVersion(ours))).isEqualTo(Bytes.hex(theirs));
        assertThat(DumpPayload.encode(DumpPayload.decode(ours, EncodingLimits.DEFAULT)))
                .isEqualTo(ours);
        assertThat(DumpPayload.encode(value.copy())).isEqualTo(ours);
        return (StreamValue) value;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldDumpStreamsAsRedisDoes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        client.call("XGROUP", "CREATE", "k", "empty", "$", "MKSTREAM");
        sameBytes();
        for (int i = 1; i <= 600; i++) {
            switch (random.nextInt(12)) {
                case 0 -> client.call("XDEL", "k", random.nextInt(i) + "-1");
                case 1 -> client.call("XREADGROUP", "GROUP", "g", "c" + i % 3, "COUNT", "5", "STREAMS", "k", ">");
                case 2 -> client.call("XACK", "k", "g", random.nextInt(i) + "-1");
                case 3 -> client.call("XADD", "k", i + "-1", "other" + i % 5, "v".repeat(random.nextInt(300)));
                case 4 -> client.call("XGROUP", "CREATE", "k", "g", "0");
                case 5 -> client.call("XTRIM", "k", "MAXLEN", random.nextBoolean() ? "~" : "=", "250");
                case 6 -> client.call("XAUTOCLAIM", "k", "g", "claimer", "0", "0", "COUNT", "2");
                default ->
                    client.call("XADD", "k", i + "-" + random.nextInt(1, 5), "field", "" + i * 1000, "n", "text");
            }
            if (i % 50 == 0) {
                sameBytes();
            }
        }
    }

    @Test
    void shouldDumpStreamsThatRedisTakes() {
        CallFixture ours = new CallFixture(new StreamCommands());
        ours.nowMs(System.currentTimeMillis());
        for (int i = 1; i < 500; i++) {
            ours.run("XADD k " + i + "-1 field value" + i + " n " + i * 999);
        }
        ours.run("XDEL k 5-1 7-1 499-1");
        ours.run("XTRIM k MINID 3");
        ours.run("XGROUP CREATE k g 0");
        ours.run("XGROUP CREATE k h 7-7 ENTRIESREAD 7");
        ours.run("XREADGROUP GROUP g c COUNT 50 STREAMS k >");
        ours.run("XREADGROUP GROUP g d COUNT 2 STREAMS k >");
        ours.run("XGROUP CREATECONSUMER k g idle");
        ours.run("XCLAIM k g d 0 8-1 9-1 IDLE 5000 RETRYCOUNT 9");
        byte[] payload = secondVersion(DumpPayload.encode(valueOf(ours)));
        assertThat(RealDump.restore(client, "k", payload)).isEqualTo("+OK\r\n");
        for (String line : new String[] {
            "XRANGE k - +", "XREVRANGE k + -", "XINFO STREAM k", "XINFO GROUPS k", "XPENDING k g", "XPENDING k h"
        }) {
            byte[][] words = io.clusterjar.testing.RespText.words(line);
            assertThat(Bytes.text(ours.run(words))).as(line).isEqualTo(Bytes.text(client.call(words)));
        }
    }

    private static StreamValue valueOf(CallFixture ours) {
        KeyEntry entry = ours.db().find(Bytes.latin1("k"));
        assertThat(entry).isNotNull();
        return (StreamValue) entry.value();
    }

    @Test
    void shouldReckonWhatTheFirstVersionLacks() {
        CallFixture ours = new CallFixture(new StreamCommands());
        ours.run("XADD k 3-3 a b");
        ours.run("XADD k 4-4 a b");
        StreamValue made = valueOf(ours);
        RdbOut out = new RdbOut(null, true);
        out.raw(RdbFormat.TYPE_STREAM_LISTPACKS);
        out.length(1);
        out.string(made.nodeId(0).toBytes());
        out.string(made.nodePack(0).bytes());
        for (long number : new long[] {2, 9, 9, 1}) { // length, last id, one group
            out.length(number);
        }
        out.string(Bytes.latin1("g"));
        for (long number : new long[] {3, 3, 1}) { // its last id, one entry pending
            out.length(number);
        }
        out.raw(new StreamId(3, 3).toBytes(), 0, 16);
        out.longLe(1234);
        out.length(5);
        out.length(1);
        out.string(Bytes.latin1("c"));
        out.longLe(5678);
        out.length(1);
        out.raw(new StreamId(3, 3).toBytes(), 0, 16);
        out.shortLe(9);
        out.longLe(0);
        StreamValue read = (StreamValue) DumpPayload.decode(out.toBytes(), EncodingLimits.DEFAULT);
        assertThat(read).isNotNull();
        assertThat(read.firstId()).isEqualTo(new StreamId(3, 3));
        assertThat(read.lastId()).isEqualTo(new StreamId(9, 9));
        assertThat(read.entriesAdded()).isEqualTo(2);
        assertThat(read.maxDeletedId()).isEqualTo(StreamId.MIN);
        StreamGroup group = read.group(Bytes.latin1("g"));
        assertThat(group).isNotNull();
        assertThat(group.entriesRead()).isEqualTo(1);
        assertThat(group.pending().get(new StreamId(3, 3)).deliveredAtMs()).isEqualTo(1234);
        StreamConsumer consumer = group.consumer(Bytes.latin1("c"));
        assertThat(consumer).isNotNull();
        assertThat(consumer.seenAtMs()).isEqualTo(5678);
        assertThat(consumer.activeAtMs()).isEqualTo(5678);
    }

    @Test
    void shouldLoadFilesThatComeInPieces() throws IOException {
        client.call("SELECT", "0");
        for (int i = 1; i <= 1000; i++) {
            client.call("XADD", "k", i + "-1", "field", "value".repeat(i % 30), "n", "" + i);
        }
        client.call("XGROUP", "CREATE", "k", "g", "0");
        client.call("XREADGROUP", "GROUP", "g", "c", "COUNT", "500", "STREAMS", "k", ">");
        assertThat(client.call("SAVE")).isEqualTo("+OK\r\n");
        String directory = client.call("CONFIG", "GET", "dir").split("\r\n")[4];
        byte[] file = Files.readAllBytes(Path.of(directory, "dump.rdb"));
        Keyspace theirs = load(file);
        byte[] again = Snapshot.toBytes(theirs, List.of(), RdbInfo.of("7.2.4", 1, 1), true);
        Keyspace ours = load(again);
        KeyEntry entry = ours.db(0).find(Bytes.latin1("k"));
        assertThat(entry).isNotNull();
        assertThat(Bytes.hex(secondVersion(DumpPayload.encode(entry.value()))))
                .isEqualTo(Bytes.hex(RealDump.dump(client, "k")));
    }

    private static Keyspace load(byte[] file) {
        SplittableRandom random = new SplittableRandom(9);
        Keyspace keyspace = new Keyspace(16, 1, false);
        RdbReader reader =
                new RdbReader(new RdbLoader(keyspace, EncodingLimits.DEFAULT, 1, false), EncodingLimits.DEFAULT);
        int at = 0;
        while (at < file.length) {
            int piece = Math.min(file.length - at, 1 + random.nextInt(random.nextBoolean() ? 10 : 5000));
            reader.feed(file, at, piece);
            at += piece;
        }
        reader.end();
        assertThat(reader.isFinished()).isTrue();
        return keyspace;
    }

    @Test
    void shouldRefuseOrReadWhateverBytesWhenTheyAreDamaged() {
        CallFixture ours = new CallFixture(new StreamCommands());
        ours.run("XADD k 3-3 a b");
        ours.run("XADD k 4-4 c d e f");
        ours.run("XADD k 5-5 a 17");
        ours.run("XDEL k 4-4");
        ours.run("XGROUP CREATE k g 0");
        ours.run("XREADGROUP GROUP g c STREAMS k >");
        byte[] payload = DumpPayload.encode(valueOf(ours));
        SplittableRandom random = new SplittableRandom(7);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = payload.clone();
            damaged[1 + random.nextInt(damaged.length - 11)] = (byte) random.nextInt(256);
            try {
                StreamValue read = (StreamValue) DumpPayload.decode(damaged, EncodingLimits.DEFAULT);
                if (read != null) {
                    walk(read);
                }
            } catch (CorruptRdb expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(5_000);
        byte[] tooShort = java.util.Arrays.copyOf(payload, 60);
        assertThatThrownBy(() -> DumpPayload.decode(tooShort, EncodingLimits.DEFAULT))
                .isInstanceOf(CorruptRdb.class);
    }

    /** Whatever was read can be walked over and written without any exception. */
    private static void walk(StreamValue read) {
        for (boolean reverse : new boolean[] {false, true}) {
            io.clusterjar.store.StreamCursor cursor = read.cursor(StreamId.MIN, StreamId.MAX, reverse);
            while (cursor.next()) {
                while (cursor.nextField()) {
                    cursor.pack().get(cursor.value());
                }
            }
        }
        DumpPayload.encode(read);
        read.radixTreeNodes();
        read.trimToLength(1, false, 0);
    }
}
