package io.clusterjar.simulation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All that it takes to do a run again, in one line that a failure prints:
 *
 * <pre>{@code clusterjar-replay: v=2 spec=4f0d0f5f seed=42 duration=120000 size=3x1:1x100 plan=09d6... steps=@100+2000 cut node-1 rest; ...}</pre>
 *
 * <p>The steps are there only where they are not those that the simulation makes of the seed by itself.
 *
 * @param spec hash of what cluster it was
 * @param seed the seed
 * @param duration how long it ran before it was healed
 * @param size how many nodes and clients, as {@code <masters>x<replicas of each>:<clients>x<operations of each>}
 * @param planHash hash of the plan of faults
 * @param steps the plan, where the simulation cannot know it
 */
public record ReplayLine(
        long spec, long seed, Duration duration, String size, long planHash, Optional<FaultPlan> steps) {
    /** What every such line begins with. */
    public static final String PREFIX = "clusterjar-replay:";

    private static final int VERSION = 2;

    /**
     * Reads a line; what stands before {@link #PREFIX} does not matter.
     *
     * @throws IllegalArgumentException saying what cannot be read, or that the line is of another version
     */
    public static ReplayLine parse(String text) {
        int start = text.indexOf(PREFIX);
        if (start < 0) {
            throw new IllegalArgumentException("line=" + text + " does not hold " + PREFIX);
        }
        String rest = text.substring(start + PREFIX.length()).trim();
        int stepsAt = rest.indexOf(" steps=");
        String head = stepsAt < 0 ? rest : rest.substring(0, stepsAt);
        Map<String, String> words = new LinkedHashMap<>();
        for (String word : head.split("\\s+")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                words.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        String version = words.getOrDefault("v", "none");
        if (!version.equals(Integer.toString(VERSION))) {
            throw new IllegalArgumentException("line=" + text + " is of version " + version + ", not " + VERSION);
        }
        try {
            return new ReplayLine(
                    Long.parseUnsignedLong(word(words, "spec", text), 16),
                    Long.parseLong(word(words, "seed", text)),
                    Duration.ofMillis(Long.parseLong(word(words, "duration", text))),
                    word(words, "size", text),
                    Long.parseUnsignedLong(word(words, "plan", text), 16),
                    stepsAt < 0
                            ? Optional.empty()
                            : Optional.of(FaultPlan.parse(rest.substring(stepsAt + " steps=".length()))));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("line=" + text + " holds what is no number", e);
        }
    }

    private static String word(Map<String, String> words, String name, String text) {
        String value = words.get(name);
        if (value == null) {
            throw new IllegalArgumentException("line=" + text + " lacks " + name + "=");
        }
        return value;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s v=%d spec=%s seed=%d duration=%d size=%s plan=%s%s",
                PREFIX,
                VERSION,
                TextHash.hex(spec),
                seed,
                duration.toMillis(),
                size,
                TextHash.hex(planHash),
                steps.map(plan -> " steps=" + plan.inOneLine()).orElse(""));
    }
}
