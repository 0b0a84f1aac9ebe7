package io.clusterjar.fuzz;

/** How the replies to a request are compared. */
enum Check {
    /** Byte for byte. */
    EXACT,
    /** The parts of arrays, sets and maps may come in any order. */
    UNORDERED,
    /** As {@link #UNORDERED}, but byte for byte in episodes in which every collection is in its packed encoding. */
    PACKED,
    /** Chance decides: the same shape, and nothing in ours that the reply before did not have. */
    RANDOM,
    /** A number that may differ by as much as the two clocks and the way to both servers do. */
    TIME,
    /** Not at all. */
    NONE;

    static Check of(char mark) {
        return switch (mark) {
            case '~' -> UNORDERED;
            case '=' -> PACKED;
            case '!' -> RANDOM;
            case '@' -> TIME;
            case '?' -> NONE;
            default -> EXACT;
        };
    }
}
