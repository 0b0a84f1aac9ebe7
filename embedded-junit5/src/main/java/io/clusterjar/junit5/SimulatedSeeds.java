package io.clusterjar.junit5;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Seeds as a text names them: numbers and ranges. */
final class SimulatedSeeds {
    /** The JUnit configuration parameter, or system property, that names other seeds than the annotations do. */
    static final String SEED_PARAMETER = "clusterjar.seed";

    /** The same for a run that a failure, or what shrinks failures, printed the whole line of: {@code clusterjar-replay: v=...}. */
    static final String REPLAY_PARAMETER = "clusterjar.replay";

    /** Most seeds of one test. */
    static final int MAX_SEEDS = 10_000;

    private static final Pattern PART = Pattern.compile("(-?\\d{1,18})(?:\\s*\\.\\.\\s*(-?\\d{1,18}))?");

    private SimulatedSeeds() {}

    /** The seeds in {@code text}, each once, in its order. */
    static List<Long> parse(String what, String text) {
        Set<Long> seeds = new LinkedHashSet<>();
        for (String part : text.split(",")) {
            Matcher matcher = PART.matcher(part.trim());
            if (!matcher.matches()) {
                throw new IllegalArgumentException(what + "=\"" + text
                        + "\" is not made of numbers and ranges, as in \"1..100\" or \"7, 100..120\"");
            }
            long first = Long.parseLong(matcher.group(1));
            long last = matcher.group(2) == null ? first : Long.parseLong(matcher.group(2));
            if (last < first || last - first >= MAX_SEEDS) {
                throw new IllegalArgumentException(
                        what + "=\"" + text + "\" is not within 1 to " + MAX_SEEDS + " seeds");
            }
            for (long seed = first; seed <= last; seed++) {
                seeds.add(seed);
            }
        }
        if (seeds.size() > MAX_SEEDS) {
            throw new IllegalArgumentException(what + "=\"" + text + "\" names more than " + MAX_SEEDS + " seeds");
        }
        return new ArrayList<>(seeds);
    }
}
