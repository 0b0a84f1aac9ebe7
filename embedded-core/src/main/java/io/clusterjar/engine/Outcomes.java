package io.clusterjar.engine;

import io.clusterjar.command.Outcome;

/** The outcomes that are no reply. */
final class Outcomes {
    /** The client waits: for keys or until it is resumed. */
    static final Outcome WAITING = Outcome.internal("WAITING");
    /** There is nothing to say. */
    static final Outcome SILENT = Outcome.internal("SILENT");

    private Outcomes() {}
}
