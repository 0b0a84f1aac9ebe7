package io.clusterjar.simulation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which seeds are run: so many from a first one on, or those that a text names with numbers and ranges, as in {@code "1..100"} or {@code "7,
 * 100..120"}. Immutable.
 */
public final class Seeds {
    /**
     * The system property that names the seeds of every {@link Simulation#run} in this JVM in place of their own; for {@code @SimulatedCluster}
     * it may be a JUnit configuration parameter as well.
     */
    public static final String PROPERTY = "clusterjar.seed";

    /** Most seeds that a text may name. */
    public static final int MAX_NAMED = 10_000;

    private static final Pattern PART = Pattern.compile("(-?\\d{1,19})(?:\\s*\\.\\.\\s*(-?\\d{1,19}))?");

    private final long count;
    private final LongUnaryOperator seedAt;

    private Seeds(long count, LongUnaryOperator seedAt) {
        this.count = count;
        this.seedAt = seedAt;
    }

    /**
     * So many from a first one on.
     *
     * @param count 1 or more, and not so many that there is no number for the last
     */
    public static Seeds range(long first, long count) {
        if (count < 1) {
            throw new IllegalArgumentException("count=" + count + " is not 1 or more");
        }
        if (first > 0 && count - 1 > Long.MAX_VALUE - first) {
            throw new IllegalArgumentException(
                    "first=" + first + " with count=" + count + " goes beyond the greatest seed, " + Long.MAX_VALUE);
        }
        return new Seeds(count, index -> first + index);
    }

    /**
     * The seeds in {@code text}, each once, in its order.
     *
     * @param what where the text stands, for messages
     * @throws IllegalArgumentException when it is not made of numbers and ranges, or names more than {@value #MAX_NAMED}
     */
    public static Seeds parse(String what, String text) {
        Set<Long> named = new LinkedHashSet<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part.trim());
            if (!matcher.matches()) {
                throw new IllegalArgumentException(what + "=\"" + text
                        + "\" is not made of numbers and ranges, as in \"1..100\" or \"7, 100..120\"");
            }
            long first = number(what, text, matcher.group(1));
            long last = matcher.group(2) == null ? first : number(what, text, matcher.group(2));
            long more = last - first; // less than 0 where a long cannot say it
            if (last < first || more < 0 || more >= MAX_NAMED) {
                throw new IllegalArgumentException(
                        what + "=\"" + text + "\" is not within 1 to " + MAX_NAMED + " seeds");
            }
            for (int i = 0; i <= more; i++) {
                named.add(first + i);
            }
        }
        if (named.size() > MAX_NAMED) {
            throw new IllegalArgumentException(what + "=\"" + text + "\" names more than " + MAX_NAMED + " seeds");
        }
        List<Long> all = List.copyOf(named);
        return new Seeds(all.size(), index -> all.get(Math.toIntExact(index)));
    }

    private static long number(String what, String text, String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    what + "=\"" + text + "\": " + digits + " is not within " + Long.MIN_VALUE + " to "
                            + Long.MAX_VALUE,
                    e);
        }
    }

    /** Whether {@value #PROPERTY} names seeds. */
    static boolean areNamedByProperty() {
        return !System.getProperty(PROPERTY, "").isBlank();
    }

    /** Those that {@value #PROPERTY} names; these where it names none. */
    Seeds orNamedByProperty() {
        return areNamedByProperty() ? parse("-D" + PROPERTY, System.getProperty(PROPERTY)) : this;
    }

    /** How many. */
    public long count() {
        return count;
    }

    /**
     * One of them.
     *
     * @param index from 0, less than {@link #count}
     */
    public long seed(long index) {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("index=" + index + " is not within 0 to " + (count - 1));
        }
        return seedAt.applyAsLong(index);
    }

    /** All of them, of which there are {@value #MAX_NAMED} at most. */
    public List<Long> all() {
        if (count > MAX_NAMED) {
            throw new IllegalStateException("count=" + count + " is more than " + MAX_NAMED);
        }
        List<Long> all = new ArrayList<>();
        for (long index = 0; index < count; index++) {
            all.add(seedAt.applyAsLong(index));
        }
        return all;
    }
}
