package io.clusterjar.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as readers see it.
 *
 * @param number its place among all events of the recording, from 0
 * @param atNs nanoseconds since the recording began
 * @param kind what
 * @param lane to whom, or by whom; null when it concerns the deployment as a whole
 * @param other the other one, or null
 * @param a first number of its kind
 * @param b second number
 * @param c third number
 * @param text its text, empty when it has none
 */
public record Event(
        long number,
        long atNs,
        EventKind kind,
        @Nullable Lane lane,
        @Nullable Lane other,
        long a,
        long b,
        long c,
        String text) {
    /** Its numbers by their place in {@link EventKind#numbers()}. */
    public long value(int index) {
        return switch (index) {
            case 0 -> a;
            case 1 -> b;
            case 2 -> c;
            default -> throw new IllegalArgumentException("index=" + index + " is not within 0 to 2");
        };
    }

    /** The name of its lane, empty when it has none. */
    public String laneName() {
        return lane == null ? "" : lane.name();
    }

    /** The name of the other lane, empty when it has none. */
    public String otherName() {
        return other == null ? "" : other.name();
    }
}
