package io.clusterjar.samples.bench;

import io.clusterjar.EmbeddedRedis;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Bytes that a key or an element takes, beside what a real redis-server says of itself ({@code used_memory}) with the same data. Ours is what
 * the heap grew by, all garbage collected; so believe it to a few bytes an element.
 *
 * <p>{@code java -cp samples/target/clusterjar-samples.jar io.clusterjar.samples.bench.MemoryBesideRedis}
 */
public final class MemoryBesideRedis {
    private static final int MILLION = 1_000_000;
    private static final int FIELDS = 10;
    private static final int PIPELINE = 500;

    private MemoryBesideRedis() {}

    /** What is measured: a number of requests, each of which adds a key or an element. */
    private enum Data {
        STRINGS("1 M strings, keys of 16, values of 20 bytes", MILLION, i -> words("SET", key(i), value(i))),
        COUNTERS("1 M counters, keys of 16 bytes", MILLION, i -> words("SET", key(i), "" + (MILLION + i))),
        EXPIRING("1 M strings that expire", MILLION, i -> words("SET", key(i), value(i), "EX", "100000")),
        HASH(
                "a hash of 1 M fields, 13 and 10 bytes",
                MILLION,
                i -> words("HSET", "h", "field:" + digits(i), digits(i) + "abc")),
        SMALL_HASHES("100 k hashes of 10 fields, 7 and 7 bytes", MILLION / FIELDS, MemoryBesideRedis::smallHash),
        SET("a set of 1 M members of 14 bytes", MILLION, i -> words("SADD", "s", "member:" + digits(i))),
        SORTED_SET(
                "a sorted set of 1 M members of 14 bytes",
                MILLION,
                i -> words("ZADD", "z", "" + i * 7919 % MILLION, "member:" + digits(i))),
        LIST("a list of 1 M elements of 20 bytes", MILLION, i -> words("RPUSH", "l", value(i))),
        STREAM(
                "a stream of 1 M entries of 2 fields",
                MILLION,
                i -> words("XADD", "x", "*", "sensor", digits(i), "value", "20.5"));

        private final String title;
        private final int count;
        private final IntFunction<String> request;

        Data(String title, int count, IntFunction<String> request) {
            this.title = title;
            this.count = count;
            this.request = request;
        }
    }

    /** Prints the table; takes a minute. */
    public static void main(String[] args) throws IOException, InterruptedException {
        boolean installed = RealRedis.isInstalled();
        System.out.printf(Locale.ROOT, "%-44s %12s %14s %8s%n", "bytes each", "clusterjar", "redis-server", "ratio");
        for (Data data : args.length == 0 ? Data.values() : new Data[] {Data.valueOf(args[0])}) {
            double ours = ours(data) / data.count;
            double theirs = installed ? theirs(data) / data.count : Double.NaN;
            System.out.printf(Locale.ROOT, "%-44s %12.1f %14.1f %8.2f%n", data.title, ours, theirs, ours / theirs);
        }
    }

    private static double ours(Data data) throws IOException, InterruptedException {
        try (EmbeddedRedis redis = EmbeddedRedis.builder().name("memory").start()) {
            long before = Heap.usedBytes();
            load(redis.port(), data);
            return Heap.usedBytes() - before;
        }
    }

    private static double theirs(Data data) throws IOException, InterruptedException {
        try (RealRedis redis = new RealRedis()) {
            int port = redis.start(false);
            redis.awaitPongs();
            long before = usedMemory(port);
            load(port, data);
            return usedMemory(port) - before;
        }
    }

    private static long usedMemory(int port) throws IOException, InterruptedException {
        String info = RealRedis.run("redis-cli", "-p", "" + port, "INFO", "memory");
        int at = info.indexOf("used_memory:") + "used_memory:".length();
        return Long.parseLong(info.substring(at, info.indexOf('\n', at)).strip());
    }

    private static void load(int port, Data data) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
                InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16)) {
            for (int i = 0; i < data.count; i += PIPELINE) {
                for (int n = i; n < i + PIPELINE; n++) {
                    out.write(data.request.apply(n).getBytes(StandardCharsets.ISO_8859_1));
                }
                out.flush();
                for (int n = 0; n < PIPELINE; n++) {
                    skipReply(in, data);
                }
            }
        }
    }

    private static void skipReply(InputStream in, Data data) throws IOException {
        int type = in.read();
        int length = 0;
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("closed while loading " + data);
            }
            length = b >= '0' && b <= '9' ? length * 10 + b - '0' : length;
        }
        if (type == '$') {
            in.skipNBytes(length + 2L);
        } else if (type == '-') {
            throw new IOException("an error while loading " + data);
        }
    }

    private static String smallHash(int i) {
        String[] words = new String[2 + 2 * FIELDS];
        words[0] = "HSET";
        words[1] = key(i);
        for (int n = 0; n < FIELDS; n++) {
            words[2 + 2 * n] = "field:" + n;
            words[3 + 2 * n] = "value:" + n;
        }
        return words(words);
    }

    private static String words(String... words) {
        StringBuilder request = new StringBuilder("*").append(words.length).append("\r\n");
        for (String word : words) {
            request.append('$')
                    .append(word.length())
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        return request.toString();
    }

    private static String key(int i) {
        return "key:00000" + digits(i);
    }

    private static String value(int i) {
        return "value:" + digits(i) + "abcdefg";
    }

    private static String digits(int i) {
        return String.format(Locale.ROOT, "%07d", i);
    }
}
