package io.clusterjar;

import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespClient;
import io.clusterjar.testing.RespText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every command on data beside a real server: what is said about it, what is refused, and which of its words are keys. */
@BesideRedis
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DataCommandsLikeRedisTest {
    /**
     * Commands that 7.2, which we are, describes otherwise than the 7.0 that tests may find:
     *
     * <ul>
     *   <li>{@code ZRANK} and {@code ZREVRANK} take {@code WITHSCORE};
     *   <li>scripts may call {@code WAIT} and all others that block;
     *   <li>{@code SETNX}, {@code SETEX} and {@code PSETEX} are deprecated: {@code SET} does it.
     * </ul>
     *
     * <p>Moreover 7.0 did not say how to display arguments, so that is left out, as is whether scripts may call a command that blocks. A name alone
     * after {@code COMMAND GETKEYS} was too little for it. Tips are held against the facts by {@link CommandTableTest}.
     */
    private static final Set<String> CHANGED_SINCE = Set.of("zrank", "zrevrank", "wait", "setnx", "setex", "psetex");

    /** What came with it is not in the history that an older server tells. */
    private static final String OURS = "7.2.0";

    /** Options that change what is done with keys, or where they are. */
    private static final Map<String, List<String>> OPTIONS = Map.of(
            "set", List.of("set k v get", "set k v EX 1 GET NX", "set k get", "set k v nx"),
            "bitfield",
                    List.of(
                            "bitfield k get u8 0",
                            "bitfield k GET u8 0 OVERFLOW sat GET u4 1",
                            "bitfield k get u8 0 set u8 0 1",
                            "bitfield k incrby u8 0 1 get u8 0",
                            "bitfield k get u8"),
            "sort", List.of("sort k BY w_* GET # LIMIT 0 STORE store dst", "sort k STORE a STORE b", "sort k store"),
            "migrate",
                    List.of(
                            "migrate h 1 \"\" 0 5 KEYS a b",
                            "migrate h 1 k 0 5 AUTH keys",
                            "migrate h 1 k 0 5 COPY REPLACE AUTH2 u keys"),
            "xread",
                    List.of(
                            "xread COUNT 2 BLOCK 0 STREAMS a b c 0 0 0",
                            "xread STREAMS STREAMS 0",
                            "xread COUNT 1 2 3"),
            "xreadgroup",
                    List.of(
                            "xreadgroup GROUP streams c STREAMS a >",
                            "xreadgroup GROUP g c COUNT 1 NOACK STREAMS a b > >"),
            "georadius",
                    List.of(
                            "georadius k 1 2 3 m STORE a STOREDIST b",
                            "georadius k 1 2 3 m store a",
                            "georadius k 1 2 3 m COUNT 1 ANY ASC"));

    private final EmbeddedRedis embedded;
    private final RespClient ours;
    private final RespClient theirs;

    DataCommandsLikeRedisTest(RealRedis redis) throws IOException {
        theirs = redis.connect();
        embedded = EmbeddedRedis.builder().start();
        ours = new RespClient(new Socket(InetAddress.getLoopbackAddress(), embedded.port()));
        ours.call("HELLO", "3");
        theirs.call("HELLO", "3");
    }

    @AfterAll
    void stop() {
        theirs.close();
        ours.close();
        embedded.close();
    }

    @Test
    void shouldDescribeEveryCommandAsRedisDoes() {
        SoftAssertions softly = new SoftAssertions();
        for (CommandRows.Row row : rows()) {
            softly.assertThat(info(row, ours)).as("COMMAND INFO %s", row).isEqualTo(info(row, theirs));
        }
        softly.assertAll();
    }

    @Test
    void shouldDocumentEveryCommandAsRedisDoes() {
        SoftAssertions softly = new SoftAssertions();
        for (CommandRows.Row row : rows()) {
            softly.assertThat(docs(row, ours)).as("COMMAND DOCS %s", row).isEqualTo(docs(row, theirs));
        }
        softly.assertAll();
    }

    @Test
    void shouldRefuseTooFewAndTooManyWordsAsRedisDoes() {
        SoftAssertions softly = new SoftAssertions();
        for (CommandRows.Row row : rows()) {
            int least = Math.abs(row.arity());
            if (least > row.words().size()) {
                compare(softly, words(row, least - 1));
            }
            if (row.arity() > 0) {
                compare(softly, words(row, least + 1));
            }
            if (row.isSubcommand()) {
                compare(softly, List.of(row.words().get(0)));
                compare(softly, List.of(row.words().get(0), "nosuch", "a", "b", "c"));
            }
        }
        softly.assertAll();
    }

    @Test
    void shouldFindKeysAsRedisDoes() {
        SoftAssertions softly = new SoftAssertions();
        for (CommandRows.Row row : rows()) {
            for (List<String> line : lines(row)) {
                for (String question : List.of("GETKEYS", "GETKEYSANDFLAGS")) {
                    List<String> request = new ArrayList<>(List.of("COMMAND", question));
                    request.addAll(line);
                    compare(softly, request);
                }
            }
        }
        softly.assertAll();
    }

    private List<CommandRows.Row> rows() {
        return CommandRows.ofData().stream()
                .filter(row -> !CHANGED_SINCE.contains(row.name()))
                .filter(row -> known(ours, row) && known(theirs, row))
                .toList();
    }

    /** {@link CommandTableTest} says which should be; an older server does not have all. */
    private static boolean known(RespClient client, CommandRows.Row row) {
        return ((List<?>) ask(client, "COMMAND", "INFO", row.name())).get(0) != null;
    }

    private void compare(SoftAssertions softly, List<String> request) {
        byte[][] words = request.stream()
                .map(word -> word.getBytes(StandardCharsets.ISO_8859_1))
                .toArray(byte[][]::new);
        softly.assertThat(RespText.showSorted(ours.call(words)))
                .as("%s", request)
                .isEqualTo(RespText.showSorted(theirs.call(words)));
    }

    /** Requests with keys at their places: of the least length, longer ones, and with counts that are wrong. */
    private static List<List<String>> lines(CommandRows.Row row) {
        int least = Math.abs(row.arity());
        List<List<String>> lines = new ArrayList<>();
        if (least > 2) {
            lines.add(words(row, least - 1));
        }
        if (least > 1) { // a name alone is refused by COMMAND GETKEYS itself before 7.2
            lines.add(words(row, least));
        }
        for (int more = 1; row.arity() < 0 && more <= 4; more++) {
            lines.add(words(row, least + more));
        }
        for (String spec : row.keySpecs()) {
            if (spec.contains("keynum")) {
                int at = Integer.parseInt(spec.substring(4, spec.indexOf('/')));
                for (String count : List.of("0", "1", "2", "99", "-1", "x")) {
                    List<String> line = words(row, least + 3);
                    line.set(at, count);
                    lines.add(line);
                }
            }
        }
        lines.addAll(OPTIONS.getOrDefault(row.name(), List.of()).stream()
                .map(line -> Stream.of(RespText.words(line)).map(String::new).toList())
                .toList());
        for (String keyword : List.of("STORE", "storedist", "STREAMS", "KEYS", "BY", "GET")) {
            for (int more = 0; row.flags().contains("movablekeys") && more <= 3; more++) {
                List<String> line = words(row, least + more);
                line.addAll(List.of(keyword, "dst", "dst2"));
                lines.add(line);
                lines.add(longer(line, "0", "0"));
            }
        }
        return lines;
    }

    private static List<String> longer(List<String> line, String... more) {
        List<String> longer = new ArrayList<>(line);
        longer.addAll(List.of(more));
        return longer;
    }

    /** The command's name and words of which each is another, {@code count} in all. */
    private static List<String> words(CommandRows.Row row, int count) {
        List<String> words = new ArrayList<>(row.words());
        while (words.size() < count) {
            words.add("w" + words.size());
        }
        return words;
    }

    /** All that is said but the tips, notes by whether there is one. */
    private static String info(CommandRows.Row row, RespClient client) {
        List<Object> info = new ArrayList<>((List<?>) ((List<?>) ask(client, "COMMAND", "INFO", row.name())).get(0));
        info.remove(9);
        info.remove(7);
        List<Object> specs = new ArrayList<>();
        for (Object spec : (Collection<?>) info.get(7)) {
            Map<Object, Object> said = new LinkedHashMap<>((Map<?, ?>) spec);
            said.computeIfPresent("notes", (key, note) -> "some");
            specs.add(said);
        }
        info.set(7, specs);
        return info.toString().replace(", noscript", "");
    }

    /** The facts, and the versions of which the history tells. */
    private static String docs(CommandRows.Row row, RespClient client) {
        Map<?, ?> docs = (Map<?, ?>) ((Map<?, ?>) ask(client, "COMMAND", "DOCS", row.name())).get(row.name());
        Map<String, Object> facts = new TreeMap<>();
        docs.forEach((key, value) -> facts.put((String) key, value));
        facts.remove("summary");
        facts.remove("subcommands");
        if (facts.get("history") instanceof Collection<?> history) {
            List<Object> versions = new ArrayList<>();
            history.forEach(change -> versions.add(((List<?>) change).get(0)));
            versions.removeIf(version -> OURS.equals(version));
            if (!versions.isEmpty()) {
                facts.put("history", versions);
            } else {
                facts.remove("history");
            }
        }
        return facts.toString().replaceAll(", display_text=[^,}]+", "");
    }

    private static Object ask(RespClient client, String... words) {
        return Replies.decode(client.call(words).getBytes(StandardCharsets.ISO_8859_1));
    }
}
