package io.clusterjar.net;

/** Why a stream ended. */
public enum CloseCause {
    /** The other side closed it in order. */
    END_OF_STREAM,
    /** The other side, or a fault, reset it. */
    RESET,
    /** Nobody listens at the address. */
    REFUSED,
    /** The connection could not be made in time, or for too long nobody acknowledged what was written to it. */
    TIMED_OUT
}
