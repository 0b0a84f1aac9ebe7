package io.clusterjar.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespClient;
import io.clusterjar.testing.RespText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Gives the same requests to a {@link CallFixture} and to a real Redis, and demands the same reply, byte for byte.
 *
 * <p>A table of requests has one a line, in the quoting of {@code redis-cli}. A line may begin with a mark:
 *
 * <pre>
 *   # a comment
 *   ~ KEYS *          the parts of arrays, sets and maps may come in any order
 *   ? RANDOMKEY       is sent to both, the replies are not compared
 *   {@literal @}FLUSH            no request: both start again with an empty key space
 * </pre>
 *
 * <p>{@code ${now+5}} is a time in seconds and {@code ${nowMs+5}} one in milliseconds, counted from when the table began.
 * The table is played twice, in RESP2 and in RESP3. {@code fuzz.DifferencesOf70} lists what Redis 7.2 says and an older server
 * does not; tables leave that out.
 */
public final class SameAsRedis implements AutoCloseable {
    private static final int HISTORY_WIDTH = 200;

    private final CallFixture ours;
    private final RespClient client;
    private final List<String> history = new ArrayList<>();
    private String seed = "";
    private long startMs;

    /** Compares {@code ours} with {@code redis}. */
    public SameAsRedis(RealRedis redis, CallFixture ours) {
        this.ours = ours;
        client = redis.connect();
        startOver();
    }

    /** Compares fixtures of {@code groups} with {@code redis} over a table of requests, in both protocols. */
    public static void table(RealRedis redis, String table, CommandGroup... groups) {
        table(redis, table, () -> new CallFixture(groups));
    }

    /** Compares fixtures that {@code fixture} makes with {@code redis} over a table of requests, in both protocols. */
    public static void table(RealRedis redis, String table, java.util.function.Supplier<CallFixture> fixture) {
        for (int version = 2; version <= 3; version++) {
            try (SameAsRedis same = new SameAsRedis(redis, fixture.get())) {
                same.resp(version);
                table.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(same::line);
            }
        }
    }

    /** Both forget all keys; both clocks show the same time. */
    public void startOver() {
        history.clear();
        client.call("SELECT", "0");
        client.call("FLUSHALL");
        ours.flushAll();
        String[] time = client.call("TIME").split("\r\n");
        startMs = Long.parseLong(time[2]) * 1000 + Long.parseLong(time[4]) / 1000;
        ours.nowMs(startMs);
    }

    /** Shown when a comparison fails. */
    public void seed(long seed) {
        this.seed = " seed=" + seed;
    }

    /** Switches both to RESP2 or RESP3. */
    public void resp(int version) {
        client.call("HELLO", Integer.toString(version));
        ours.resp(version);
    }

    /** One line of a table. */
    public void line(String line) {
        if (line.startsWith("#")) {
            return;
        }
        if (line.equals("@FLUSH")) {
            startOver();
            return;
        }
        char mark = line.charAt(0);
        boolean marked = mark == '~' || mark == '?';
        byte[][] words = RespText.words(times(marked ? line.substring(1) : line));
        switch (mark) {
            case '~' -> compare(RespText::showSorted, words);
            case '?' -> both(words);
            default -> compare(RespText::show, words);
        }
    }

    /** Sends a request of words of one byte a char to both and compares the bytes. */
    public void call(String... words) {
        byte[][] bytes = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = words[i].getBytes(StandardCharsets.ISO_8859_1);
        }
        compare(RespText::show, bytes);
    }

    /** Sends a request to both and compares what {@code form} makes of the replies. */
    public void compare(Function<byte[], String> form, byte[]... words) {
        byte[][] replies = both(words);
        String request = RespText.line(words);
        String expected = form.apply(replies[1]);
        String actual = form.apply(replies[0]);
        if (!actual.equals(expected)) {
            assertThat(request + "\n    " + actual)
                    .as("RESP%d%s, after:%n%s", ours.reply().out().version(), seed, String.join("\n", history))
                    .isEqualTo(request + "\n    " + expected);
        }
    }

    /** Sends a request to both: our reply, then the real one. */
    public byte[][] both(byte[]... words) {
        byte[][] replies = {ours.run(words), client.call(words)};
        history.add(brief(RespText.line(words)) + "    -> " + brief(RespText.show(replies[1])));
        return replies;
    }

    private static String brief(String text) {
        return text.length() <= HISTORY_WIDTH ? text : text.substring(0, HISTORY_WIDTH) + "...";
    }

    private String times(String line) {
        String text = line;
        for (int at = text.indexOf("${now"); at >= 0; at = text.indexOf("${now", at)) {
            int end = text.indexOf('}', at);
            String inner = text.substring(at + 2, end);
            boolean ms = inner.startsWith("nowMs");
            String shift = inner.substring(ms ? 5 : 3);
            long base = ms ? startMs : startMs / 1000;
            long value = base + (shift.isEmpty() ? 0 : Long.parseLong(shift));
            text = text.substring(0, at) + value + text.substring(end + 1);
        }
        return text;
    }

    @Override
    public void close() {
        client.close();
    }
}
