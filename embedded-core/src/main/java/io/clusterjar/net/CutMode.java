package io.clusterjar.net;

/** How a cut link fails, from the mildest to the worst; where cuts stack, the worst wins. */
public enum CutMode {
    /** Everything is kept and delivered at the moment of release. */
    HOLD,
    /**
     * Everything disappears, as behind a dead switch: streams stall, connecting hangs. TCP sends again, so what was written
     * arrives one retransmission (200 ms) after healing.
     */
    BLACKHOLE,
    /** Streams are reset at once, and connecting is refused. */
    RESET
}
