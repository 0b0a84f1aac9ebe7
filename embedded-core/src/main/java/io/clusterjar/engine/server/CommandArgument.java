package io.clusterjar.engine.server;

import io.clusterjar.command.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An argument of a command as {@code COMMAND DOCS} shows it. As text it is a letter for its type, a colon, its name, then
 * parts after commas: {@code @} the index of its key specification, {@code =} its token, {@code +} since when, {@code -}
 * deprecated since when, {@code !} flags ({@code ?} optional, {@code *} multiple, {@code %} multiple with its token); the
 * arguments within stand in parentheses, blanks between.
 */
final class CommandArgument {
    private final String type;
    private final String name;
    private int keySpec = -1;
    private @Nullable String token;
    private @Nullable String since;
    private @Nullable String deprecatedSince;
    private final List<String> flags = new ArrayList<>(0);
    private List<CommandArgument> within = List.of();

    private CommandArgument(String type, String name) {
        this.type = type;
        this.name = name;
    }

    /** The arguments that {@code text} shows. */
    static List<CommandArgument> parse(String text) {
        return new Parser(text).list();
    }

    private static String type(char letter) {
        return switch (letter) {
            case 'b' -> "block";
            case 'o' -> "oneof";
            case 't' -> "pure-token";
            case 'i' -> "integer";
            case 's' -> "string";
            case 'u' -> "unix-time";
            case 'p' -> "pattern";
            case 'k' -> "key";
            case 'd' -> "double";
            default -> throw new AssertionError("letter=" + letter);
        };
    }

    private void part(String part) {
        String value = part.substring(1);
        switch (part.charAt(0)) {
            case '@' -> keySpec = Integer.parseInt(value);
            case '=' -> token = value.equals("\"\"") ? "" : value;
            case '+' -> since = value;
            case '-' -> deprecatedSince = value;
            case '!' -> {
                for (int i = 0; i < value.length(); i++) {
                    flags.add(flag(value.charAt(i)));
                }
            }
            default -> throw new AssertionError("part=" + part);
        }
    }

    private static String flag(char letter) {
        return switch (letter) {
            case '?' -> "optional";
            case '*' -> "multiple";
            case '%' -> "multiple_token";
            default -> throw new AssertionError("letter=" + letter);
        };
    }

    static void write(Reply reply, List<CommandArgument> arguments) {
        reply.array(arguments.size());
        for (CommandArgument argument : arguments) {
            argument.write(reply);
        }
    }

    private void write(Reply reply) {
        boolean leaf = within.isEmpty();
        int pairs = 2
                + (leaf ? 1 : 0)
                + (keySpec >= 0 ? 1 : 0)
                + count(token)
                + count(since)
                + count(deprecatedSince)
                + (flags.isEmpty() ? 0 : 1)
                + (leaf ? 0 : 1);
        reply.map(pairs);
        text(reply, "name", name);
        text(reply, "type", type);
        if (leaf) {
            text(reply, "display_text", name);
        }
        if (keySpec >= 0) {
            reply.bulk("key_spec_index");
            reply.integer(keySpec);
        }
        text(reply, "token", token);
        text(reply, "since", since);
        text(reply, "deprecated_since", deprecatedSince);
        if (!flags.isEmpty()) {
            reply.bulk("flags");
            reply.set(flags.size());
            flags.forEach(reply::status);
        }
        if (!leaf) {
            reply.bulk("arguments");
            write(reply, within);
        }
    }

    private static int count(@Nullable String text) {
        return text == null ? 0 : 1;
    }

    private static void text(Reply reply, String key, @Nullable String value) {
        if (value != null) {
            reply.bulk(key);
            reply.bulk(value);
        }
    }

    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        List<CommandArgument> list() {
            List<CommandArgument> arguments = new ArrayList<>();
            while (at < text.length() && text.charAt(at) != ')') {
                if (text.charAt(at) == ' ') {
                    at++;
                } else {
                    arguments.add(one());
                }
            }
            return arguments;
        }

        private CommandArgument one() {
            char letter = text.charAt(at);
            at += 2;
            CommandArgument argument = new CommandArgument(type(letter), word());
            while (at < text.length() && text.charAt(at) == ',') {
                at++;
                argument.part(word());
            }
            if (at < text.length() && text.charAt(at) == '(') {
                at++;
                argument.within = list();
                at++;
            }
            return argument;
        }

        private String word() {
            int begin = at;
            while (at < text.length() && " ,()".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(begin, at);
        }
    }
}
