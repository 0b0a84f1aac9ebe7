package io.clusterjar.runtime;

/**
 * Ends a strand whose world ends: thrown by whatever it waits for. An error, so that code which handles exceptions lets it through; it
 * has no stack trace, since nobody sees it.
 */
final class StrandEnded extends Error {
    private static final long serialVersionUID = 1;

    StrandEnded() {
        super("the simulation has ended", null, false, false);
    }
}
