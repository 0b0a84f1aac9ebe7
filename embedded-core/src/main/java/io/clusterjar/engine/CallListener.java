package io.clusterjar.engine;

import io.clusterjar.protocol.Args;

/** Hears of every call that ran. */
@FunctionalInterface
public interface CallListener {
    /** A call has ended; {@code args} are valid only now. */
    void called(Connection client, Command command, Args args, long spentNs);
}
