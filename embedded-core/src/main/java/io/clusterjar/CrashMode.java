package io.clusterjar;

/** How a node dies. */
public enum CrashMode {
    /** As {@code kill -9}: its sockets are reset and its memory is gone; what it had written to its disk stays. */
    PROCESS,
    /**
     * As {@link #PROCESS}, and what was written but not made to last by an fsync is gone. Needs nodes that keep their files in memory.
     * Others see resets all the same; isolate the node first to let them see silence, as of a machine without power.
     */
    POWER_LOSS
}
