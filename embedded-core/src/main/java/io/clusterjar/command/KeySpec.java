package io.clusterjar.command;

/**
 * Where a command's keys are. The shapes are those of {@code COMMAND INFO}'s key specifications.
 */
public sealed interface KeySpec {
    /** What is done with the keys: words of {@code COMMAND INFO}, as bits of {@link KeyFlag}. */
    int flags();

    /**
     * From word {@code index} to {@code last}, every {@code step}th.
     *
     * @param index first word searched, counted from 1 after the name
     * @param last relative to {@code index}; negative counts from the end, -1 the last word
     */
    record Range(int index, int last, int step, int limit, int flags) implements KeySpec {}

    /** A count at word {@code index}, the keys right after it. */
    record Counted(int index, int flags) implements KeySpec {}

    /** After {@code keyword}, searched from word {@code from} on; from the end when negative. */
    record Keyword(String keyword, int from, int last, int step, int limit, int flags) implements KeySpec {}

    /** Cannot be said by a rule; the command itself knows. */
    record Unknown(int flags) implements KeySpec {}

    /** One key at word {@code index}. */
    static KeySpec key(int index, int flags) {
        return new Range(index, 0, 1, 0, flags);
    }

    /** Keys from word {@code index} to {@code last}, which counts from the end when negative. */
    static KeySpec keys(int index, int last, int flags) {
        return new Range(index, last, 1, 0, flags);
    }

    /** Keys at every {@code step}th word from {@code index} to {@code last}. */
    static KeySpec keys(int index, int last, int step, int flags) {
        return new Range(index, last, step, 0, flags);
    }

    /** As many keys as word {@code index} says, right after it. */
    static KeySpec counted(int index, int flags) {
        return new Counted(index, flags);
    }
}
