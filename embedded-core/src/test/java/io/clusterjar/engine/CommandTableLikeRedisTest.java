package io.clusterjar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.bitmap.BitmapCommands;
import io.clusterjar.command.dump.DumpCommands;
import io.clusterjar.command.generic.GenericCommands;
import io.clusterjar.command.geo.GeoCommands;
import io.clusterjar.command.hash.HashCommands;
import io.clusterjar.command.hyperloglog.HyperLogLogCommands;
import io.clusterjar.command.list.ListCommands;
import io.clusterjar.command.set.SetCommands;
import io.clusterjar.command.stream.StreamCommands;
import io.clusterjar.engine.server.EngineCommands;
import io.clusterjar.protocol.Args;
import io.clusterjar.protocol.RespReader;
import io.clusterjar.protocol.RespValue;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespClient;
import io.clusterjar.testing.RespText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code COMMAND} says of the table, beside a real Redis. */
@BesideRedis
class CommandTableLikeRedisTest {
    /** What 7.2 changed: rows whose description may differ from the real server's 7.0. */
    private static final Set<String> CHANGED_SINCE = Set.of(
            "acl",
            "client",
            "client|pause",
            "command",
            "command|getkeys",
            "command|getkeysandflags",
            "quit",
            "asking",
            "blmove",
            "blmpop",
            "blpop",
            "brpop",
            "brpoplpush",
            "bzmpop",
            "bzpopmax",
            "bzpopmin");

    private final RealRedis redis;
    private final Engine engine;

    CommandTableLikeRedisTest(RealRedis redis) {
        this.redis = redis;
        EngineCommands commands = new EngineCommands();
        List<CommandGroup> groups = new ArrayList<>(commands.groups());
        groups.addAll(List.of(
                new GenericCommands(),
                new HashCommands(),
                new ListCommands(),
                new SetCommands(),
                new BitmapCommands(),
                new HyperLogLogCommands(),
                new GeoCommands(),
                new StreamCommands(),
                new DumpCommands()));
        EngineFixture world = new EngineFixture(List.of(), groups.toArray(CommandGroup[]::new));
        commands.attach(world.engine());
        engine = world.engine();
    }

    @Test
    void shouldDescribeCommandsAsRedisDoes() {
        SoftAssertions softly = new SoftAssertions();
        try (RespClient client = redis.connect()) {
            for (String name : names()) {
                List<RespValue> theirs = elements(tree(client.call(RespText.words("command info " + name))));
                List<RespValue> ours = elements(ask("command info " + name));
                if (!CHANGED_SINCE.contains(name) && theirs.get(0) instanceof RespValue.Array) {
                    softly.assertThat(description(elements(ours.get(0))))
                            .as(name)
                            .isEqualTo(description(elements(theirs.get(0))));
                }
            }
        }
        softly.assertAll();
    }

    @Test
    void shouldDocumentCommandsAsRedisDoes() {
        SoftAssertions softly = new SoftAssertions();
        try (RespClient client = redis.connect()) {
            for (String name : names()) {
                List<RespValue> theirs = elements(tree(client.call(RespText.words("command docs " + name))));
                List<RespValue> ours = elements(ask("command docs " + name));
                softly.assertThat(ours).as(name).hasSize(2);
                if (!CHANGED_SINCE.contains(name) && theirs.size() == 2) {
                    softly.assertThat(docs(ours.get(1))).as(name).isEqualTo(docs(theirs.get(1)));
                }
            }
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command info nope config|get nope|x",
                "command docs nope",
                "command list foo",
                "command list filterby foo x",
                "command list filterby module x",
                "command list filterby aclcat zzz",
                "command getkeys mset a b c d",
                "command getkeys nope a",
                "command getkeys mset a",
                "command getkeys config get x",
                "command getkeys ssubscribe x",
                "command getkeys get a",
                "command getkeysandflags lmove a b left left",
                "command getkeysandflags rename a b",
                "command getkeysandflags del a b",
                "command getkeysandflags xread count 2 streams a b 0 $",
                "command getkeysandflags xreadgroup group g c noack streams streams >",
                "command getkeys xread streams a",
                "command getkeys xreadgroup group streams c streams a b c",
                "command getkeysandflags xgroup create k g 0",
                "command getkeys xinfo help",
            })
    void shouldAnswerTheSame(String line) {
        try (RespClient client = redis.connect()) {
            assertThat(RespText.show(execute(line))).isEqualTo(RespText.show(client.call(RespText.words(line))));
        }
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (Command command : engine.commands().commands()) {
            if (!command.name().startsWith("t.")) {
                names.add(command.name());
                command.children().forEach(child -> names.add(child.name()));
            }
        }
        return names;
    }

    private byte[] execute(String line) {
        return engine.execute(0, Args.of(RespText.words(line)));
    }

    private RespValue ask(String line) {
        return tree(execute(line));
    }

    private static RespValue tree(byte[] reply) {
        RespReader reader = new RespReader();
        reader.feed(reply, 0, reply.length);
        RespValue value = reader.next();
        assertThat(value).isNotNull();
        return value;
    }

    private static List<RespValue> elements(RespValue value) {
        return value instanceof RespValue.Array array ? array.elements() : List.of();
    }

    /** Name, arity, flags, keys, categories, key specifications without notes, names of subcommands; tips changed. */
    private static String description(List<RespValue> command) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            if (i == 8) {
                parts.add(withoutNotes(command.get(i)));
            } else if (i != 7) {
                parts.add(text(command.get(i)));
            }
        }
        Set<String> children = new TreeSet<>();
        elements(command.get(9))
                .forEach(child -> children.add(text(elements(child).get(0))));
        return parts + " " + children;
    }

    private static String withoutNotes(RespValue keySpecs) {
        StringBuilder text = new StringBuilder();
        for (RespValue spec : elements(keySpecs)) {
            List<RespValue> pairs = elements(spec);
            for (int i = 0; i < pairs.size(); i += 2) {
                if (!text(pairs.get(i)).equals("notes")) {
                    text.append(text(pairs.get(i)))
                            .append('=')
                            .append(text(pairs.get(i + 1)))
                            .append(' ');
                }
            }
        }
        return text.toString();
    }

    /** All but what is in other words here (summaries), is not kept (history), or came with 7.2 (names to display). */
    private static String docs(RespValue docs) {
        TreeMap<String, String> facts = new TreeMap<>();
        List<RespValue> pairs = elements(docs);
        for (int i = 0; i < pairs.size(); i += 2) {
            String key = text(pairs.get(i));
            if (!Set.of("summary", "history", "subcommands", "doc_flags", "deprecated_since", "replaced_by")
                    .contains(key)) {
                facts.put(
                        key,
                        text(pairs.get(i + 1))
                                .replaceAll("display_text, [^,\\]]+(, )?", "")
                                .replace(", ]", "]"));
            }
        }
        return facts.toString();
    }

    private static String text(RespValue value) {
        if (value instanceof RespValue.Array array) {
            List<String> parts = new ArrayList<>();
            array.elements().forEach(element -> parts.add(text(element)));
            return parts.toString();
        }
        return value instanceof RespValue.Bulk bulk
                ? new String(bulk.bytes(), StandardCharsets.ISO_8859_1)
                : value.asText();
    }
}
