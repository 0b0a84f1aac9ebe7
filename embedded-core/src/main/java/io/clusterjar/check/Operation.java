package io.clusterjar.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a client, from its call to its return. Times are nanoseconds of any one clock; an operation comes before another
 * when it returned at an earlier time than that in which the other was invoked, and at the same time they are concurrent.
 *
 * @param client who asked; a client has one operation under way at a time
 * @param kind what it does
 * @param key what it concerns; keys are independent of each other
 * @param argument what is written, added or appended; null for reads
 * @param result what a read returned: nothing, a value, or all elements; empty when nothing is known
 * @param invokedNs when it was asked
 * @param returnedNs when the answer came; {@link #NEVER} when the outcome is unknown
 * @param outcome what the client knows of it
 * @param receipt who acknowledged it, if that is known
 */
public record Operation(
        String client,
        Kind kind,
        String key,
        @Nullable String argument,
        List<String> result,
        long invokedNs,
        long returnedNs,
        Outcome outcome,
        @Nullable Receipt receipt) {
    /** The time at which an operation of unknown outcome returned. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int SHOWN_ELEMENTS = 16;
    private static final double NANOS_PER_SECOND = 1e9;

    /** An operation. */
    public Operation {
        if (outcome != Outcome.UNKNOWN && returnedNs < invokedNs) {
            throw new IllegalArgumentException("returnedNs=" + returnedNs + " is before invokedNs=" + invokedNs);
        }
        returnedNs = outcome == Outcome.UNKNOWN ? NEVER : returnedNs;
    }

    /** One whose answer came. */
    public static Operation ok(
            String client,
            Kind kind,
            String key,
            @Nullable String argument,
            List<String> result,
            long invokedNs,
            long returnedNs) {
        return new Operation(client, kind, key, argument, result, invokedNs, returnedNs, Outcome.OK, null);
    }

    /** One that was refused. */
    public static Operation failed(
            String client, Kind kind, String key, @Nullable String argument, long invokedNs, long returnedNs) {
        return new Operation(client, kind, key, argument, List.of(), invokedNs, returnedNs, Outcome.FAIL, null);
    }

    /** One whose answer never came. */
    public static Operation unknown(String client, Kind kind, String key, @Nullable String argument, long invokedNs) {
        return new Operation(client, kind, key, argument, List.of(), invokedNs, NEVER, Outcome.UNKNOWN, null);
    }

    /** The single value that was read; null when there was none. */
    public @Nullable String value() {
        return result.isEmpty() ? null : result.get(0);
    }

    /** Whether it returned before {@code other} was invoked. */
    public boolean precedes(Operation other) {
        return returnedNs < other.invokedNs;
    }

    /** A line: {@code [1.000 .. 1.002 s] c1 SET cart:1 "7" ok}. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(80).append('[');
        seconds(line, invokedNs).append(" .. ");
        if (returnedNs == NEVER) {
            line.append('?');
        } else {
            seconds(line, returnedNs);
        }
        line.append(" s] ")
                .append(client)
                .append(' ')
                .append(kind.word())
                .append(' ')
                .append(key);
        if (argument != null) {
            line.append(" \"").append(argument).append('"');
        }
        switch (outcome) {
            case OK -> answer(line);
            case FAIL -> line.append(" refused");
            case UNKNOWN -> line.append(" unknown");
        }
        if (receipt != null) {
            line.append(" by ").append(receipt.node()).append('@').append(receipt.offsetBytes());
        }
        return line.toString();
    }

    private static StringBuilder seconds(StringBuilder line, long ns) {
        return line.append(String.format(java.util.Locale.ROOT, "%.6f", ns / NANOS_PER_SECOND));
    }

    private void answer(StringBuilder line) {
        boolean many = kind == Kind.MEMBERS || kind == Kind.ELEMENTS;
        if (many) {
            List<String> shown = result.subList(0, Math.min(SHOWN_ELEMENTS, result.size()));
            line.append(" -> ").append(shown);
            if (shown.size() < result.size()) {
                line.append(" and ").append(result.size() - shown.size()).append(" more");
            }
        } else if (!result.isEmpty()) {
            line.append(" -> \"").append(result.get(0)).append('"');
        } else {
            line.append(kind.isWrite() ? " ok" : " -> (nil)");
        }
    }
}
