package io.clusterjar.fuzz;

import io.clusterjar.base.Bytes;
import io.clusterjar.testing.RespText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a server sends to its replicas: read as a replica reads it, as lines. */
final class Feed implements AutoCloseable {
    private static final String MARK = "fuzz-mark";
    private static final Set<String> FRAMES = Set.of("MULTI", "EXEC", "PING", "REPLCONF");
    private static final long TOLERANCE_MS = 20_000;
    private static final int TIME_DIGITS = 13;
    private static final int MAX_DIGITS = 18;

    private final Wire control;
    private final Wire stream;
    private String database = "0";
    private int marks;

    Feed(int port, Wire control) {
        this.control = control;
        control.call("CONFIG SET repl-timeout 1000000"); // this replica acknowledges nothing
        stream = new Wire(port);
        stream.becomeReplica();
    }

    /** Begins to wait for what was sent since the last time. */
    void mark() {
        control.send("PUBLISH " + MARK + " " + ++marks);
    }

    /** What was sent since the last time, without what only frames it; after {@link #mark}. */
    List<String> sent() {
        control.read();
        List<String> lines = new ArrayList<>();
        while (true) {
            byte[][] words = RespText.wordsOf(stream.read());
            String command = Bytes.text(words[0]).toUpperCase(Locale.ROOT);
            if (command.equals("SELECT")) {
                database = Bytes.text(words[1]);
            } else if (command.equals("PUBLISH") && Bytes.text(words[1]).equals(MARK)) {
                return lines;
            } else if (!FRAMES.contains(command)) {
                add(lines, command, words);
            }
        }
    }

    /** What SREM takes is up to chance when it stands for SPOP, and before 7.2 there was one for each member. */
    private void add(List<String> lines, String command, byte[][] words) {
        if (!command.equals("SREM")) {
            lines.add(database + ": " + RespText.line(words));
            return;
        }
        String line = database + ": SREM " + RespText.show(words[1]) + " ...";
        if (lines.isEmpty() || !lines.get(lines.size() - 1).equals(line)) {
            lines.add(line);
        }
    }

    /** Whether two lines are the same but for times, which are those of two clocks. */
    static boolean same(String theirs, String ours) {
        if (theirs.equals(ours)) {
            return true;
        }
        String[] a = theirs.split(" ");
        String[] b = ours.split(" ");
        boolean same = a.length == b.length;
        for (int i = 0; same && i < a.length; i++) {
            same = a[i].equals(b[i])
                    || isTime(a[i])
                            && isTime(b[i])
                            && Math.abs(Long.parseLong(a[i]) - Long.parseLong(b[i])) < TOLERANCE_MS;
        }
        return same;
    }

    private static boolean isTime(String word) {
        return word.length() >= TIME_DIGITS
                && word.length() <= MAX_DIGITS
                && word.chars().allMatch(Character::isDigit);
    }

    @Override
    public void close() {
        stream.close();
    }
}
