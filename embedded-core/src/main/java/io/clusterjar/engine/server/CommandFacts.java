package io.clusterjar.engine.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code COMMAND DOCS} and {@code COMMAND INFO} say beside the rows of the table: since when, how complex, which
 * arguments, hints to proxies. Read from a resource when it is first asked for, for most nodes never are.
 */
final class CommandFacts {
    private static final String RESOURCE = "commands.tsv";
    private static final int FIELDS = 10;
    private static final int MOST_FIELDS = FIELDS + 2;

    /** Something that a version brought, or a note on the key specification of that index: what is said, and to what. */
    record Note(String to, String text) {}

    /** The facts about one command; a text that is empty is unknown. */
    record Facts(
            String since,
            String group,
            String complexity,
            String deprecatedSince,
            String replacedBy,
            List<String> docFlags,
            List<String> tips,
            String summary,
            String argumentText,
            List<Note> history,
            List<Note> keyNotes) {

        /** Its arguments, parsed anew. */
        List<CommandArgument> arguments() {
            return CommandArgument.parse(argumentText);
        }

        /** The note on its key specification of that index, or null. */
        @Nullable
        String keyNote(int index) {
            for (Note note : keyNotes) {
                if (note.to().equals(Integer.toString(index))) {
                    return note.text();
                }
            }
            return null;
        }
    }

    private static final Facts UNKNOWN =
            new Facts("", "", "", "", "", List.of(), List.of(), "", "", List.of(), List.of());

    private @Nullable Map<String, Facts> facts;

    /** The facts about the command of that full name. */
    Facts of(String name) {
        Map<String, Facts> known = facts;
        if (known == null) {
            known = read();
            facts = known;
        }
        return known.getOrDefault(name, UNKNOWN);
    }

    private static Map<String, Facts> read() {
        Map<String, Facts> facts = new HashMap<>(1024);
        try (InputStream in = CommandFacts.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new AssertionError("resource=" + RESOURCE + " is missing");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    List<String> fields = split(line, '\t');
                    if (fields.size() < FIELDS || fields.size() > MOST_FIELDS) {
                        throw new AssertionError("line=" + line + " has " + fields.size() + " fields");
                    }
                    facts.put(fields.get(0), facts(fields));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return facts;
    }

    private static Facts facts(List<String> fields) {
        return new Facts(
                fields.get(1),
                fields.get(2),
                fields.get(3),
                fields.get(4),
                fields.get(5),
                words(fields.get(6)),
                words(fields.get(7)),
                fields.get(8),
                fields.get(9),
                fields.size() > FIELDS ? notes(fields.get(FIELDS)) : List.of(),
                fields.size() > FIELDS + 1 ? notes(fields.get(FIELDS + 1)) : List.of());
    }

    private static List<Note> notes(String text) {
        List<Note> notes = new ArrayList<>();
        if (!text.isEmpty()) {
            for (String note : split(text, ';')) {
                String stripped = note.strip();
                int blank = stripped.indexOf(' ');
                notes.add(new Note(stripped.substring(0, blank), stripped.substring(blank + 1)));
            }
        }
        return notes;
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : split(text, ' ');
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, begin)) {
            parts.add(text.substring(begin, end));
            begin = end + 1;
        }
        parts.add(text.substring(begin));
        return parts;
    }
}
