package io.clusterjar.command;

import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespClient;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;

/**
 * Compares rows of the command table with what {@code COMMAND INFO} of a real Redis says: arity, flags, access categories
 * and what is done with keys.
 */
public final class RowsLikeRedis {
    private static final Set<String> INTERNAL_FLAGS = Set.of("touches_arbitrary_keys", "may_replicate");

    private RowsLikeRedis() {}

    /** Demands that {@code redis} describes every row of {@code group} as we do. */
    public static void check(RealRedis redis, CommandGroup group) {
        SoftAssertions softly = new SoftAssertions();
        try (RespClient client = redis.connect()) {
            client.call("HELLO", "3");
            for (CommandRow row : group.rows()) {
                CommandSpec spec = row.spec();
                softly.assertThat(ours(spec))
                        .as(spec.name())
                        .isEqualTo(theirs(client.call("COMMAND", "INFO", spec.name())));
            }
        }
        softly.assertAll();
    }

    private static String ours(CommandSpec spec) {
        List<String> keys = new ArrayList<>();
        for (KeySpec key : spec.keys()) {
            keys.add(new TreeSet<>(names(KeyFlag.class, key.flags(), "")).toString());
        }
        TreeSet<String> flags = new TreeSet<>();
        for (String flag : names(CommandFlag.class, spec.flags(), "")) {
            if (!INTERNAL_FLAGS.contains(flag)) {
                flags.add(flag.toLowerCase(Locale.ROOT));
            }
        }
        return spec.arity() + " " + flags + " " + new TreeSet<>(names(AclCategory.class, spec.categories(), "@")) + " "
                + keys;
    }

    private static List<String> names(Class<?> constants, int bits, String prefix) {
        List<String> found = new ArrayList<>();
        for (Field field : constants.getDeclaredFields()) {
            try {
                if (Modifier.isPublic(field.getModifiers()) && (bits & field.getInt(null)) != 0) {
                    String name = field.getName();
                    boolean upper = constants == KeyFlag.class && name.length() == 2; // RO RW OW RM
                    found.add(prefix + (upper ? name : name.toLowerCase(Locale.ROOT)));
                }
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
        return found;
    }

    /** The same line from the reply: a command is name, arity, flags, first, last, step, categories, tips, keys, subcommands. */
    private static String theirs(String reply) {
        Reader reader = new Reader(reply);
        List<?> command = (List<?>) ((List<?>) reader.read()).get(0);
        List<String> keys = new ArrayList<>();
        for (Object key : (List<?>) command.get(8)) {
            List<?> pairs = (List<?>) key;
            keys.add(new TreeSet<>((List<?>) pairs.get(pairs.indexOf("flags") + 1)).toString());
        }
        return command.get(1) + " " + new TreeSet<>((List<?>) command.get(2)) + " "
                + new TreeSet<>((List<?>) command.get(6)) + " " + keys;
    }

    /** Reads a reply as lists of lists and strings. */
    private static final class Reader {
        private final String reply;
        private int at;

        Reader(String reply) {
            this.reply = reply;
        }

        Object read() {
            int end = reply.indexOf("\r\n", at);
            char type = reply.charAt(at);
            String head = reply.substring(at + 1, end);
            at = end + 2;
            switch (type) {
                case '$' -> {
                    String text = reply.substring(at, at + Integer.parseInt(head));
                    at += text.length() + 2;
                    return text;
                }
                case '*', '~', '%' -> {
                    List<Object> parts = new ArrayList<>();
                    for (int left = Integer.parseInt(head) * (type == '%' ? 2 : 1); left > 0; left--) {
                        parts.add(read());
                    }
                    return parts;
                }
                default -> {
                    return head;
                }
            }
        }
    }
}
