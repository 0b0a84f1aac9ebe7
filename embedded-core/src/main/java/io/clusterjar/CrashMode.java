package io.clusterjar;

/** How a node dies. */
public enum CrashMode {
    /** As {@code kill -9}: its sockets are reset and its memory is gone; what it had written to its disk stays. */
    PROCESS
}
