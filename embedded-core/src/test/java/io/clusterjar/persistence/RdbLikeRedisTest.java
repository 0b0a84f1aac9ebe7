package io.clusterjar.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.config.ConfigKey;
import io.clusterjar.config.ServerConfig;
import io.clusterjar.store.EncodingLimits;
import io.clusterjar.store.Frequency;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.Keyspace;
import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespClient;
import io.clusterjar.testing.RespText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file of a real Redis is read, written again, and loaded by another real Redis that then holds the same. */
class RdbLikeRedisTest {
    private static final long NOW_MS = 1_700_000_000_000L;

    @TempDir
    Path directory;

    @Test
    void shouldGoRoundThroughFilesOfARealRedis() throws IOException {
        byte[] theirs;
        String digest;
        try (RealRedis redis = RealRedis.start("--enable-debug-command", "yes");
                RespClient client = redis.connect()) {
            fill(client);
            digest = client.call("DEBUG", "DIGEST");
            assertThat(client.call("SAVE")).isEqualTo("+OK\r\n");
            theirs = Files.readAllBytes(directoryOf(client).resolve("dump.rdb"));
        }
        RdbLoader loader = load(theirs);
        assertThat(loader.auxiliary()).containsKeys("redis-ver", "redis-bits", "ctime", "used-mem", "aof-base");
        assertThat(loader.functions()).hasSize(1);

        RdbInfo info = RdbInfo.of("7.2.4", NOW_MS, 1000);
        byte[] ours = Snapshot.toBytes(keyspace, loader.functions(), info, true);
        Files.write(directory.resolve("ours.rdb"), RealDump.olderFile(ours));
        try (RealRedis redis = RealRedis.start(
                        "--enable-debug-command", "yes", "--dir", directory.toString(), "--dbfilename", "ours.rdb");
                RespClient client = redis.connect()) {
            assertThat(client.call("DEBUG", "DIGEST")).isEqualTo(digest);
            assertThat(client.call("FUNCTION", "LIST")).contains("mylib");
            assertThat(client.call("PTTL", "expiring")).isNotEqualTo(":-1\r\n").isNotEqualTo(":-2\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"allkeys-lfu, FREQ", "allkeys-lru, IDLETIME"})
    void shouldKeepTheUseOfKeysWhenThePolicyGoesByIt(String policy, String use) throws IOException {
        ServerConfig config = ServerConfig.redisDefaults();
        config.set(ConfigKey.MAXMEMORY_POLICY, policy);
        byte[] theirs;
        try (RealRedis redis = RealRedis.start("--maxmemory-policy", policy, "--lfu-decay-time", "0");
                RespClient client = redis.connect()) {
            client.call("SET", "k", "v");
            byte[][] restore = RespText.words("RESTORE k 0 payload REPLACE " + use + " 77");
            restore[3] = RealDump.withVersion(RealDump.dump(client, "k"), RealDump.OLDER_VERSION);
            client.call(restore);
            client.call("SAVE");
            theirs = Files.readAllBytes(directoryOf(client).resolve("dump.rdb"));
        }
        RdbLoader loader = new RdbLoader(keyspace, EncodingLimits.DEFAULT, NOW_MS, false);
        RdbReader.readAll(theirs, loader.byFrequency(config.usesFrequency()), EncodingLimits.DEFAULT);
        KeyEntry entry = keyspace.db(0).find(new byte[] {'k'});
        assertThat(entry).isNotNull();
        long loaded = config.usesFrequency()
                ? Frequency.counter(entry.access(), NOW_MS, 1)
                : NOW_MS / 1000 - Integer.toUnsignedLong(entry.access());
        assertThat(loaded).isBetween(77L, 80L);

        byte[] ours = Snapshot.toBytes(keyspace, List.of(), RdbInfo.of("7.2.4", NOW_MS, 1), config);
        Files.write(directory.resolve("ours.rdb"), RealDump.olderFile(ours));
        try (RealRedis redis = RealRedis.start(
                        "--maxmemory-policy",
                        policy,
                        "--lfu-decay-time",
                        "0",
                        "--dir",
                        directory.toString(),
                        "--dbfilename",
                        "ours.rdb");
                RespClient client = redis.connect()) {
            String reply = client.call("OBJECT", use, "k");
            assertThat(Long.parseLong(reply.substring(1).strip())).isBetween(loaded, loaded + 3);
        }
    }

    private Keyspace keyspace = new Keyspace(16, 1, false);

    private RdbLoader load(byte[] file) {
        SplittableRandom random = new SplittableRandom(9);
        keyspace = new Keyspace(16, 1, false);
        RdbLoader loader = new RdbLoader(keyspace, EncodingLimits.DEFAULT, NOW_MS, false);
        RdbReader reader = new RdbReader(loader, EncodingLimits.DEFAULT);
        int at = 0;
        while (at < file.length) {
            int piece = Math.min(file.length - at, 1 + random.nextInt(random.nextBoolean() ? 10 : 5000));
            reader.feed(file, at, piece);
            at += piece;
        }
        reader.end();
        assertThat(reader.isFinished()).isTrue();
        assertThat(reader.offset()).isEqualTo(file.length);
        return loader;
    }

    private static void fill(RespClient client) {
        for (int i = 0; i < 3000; i++) {
            client.call("SET", "s" + i, "value ".repeat(i % 40));
        }
        client.call("SET", "expiring", "x", "PXAT", Long.toString(4_000_000_000_000L));
        client.call("HSET", "small hash", "f", "v", "n", "12");
        client.call("RPUSH", "small list", "a", "1", "");
        client.call("SADD", "integers", "1", "2", "-100000");
        client.call("ZADD", "small sorted set", "1", "a", "-2.5", "b");
        for (int i = 0; i < 600; i++) {
            client.call("ZADD", "large sorted set", i % 50 + ".25", "member" + i);
            client.call("SADD", "large set", "member" + i);
            client.call("RPUSH", "large list", "element".repeat(i % 70));
            client.call("HSET", "large hash", "f" + i, "v".repeat(i % 90));
        }
        client.call("SELECT", "9");
        client.call("SET", "in another database", "1");
        client.call("FUNCTION", "LOAD", "#!lua name=mylib\nredis.register_function('f', function() return 1 end)");
    }

    private static Path directoryOf(RespClient client) {
        String[] reply = client.call("CONFIG", "GET", "dir").split("\r\n");
        return Path.of(reply[4]);
    }

    @Test
    void shouldSaveAndLoadOnADisk() {
        MemoryDisk disk = new MemoryDisk("/data");
        keyspace.db(3).put(new byte[] {'k'}, io.clusterjar.store.StringValue.of(5), false);
        long length = Snapshot.save(disk, "dump.rdb", keyspace, List.of(), RdbInfo.of("7.2.4", NOW_MS, 1), true);
        disk.losePower();
        Keyspace other = new Keyspace(16, 2, false);
        RdbLoader loader = new RdbLoader(other, EncodingLimits.DEFAULT, NOW_MS, false);
        assertThat(Snapshot.load(disk, "none.rdb", loader)).isFalse();
        assertThat(Snapshot.load(disk, "dump.rdb", loader)).isTrue();
        assertThat(loader.loaded()).isEqualTo(1);
        assertThat(other.db(3).find(new byte[] {'k'})).isNotNull();
        assertThat(disk.read("dump.rdb")).hasSize((int) length);
    }
}
