package io.clusterjar.net;

/** How a cut link fails, from the mildest to the worst; where cuts stack, the worst wins. */
public enum CutMode {
    /** Everything is kept and delivered at the moment of release. */
    HOLD,
    /**
     * Everything disappears, as behind a dead switch: streams stall, connecting hangs. TCP sends again after 0.2, 0.6, 1.4, 3, 6.2 s
     * and so on, always doubling its patience, so what was written arrives with the first attempt after healing, which may be as long
     * after it as the cut has lasted; real sockets go on within 200 ms. A stream whose bytes nobody acknowledged for 924.6 s has timed out,
     * on that side alone; an idle one notices nothing, unless it is kept alive as Redis keeps its accepted connections ({@code
     * tcp-keepalive}). Resets disappear as well: the other side learns of them when it writes.
     */
    BLACKHOLE,
    /** Streams are reset at once, and connecting is refused. */
    RESET
}
