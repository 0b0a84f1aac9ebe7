package io.clusterjar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The command table of Redis 7.2 as facts, out of a resource: what ours is held against. */
final class CommandRows {
    /** The groups whose commands work on data. */
    static final Set<String> DATA_GROUPS =
            Set.of("string", "bitmap", "hash", "list", "set", "sorted_set", "geo", "hyperloglog", "stream", "generic");

    private static final int FIELDS = 13;

    private CommandRows() {}

    /**
     * One command or subcommand.
     *
     * @param keySpecs each as {@code idx:1/range(last=0,step=1,limit=0)/RW+INSERT}, the flags in one order
     */
    record Row(
            String name,
            String group,
            int arity,
            int firstKey,
            int lastKey,
            int keyStep,
            Set<String> flags,
            Set<String> categories,
            String since,
            String deprecatedSince,
            List<String> keySpecs,
            Set<String> tips,
            Set<String> docFlags) {

        boolean isData() {
            return DATA_GROUPS.contains(group);
        }

        boolean isSubcommand() {
            return name.indexOf('|') >= 0;
        }

        /** Its name as the words of a request. */
        List<String> words() {
            return List.of(name.split("\\|"));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Every command that a server lists. */
    static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        try (InputStream in = CommandRows.class.getResourceAsStream("commands.tsv");
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.startsWith("#")).forEach(line -> rows.add(row(line)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    /** Those that work on data. */
    static List<Row> ofData() {
        return all().stream().filter(Row::isData).toList();
    }

    private static Row row(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
            throw new AssertionError(fields.length + " fields in: " + line);
        }
        return new Row(
                fields[0],
                fields[1],
                Integer.parseInt(fields[2]),
                Integer.parseInt(fields[3]),
                Integer.parseInt(fields[4]),
                Integer.parseInt(fields[5]),
                words(fields[6], " "),
                words(fields[7], " "),
                fields[8],
                fields[9],
                keySpecs(fields[10]),
                words(fields[11], " "),
                words(fields[12], " "));
    }

    private static List<String> keySpecs(String text) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split(";")).map(CommandRows::keySpec).toList();
    }

    /** A key specification with its flags in order of the alphabet. */
    private static String keySpec(String text) {
        int slash = text.lastIndexOf('/');
        return text.substring(0, slash + 1)
                + String.join("+", words(text.substring(slash + 1).replace('+', ' '), " "));
    }

    private static Set<String> words(String text, String separator) {
        return text.isEmpty() ? Set.of() : new TreeSet<>(List.of(text.split(separator)));
    }
}
