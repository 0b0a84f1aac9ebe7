package io.clusterjar.command;

import io.clusterjar.testing.RealRedis;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Gives random requests to a {@link CallFixture} and to a real Redis: templates whose words are drawn from pools.
 *
 * <p>A word {@code $name} of a template is replaced by a word of the pool of that name.
 */
public final class RandomRequests {
    private static final int COMPARE_EVERY = 50;

    private final List<String> templates;
    private final java.util.Map<String, List<String>> pools;
    private final List<String> comparisons;

    /**
     * Requests from {@code templates}; now and then all {@code comparisons} are asked, which show the whole key space.
     */
    public RandomRequests(List<String> templates, java.util.Map<String, List<String>> pools, List<String> comparisons) {
        this.templates = templates;
        this.pools = pools;
        this.comparisons = comparisons;
    }

    /** Plays {@code count} requests of the run that {@code seed} names. */
    public void play(RealRedis redis, CallFixture ours, int version, long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        try (SameAsRedis same = new SameAsRedis(redis, ours)) {
            same.resp(version);
            same.seed(seed);
            for (int i = 1; i <= count; i++) {
                same.line(request(random));
                if (i % COMPARE_EVERY == 0) {
                    comparisons.forEach(same::line);
                }
            }
        }
    }

    /** The first {@code count} requests of the run that {@code seed} names, one a line, without the comparisons. */
    public String table(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < count; i++) {
            table.append(request(random)).append('\n');
        }
        return table.toString();
    }

    private String request(SplittableRandom random) {
        String[] words = templates.get(random.nextInt(templates.size())).split(" ");
        for (int i = 0; i < words.length; i++) {
            if (words[i].startsWith("$") && !words[i].startsWith("${")) {
                List<String> pool = pools.get(words[i].substring(1));
                words[i] = pool.get(random.nextInt(pool.size()));
            }
        }
        return String.join(" ", words);
    }
}
