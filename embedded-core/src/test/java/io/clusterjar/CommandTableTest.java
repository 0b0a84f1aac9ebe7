package io.clusterjar;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.testing.RespClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What {@code COMMAND} of a node says, held against the command table of Redis 7.2. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandTableTest {
    /** Top-level commands of other groups that are not there yet, with all their subcommands. */
    private static final Set<String> OTHERS_NOT_YET = Set.of(
            "bgrewriteaof",
            "eval",
            "eval_ro",
            "evalsha",
            "evalsha_ro",
            "failover",
            "fcall",
            "fcall_ro",
            "function",
            "script",
            "shutdown");

    /** Subcommands of other groups that are not there yet although their container is. */
    private static final Set<String> SUBCOMMANDS_NOT_YET =
            Set.of("acl|deluser", "acl|dryrun", "acl|load", "acl|log", "acl|save", "acl|setuser");

    private EmbeddedRedis redis;
    private RespClient client;
    private final Map<String, List<?>> infos = new TreeMap<>();

    @BeforeAll
    void start() throws IOException {
        redis = EmbeddedRedis.builder().start();
        client = new RespClient(new Socket(InetAddress.getLoopbackAddress(), redis.port()));
        ask("HELLO", "3");
        for (Object info : (Collection<?>) ask("COMMAND")) {
            add((List<?>) info);
        }
    }

    private void add(List<?> info) {
        infos.put((String) info.get(0), info);
        ((Collection<?>) info.get(9)).forEach(child -> add((List<?>) child));
    }

    @AfterAll
    void stop() {
        client.close();
        redis.close();
    }

    @Test
    void shouldHaveEveryCommandOnDataAndNoOther() {
        Map<String, String> expected = new TreeMap<>();
        for (CommandRows.Row row : CommandRows.ofData()) {
            expected.put(row.name(), row.group().replace('_', '-'));
        }
        Map<String, String> found = new TreeMap<>();
        infos.keySet().forEach(name -> {
            String group = (String) documentation(name).get("group");
            if (CommandRows.DATA_GROUPS.contains(group.replace('-', '_'))) {
                found.put(name, group);
            }
        });
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void shouldNameWhatIsMissingOfOtherGroups() {
        Set<String> missing = new TreeSet<>();
        for (CommandRows.Row row : CommandRows.all()) {
            String container = row.words().get(0);
            if (!infos.containsKey(row.name()) && (!row.isSubcommand() || infos.containsKey(container))) {
                missing.add(row.name());
            }
        }
        Set<String> named = new TreeSet<>(OTHERS_NOT_YET);
        named.addAll(SUBCOMMANDS_NOT_YET);
        assertThat(missing).isEqualTo(named);
    }

    @Test
    void shouldCountAndListAsTheTableDoes() {
        Set<String> expected = new TreeSet<>();
        CommandRows.all().stream().filter(row -> !row.isSubcommand()).forEach(row -> expected.add(row.name()));
        expected.removeIf(name -> !infos.containsKey(name));
        assertThat(ask("COMMAND", "COUNT")).isEqualTo((long) expected.size());

        Set<String> topLevel = new TreeSet<>(infos.keySet());
        topLevel.removeIf(name -> name.indexOf('|') >= 0);
        assertThat(topLevel).isEqualTo(expected);
        assertThat(texts(ask("COMMAND", "LIST"))).isEqualTo(infos.keySet());
        client.call("HELLO", "3");
        assertThat(client.call("COMMAND", "LIST")).startsWith("*"); // not a set
    }

    @Test
    void shouldDescribeEveryCommandAsTheTableDoes() {
        SoftAssertions softly = new SoftAssertions();
        for (CommandRows.Row row : CommandRows.all()) {
            if (infos.containsKey(row.name())) {
                softly.assertThat(described(row.name(), infos.get(row.name())))
                        .as(row.name())
                        .isEqualTo(facts(row));
                softly.assertThat(((List<?>) ask("COMMAND", "INFO", row.name())).get(0))
                        .as("COMMAND INFO %s", row.name())
                        .isEqualTo(infos.get(row.name()));
            }
        }
        softly.assertAll();
    }

    /** What the table says, as text. */
    private static String facts(CommandRows.Row row) {
        return text(
                row.arity(),
                List.of(row.firstKey(), row.lastKey(), row.keyStep()),
                row.flags(),
                row.categories(),
                row.keySpecs(),
                row.tips(),
                row.since(),
                row.deprecatedSince(),
                lowerCase(row.docFlags()));
    }

    /** What {@code COMMAND INFO} and {@code COMMAND DOCS} say, as the same text. */
    private String described(String name, List<?> info) {
        Map<?, ?> docs = documentation(name);
        Object deprecated = docs.get("deprecated_since");
        return text(
                info.get(1),
                info.subList(3, 6),
                texts(info.get(2)),
                texts(info.get(6)),
                ((Collection<?>) info.get(8))
                        .stream().map(spec -> keySpec((Map<?, ?>) spec)).toList(),
                texts(info.get(7)),
                docs.get("since"),
                deprecated == null ? "" : deprecated,
                docs.get("doc_flags") == null ? Set.of() : texts(docs.get("doc_flags")));
    }

    private static String text(Object... parts) {
        return List.of(parts).toString();
    }

    private Object ask(String... words) {
        return Replies.decode(client.call(words).getBytes(StandardCharsets.ISO_8859_1));
    }

    private Map<?, ?> documentation(String name) {
        return (Map<?, ?>) ((Map<?, ?>) ask("COMMAND", "DOCS", name)).get(name);
    }

    private static String keySpec(Map<?, ?> spec) {
        Map<?, ?> begin = (Map<?, ?>) spec.get("begin_search");
        Map<?, ?> find = (Map<?, ?>) spec.get("find_keys");
        Map<?, ?> from = (Map<?, ?>) begin.get("spec");
        Map<?, ?> keys = (Map<?, ?>) find.get("spec");
        String where =
                switch ((String) begin.get("type")) {
                    case "index" -> "idx:" + from.get("index");
                    case "keyword" -> "kw:" + from.get("keyword") + "@" + from.get("startfrom");
                    default -> (String) begin.get("type");
                };
        String which =
                switch ((String) find.get("type")) {
                    case "range" ->
                        "range(last=" + keys.get("lastkey") + ",step=" + keys.get("keystep") + ",limit="
                                + keys.get("limit") + ")";
                    case "keynum" ->
                        "keynum(numidx=" + keys.get("keynumidx") + ",first=" + keys.get("firstkey") + ",step="
                                + keys.get("keystep") + ")";
                    default -> (String) find.get("type");
                };
        Set<String> flags = new TreeSet<>();
        texts(spec.get("flags")).forEach(flag -> flags.add(flag.toUpperCase(Locale.ROOT)));
        return where + "/" + which + "/" + String.join("+", flags);
    }

    private static Set<String> lowerCase(Set<String> words) {
        Set<String> lower = new TreeSet<>();
        words.forEach(word -> lower.add(word.toLowerCase(Locale.ROOT)));
        return lower;
    }

    private static Set<String> texts(Object parts) {
        Set<String> texts = new TreeSet<>();
        ((Collection<?>) parts).forEach(part -> texts.add((String) part));
        return texts;
    }
}
