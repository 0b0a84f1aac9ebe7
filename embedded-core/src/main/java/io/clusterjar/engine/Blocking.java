package io.clusterjar.engine;

import io.clusterjar.protocol.Args;
import io.clusterjar.store.ValueType;
import org.jspecify.annotations.Nullable;

/** What a blocked client waits for. */
final class Blocking {
    /** No deadline. */
    static final long FOR_EVER = Long.MAX_VALUE;

    /** What ends the wait. */
    enum Cause {
        /** A value under one of its keys. */
        KEYS,
        /** Somebody who calls {@link Engine#resume}. */
        PARKED,
        /** The end of a pause. */
        PAUSE
    }

    final Cause cause;
    final Connection client;
    /** When it gives up, in monotonic milliseconds. */
    final long deadlineMs;
    /** Its place among equal deadlines. */
    final long order;

    /** The call to be made again; of KEYS and PAUSE. */
    @Nullable
    Command command;

    @Nullable
    Args args;

    KeyName[] keys = {};

    @Nullable
    ValueType type;
    /** Whether the call is made again as well when a key is removed or changes its type; of KEYS. */
    boolean whenGone;

    /** Writes the reply when time is up; of PARKED. */
    @Nullable
    Runnable onTimeout;
    /** Hears that the wait is over, however it ended; of PARKED. */
    @Nullable
    Runnable onEnd;

    Blocking(Cause cause, Connection client, long deadlineMs, long order) {
        this.cause = cause;
        this.client = client;
        this.deadlineMs = deadlineMs;
        this.order = order;
    }
}
