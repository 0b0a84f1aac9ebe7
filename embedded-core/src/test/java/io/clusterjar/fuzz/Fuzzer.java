package io.clusterjar.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Plays episodes of random requests of one group until so many were compared. An episode begins with an empty key space;
 * every second one is in RESP3, and blocks of them alternate between the limits of packed encodings that Redis has and
 * small ones, so that values cross them all the time.
 */
final class Fuzzer {
    private static final int EPISODE = 400;
    private static final int BLOCK = 8;
    private static final int REPLICA_EVERY = 4;
    private static final int DUMPS_EVERY = 16;
    private static final Map<String, String[]> LIMITS = new LinkedHashMap<>();

    static {
        LIMITS.put("hash-max-listpack-entries", new String[] {"512", "6"});
        LIMITS.put("hash-max-listpack-value", new String[] {"64", "20"});
        LIMITS.put("set-max-intset-entries", new String[] {"512", "5"});
        LIMITS.put("zset-max-listpack-entries", new String[] {"128", "6"});
        LIMITS.put("zset-max-listpack-value", new String[] {"64", "20"});
        LIMITS.put("list-max-listpack-size", new String[] {"-2", "4"});
        LIMITS.put("hll-sparse-max-bytes", new String[] {"3000", "100"});
        LIMITS.put("stream-node-max-entries", new String[] {"100", "5"});
        LIMITS.put("stream-node-max-bytes", new String[] {"4096", "150"});
    }

    private final Duel duel;
    private final RequestGroup group;
    private final long firstSeed;
    private final int maxDifferences;
    private final List<String> found = new ArrayList<>();
    private final List<String> kinds = new ArrayList<>();

    Fuzzer(Duel duel, RequestGroup group, long firstSeed, int maxDifferences) {
        this.duel = duel;
        this.group = group;
        this.firstSeed = firstSeed;
        this.maxDifferences = maxDifferences;
    }

    /** Compares at least {@code count} requests, or as many as it takes to find the most differences it may; what it found. */
    List<String> run(long count) {
        long start = duel.played();
        for (int number = 0; duel.played() - start < count && found.size() < maxDifferences; number++) {
            boolean small = number / BLOCK % 2 == 1;
            if (number % BLOCK == 0) {
                LIMITS.forEach((name, values) -> duel.config(name, values[small ? 1 : 0]));
            }
            Duel.Episode episode = new Duel.Episode(firstSeed + number, 2 + number % 2, !small);
            int depth = number % DUMPS_EVERY == 0 || number % DUMPS_EVERY == BLOCK
                    ? 2
                    : number % REPLICA_EVERY == 0 ? 1 : 0;
            SplittableRandom random = episode.random();
            List<Step> steps = group.episode(random, EPISODE);
            Difference difference = duel.play(steps, episode, depth);
            if (difference != null) {
                report(episode, depth, steps.subList(0, difference.index() + 1), difference);
            }
        }
        return found;
    }

    private void report(Duel.Episode episode, int depth, List<Step> steps, Difference first) {
        List<Step> least = new Shrinker(duel, episode, depth, first.kind()).shrink(steps);
        Difference last = duel.play(least, episode, depth);
        Difference shown = last == null ? first : last;
        String kind = shown.kind();
        if (kinds.contains(kind) && kinds.size() > maxDifferences / 2) {
            return;
        }
        kinds.add(kind);
        StringBuilder text = new StringBuilder();
        text.append("group ").append(group.name()).append(", seed ").append(episode.seed());
        text.append(", RESP").append(episode.version()).append(episode.packed() ? "" : ", small limits");
        text.append(last == null ? ", does not come again\n" : "\n");
        least.forEach(step -> text.append("    ").append(step).append('\n'));
        text.append("  after ").append(shown.what()).append("\n");
        text.append("    Redis: ")
                .append(shown.theirs())
                .append("\n    ours:  ")
                .append(shown.ours());
        found.add(text.toString());
    }
}
