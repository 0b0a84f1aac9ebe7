package io.clusterjar.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespClient;
import io.clusterjar.testing.RespText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Gives the same requests to a {@link CallFixture} and to a real Redis, and demands that both propagate the same commands to
 * their replicas and notify of the same events. A real replica stream and real notifications are read for it.
 *
 * <p>Tables are those of {@link SameAsRedis}; lines that begin with {@code ?} are run and not compared. Times in
 * milliseconds may differ by {@value #TIME_TOLERANCE_MS}.
 */
public final class SameEffects implements AutoCloseable {
    /** The options that {@link RealRedis#start} needs for this. */
    public static final String OPTIONS = "--repl-diskless-sync no --notify-keyspace-events KEA";

    private static final long TIME_TOLERANCE_MS = 5_000;
    private static final int TIME_DIGITS = 13;
    private static final String MARK = "__keyevent@0__:the-end";
    private static final Set<String> FRAMES = Set.of("select", "multi", "exec", "ping");

    private final CallFixture ours;
    private final SameAsRedis requests;
    private final RespClient control;
    private final RespClient events;
    private final RespClient replica;

    /** Compares {@code ours} with {@code redis}, which was started with {@link #OPTIONS}. */
    public SameEffects(RealRedis redis, CallFixture ours) {
        this.ours = ours;
        control = redis.connect();
        events = redis.connect();
        events.call("PSUBSCRIBE", "__keyevent@*");
        requests = new SameAsRedis(redis, ours);
        replica = redis.connect();
        replica.becomeReplica();
        mark();
        replicated();
        notified();
    }

    /** Compares fixtures of {@code groups} with {@code redis} over a table of requests. */
    public static void table(RealRedis redis, String table, CommandGroup... groups) {
        try (SameEffects same = new SameEffects(redis, new CallFixture(groups))) {
            table.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(same::line);
        }
    }

    private void line(String line) {
        ours.forget();
        requests.line(line);
        mark();
        List<String> realEvents = notified();
        List<String> realCommands = replicated();
        if (line.charAt(0) == '?' || line.charAt(0) == '@') {
            return;
        }
        assertThat(ours.events()).as("events of %s", line).isEqualTo(realEvents);
        assertThat(sameButForTimes(ours.propagated(), realCommands))
                .as("%s propagates%n  %s%nbut Redis%n  %s", line, ours.propagated(), realCommands)
                .isTrue();
    }

    private void mark() {
        control.call("PUBLISH", MARK, "");
    }

    private List<String> notified() {
        List<String> found = new ArrayList<>();
        while (true) {
            byte[][] message = RespText.wordsOf(events.read());
            String channel = new String(message[2], StandardCharsets.ISO_8859_1);
            if (channel.equals(MARK)) {
                return found;
            }
            int db = Integer.parseInt(channel.substring("__keyevent@".length(), channel.indexOf("__:")));
            String event = channel.substring(channel.indexOf("__:") + 3);
            found.add(event + " " + RespText.line(message[3]) + (db == 0 ? "" : "@" + db));
        }
    }

    private List<String> replicated() {
        List<String> found = new ArrayList<>();
        while (true) {
            byte[][] words = RespText.wordsOf(replica.read());
            String name = new String(words[0], StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            if (name.equals("publish")) {
                return found;
            }
            if (!FRAMES.contains(name)) {
                found.add(RespText.line(words));
            }
        }
    }

    private static boolean sameButForTimes(List<String> ours, List<String> theirs) {
        String[] our = String.join(" ; ", ours).split(" ");
        String[] their = String.join(" ; ", theirs).split(" ");
        boolean same = our.length == their.length;
        for (int i = 0; same && i < our.length; i++) {
            same = our[i].equals(their[i])
                    || (isTime(our[i])
                            && isTime(their[i])
                            && Math.abs(Long.parseLong(our[i]) - Long.parseLong(their[i])) < TIME_TOLERANCE_MS);
        }
        return same;
    }

    private static boolean isTime(String word) {
        return word.length() == TIME_DIGITS && word.chars().allMatch(Character::isDigit);
    }

    @Override
    public void close() {
        control.close();
        events.close();
        replica.close();
        requests.close();
    }
}
