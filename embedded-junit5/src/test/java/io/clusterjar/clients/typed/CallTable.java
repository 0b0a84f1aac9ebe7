package io.clusterjar.clients.typed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * With what every method of a client's typed interfaces is called. As text it is a line a method, under a heading for each interface that also
 * says which commands come first:
 *
 * <pre>
 *   == HashCommands : HSET k f1 1 f2 2 | SET k2 x
 *   hget              : k f1
 *   hrandfield ?      : k / 2
 *   hexpire &gt;7.4      : k f1
 *   hset(String,Map)  : k f1 v1 f2 v2 &lt;- DEL k
 * </pre>
 *
 * <p>A line is for all methods of that name, or for the one with those parameters, which comes first. The words fill the parameters that are
 * text in their order; an array, a list or a map takes those that are left. After the stroke stand the numbers, likewise in order; when they
 * are used up, each is 1. After the arrow stand commands to send before. A word {@code k} or {@code k2} is a key; all have one hash tag.
 *
 * <p>Marks: {@code ~} the parts of the reply may come in any order; {@code ?} the reply cannot be compared; {@code >8.0} the command, or what
 * the method asks of it, came with that version, after ours; {@code <7.0} it went with that version; {@code alone} the client or the server
 * refuses it in a cluster, where it must fail; {@code own} the client returns something of its own in a cluster; {@code new} it came with
 * 7.2, an older server may fail.
 */
final class CallTable {
    private static final String TAG = "{t}";

    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Map<String, List<List<String>>> preparations = new LinkedHashMap<>();
    private final Set<String> unused = new LinkedHashSet<>();

    /**
     * How one method is called.
     *
     * @param before commands to send first
     */
    record Line(List<List<String>> before, List<String> words, List<String> numbers, Set<String> marks) {
        boolean unordered() {
            return marks.contains("~");
        }

        boolean varies() {
            return marks.contains("?");
        }

        boolean aloneOnly() {
            return marks.contains("alone");
        }

        boolean ownInCluster() {
            return marks.contains("own");
        }

        boolean isNew() {
            return marks.contains("new");
        }

        /** Whether Redis 7.2 knows nothing of it. */
        boolean foreign() {
            return marks.stream().anyMatch(mark -> mark.startsWith(">") || mark.startsWith("<"));
        }
    }

    /** Reads the resource of that name beside this class. */
    static CallTable read(String resource) {
        CallTable table = new CallTable();
        try (InputStream in = CallTable.class.getResourceAsStream(resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String heading = "";
            for (String line : reader.lines().toList()) {
                if (line.startsWith("==")) {
                    heading = table.heading(line.substring(2));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    table.add(heading, line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }

    private String heading(String line) {
        String[] parts = line.split(" : ", 2);
        preparations.put(parts[0].strip(), parts.length == 1 ? List.of() : commands(parts[1]));
        return parts[0].strip();
    }

    private void add(String heading, String line) {
        String[] halves = line.split(" : ", 2);
        String[] head = halves[0].strip().split(" +");
        String[] arrow = (halves.length == 1 ? "" : halves[1]).split("<-", 2);
        String[] stroke = arrow[0].split(" / ", 2);
        List<List<String>> before = new ArrayList<>(preparations.get(heading));
        if (arrow.length == 2) {
            before.addAll(commands(arrow[1]));
        }
        Set<String> marks = new LinkedHashSet<>(Arrays.asList(head).subList(1, head.length));
        String name = heading + "." + head[0];
        Line old = lines.put(
                name, new Line(before, words(stroke[0]), stroke.length == 1 ? List.of() : words(stroke[1]), marks));
        if (old != null) {
            throw new AssertionError("two lines for " + name);
        }
        unused.add(name);
    }

    private static List<List<String>> commands(String text) {
        List<List<String>> commands = new ArrayList<>();
        for (String command : text.split("\\|")) {
            commands.add(words(command));
        }
        return commands;
    }

    private static List<String> words(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.strip().split(" +")).map(CallTable::word).toList();
    }

    /** Keys get the hash tag, a pair of quotes is the empty text. */
    private static String word(String word) {
        return word.matches("k\\d?\\*?") ? TAG + word : word.equals("''") ? "" : word;
    }

    /** The line for a method, or null. */
    Line find(String heading, Method method) {
        for (String name : List.of(signature(method), method.getName())) {
            String full = heading + "." + name;
            Line line = lines.get(full);
            if (line != null) {
                unused.remove(full);
                return line;
            }
        }
        return null;
    }

    /** Lines that no method asked for. */
    Set<String> unused() {
        return unused;
    }

    /** Name and types of parameters, without packages, bounds and bytes. */
    static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getGenericParameterTypes())
                        .map(type -> type.getTypeName()
                                .replaceAll("<.*>", "")
                                .replaceAll("[a-z0-9]+\\.", "")
                                .replaceAll(".*\\$", "")
                                .replace("byte[]", "String"))
                        .collect(Collectors.joining(",", "(", ")"));
    }
}
