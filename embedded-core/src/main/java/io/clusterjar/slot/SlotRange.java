package io.clusterjar.slot;

/**
 * Slots from {@code first} to {@code last}, both included.
 *
 * @param first 0 to 16383
 * @param last {@code first} to 16383
 */
public record SlotRange(int first, int last) {
    /** Checks the bounds. */
    public SlotRange {
        if (first < 0 || last < first || last >= Slots.COUNT) {
            throw new IllegalArgumentException("first=" + first + " last=" + last + " is no range of slots");
        }
    }

    /** How many slots. */
    public int count() {
        return last - first + 1;
    }

    /** As in {@code CLUSTER NODES}: {@code 5} or {@code 5-9}. */
    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
