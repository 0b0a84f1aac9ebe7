package io.clusterjar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandFlag;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;
import io.clusterjar.command.KeyFlag;
import io.clusterjar.command.KeySpec;
import io.clusterjar.command.Outcome;
import io.clusterjar.protocol.Args;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespClient;
import io.clusterjar.testing.RespText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every shape of key specification finds the keys that {@code COMMAND GETKEYS} of a real Redis names. */
@BesideRedis
class KeyFinderLikeRedisTest {
    private enum Row implements CommandRow {
        GET("get", 2, KeySpec.key(1, KeyFlag.RO)),
        DEL("del", -2, KeySpec.keys(1, -1, KeyFlag.RM)),
        MSET("mset", -3, KeySpec.keys(1, -1, 2, KeyFlag.OW)),
        LCS("lcs", -3, KeySpec.keys(1, 1, KeyFlag.RO)),
        BLPOP("blpop", -3, KeySpec.keys(1, -2, KeyFlag.RW)),
        BITOP("bitop", -4, KeySpec.key(2, KeyFlag.OW), KeySpec.keys(3, -1, KeyFlag.RO)),
        BLMPOP("blmpop", -5, KeySpec.counted(2, KeyFlag.RW)),
        EVAL("eval", -3, KeySpec.counted(2, KeyFlag.RW)),
        ZUNIONSTORE("zunionstore", -4, KeySpec.key(1, KeyFlag.OW), KeySpec.counted(2, KeyFlag.RO)),
        XREAD("xread", -4, new KeySpec.Keyword("STREAMS", 1, -1, 1, 2, KeyFlag.RO)),
        XREADGROUP("xreadgroup", -7, new KeySpec.Keyword("STREAMS", 4, -1, 1, 2, KeyFlag.RO)),
        SORT("sort", -2, KeySpec.key(1, KeyFlag.RO), new KeySpec.Unknown(KeyFlag.RO), new KeySpec.Unknown(KeyFlag.OW)),
        MIGRATE(
                "migrate",
                -6,
                KeySpec.key(3, KeyFlag.RW),
                new KeySpec.Keyword("KEYS", -2, -1, 1, 0, KeyFlag.RW | KeyFlag.INCOMPLETE)),
        GEORADIUS(
                "georadius",
                -6,
                KeySpec.key(1, KeyFlag.RO),
                new KeySpec.Keyword("STORE", 6, 0, 1, 0, KeyFlag.OW),
                new KeySpec.Keyword("STOREDIST", 6, 0, 1, 0, KeyFlag.OW)),
        OBJECT("object", -2),
        OBJECT_FREQ("object|freq", 3, KeySpec.key(2, KeyFlag.RO)),
        PING("ping", -1);

        private final CommandSpec spec;

        Row(String name, int arity, KeySpec... keys) {
            spec = CommandSpec.of(name, arity, CommandFlag.FAST, 0, keys);
        }

        @Override
        public CommandSpec spec() {
            return spec;
        }
    }

    private static final String[] REQUESTS = {
        "get k",
        "del a b c a",
        "mset a 1 b 2",
        "lcs a b len",
        "blpop a b 0",
        "bitop and d a b",
        "blmpop 0 2 a b left count 3",
        "eval s 2 a b c",
        "zunionstore d 2 a b weights 1 2",
        "zunionstore d 3 a b",
        "zunionstore d x a b",
        "xread count 1 streams a b 0 0",
        "xread block 5 STREAMS a 0",
        "xreadgroup group g c count 1 streams a b > >",
        "sort k by w* get # get o* limit 0 1 store d alpha",
        "sort k",
        "migrate h 1 k 0 5",
        "migrate h 1 \"\" 0 5 copy auth keys keys a b",
        "georadius k 1 2 3 km storedist a store b",
        "georadius k 1 2 3 km store a store b",
        "object freq k",
    };

    @Test
    void shouldFindTheSameKeys(RealRedis redis) throws IOException {
        CommandTable table = CommandTable.of(List.of(new CommandGroup() {
            @Override
            public CommandRow[] rows() {
                return Row.values();
            }

            @Override
            public Outcome run(CommandRow row, Call call) {
                throw new AssertionError("nothing runs here");
            }
        }));
        List<String> seen = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        KeyFinder finder = new KeyFinder();
        try (RespClient client = redis.connect()) {
            for (String request : REQUESTS) {
                Args args = Args.of(RespText.words(request));
                Command command = table.find(args);
                assertThat(command).as(request).isNotNull();
                StringBuilder keys = new StringBuilder();
                int count = finder.find(command, args);
                for (int i = 0; i < count; i++) {
                    String key = args.text(finder.word(i));
                    keys.append('$')
                            .append(key.length())
                            .append("\\r\\n")
                            .append(key)
                            .append("\\r\\n");
                }
                seen.add(request + " -> "
                        + (finder.invalid()
                                ? "-ERR Invalid arguments specified for command\\r\\n"
                                : "*" + count + "\\r\\n" + keys));
                byte[][] words = RespText.words("command getkeys " + request);
                expected.add(request + " -> " + RespText.show(client.call(words)));
            }
        }
        assertThat(seen).isEqualTo(expected);
    }
}
