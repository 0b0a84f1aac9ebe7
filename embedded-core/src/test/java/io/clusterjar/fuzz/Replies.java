package io.clusterjar.fuzz;

import io.clusterjar.base.Bytes;
import io.clusterjar.testing.RespText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares the replies of both servers to one request. */
final class Replies {
    private static final long TOLERANCE_MS = 20_000;
    private static final Set<String> LISTINGS = Set.of("HKEYS", "HGETALL", "SMEMBERS", "ZRANGE", "KEYS");
    private static final long TOLERANCE_SECONDS = 20;

    private Replies() {}

    /** The request before a random one, and our reply. */
    static final class Source {
        private Step step = Step.gather(0);
        private byte[] reply = {};

        void set(Step step, byte[] reply) {
            this.step = step;
            this.reply = reply;
        }

        /** Whether it is about the same key; while steps are left out it may not be. */
        private boolean isOf(Step random) {
            byte[][] words = step.words();
            return words.length > 1
                    && LISTINGS.contains(Bytes.text(words[0]))
                    && (random.words().length == 1 || Arrays.equals(words[1], random.words()[1]));
        }
    }

    /** Whether both are the same as far as the step asks; {@code source} is what chance draws from. */
    static boolean same(Step step, byte[] theirs, byte[] ours, Source source, Duel.Episode episode) {
        if (Arrays.equals(theirs, ours) && step.check() != Check.RANDOM) {
            return true;
        }
        boolean same =
                switch (step.check()) {
                    case EXACT -> false;
                    case PACKED ->
                        !episode.packed() && RespText.showSorted(theirs).equals(RespText.showSorted(ours));
                    case UNORDERED -> RespText.showSorted(theirs).equals(RespText.showSorted(ours));
                    case TIME -> near(theirs, ours);
                    case RANDOM -> sameShape(theirs, ours) && (!source.isOf(step) || comesFrom(source.reply, ours));
                    case NONE -> true;
                };
        return same || DifferencesOf70.excuses(step, theirs, ours);
    }

    private static boolean near(byte[] theirs, byte[] ours) {
        if (theirs[0] != ':' || ours[0] != ':') {
            return false;
        }
        long a = Long.parseLong(Bytes.text(theirs, 1, theirs.length - 3));
        long b = Long.parseLong(Bytes.text(ours, 1, ours.length - 3));
        return a > 0
                && b > 0
                && Math.abs(a - b) <= (a > 10_000_000 ? TOLERANCE_MS : Math.max(TOLERANCE_SECONDS, a / 10));
    }

    /** Parts as text: aggregates by their heads, then their parts. */
    static List<String> parts(byte[] reply) {
        String text = Bytes.text(reply);
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int lineEnd = text.indexOf("\r\n", at);
            int next = lineEnd + 2;
            if (text.charAt(at) == '$' || text.charAt(at) == '=') {
                int length = Integer.parseInt(text.substring(at + 1, lineEnd));
                if (length >= 0) {
                    parts.add("$" + text.substring(next, next + length));
                    at = next + length + 2;
                    continue;
                }
                parts.add("null");
            } else {
                parts.add(text.substring(at, lineEnd));
            }
            at = next;
        }
        return parts;
    }

    private static boolean sameShape(byte[] theirs, byte[] ours) {
        List<String> a = parts(theirs);
        List<String> b = parts(ours);
        boolean same = a.size() == b.size();
        for (int i = 0; same && i < a.size(); i++) {
            char type = a.get(i).charAt(0);
            boolean free = type == '$' || type == ',' || type == ':';
            same = free ? b.get(i).charAt(0) == type : a.get(i).equals(b.get(i));
        }
        return same;
    }

    /** Whether every word of {@code reply} is one of {@code source}. */
    private static boolean comesFrom(byte[] source, byte[] reply) {
        Set<String> words = new HashSet<>(parts(source));
        return parts(reply).stream().filter(part -> part.startsWith("$")).allMatch(words::contains);
    }
}
