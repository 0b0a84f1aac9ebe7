package io.clusterjar.simulation;

/** What clients do in a run. */
@FunctionalInterface
public interface Workload {
    /** No clients. */
    Workload NONE = run -> {};

    /**
     * Sets the clients going and returns; what they do happens on threads ({@link Run#thread}) and in tasks ({@link Run#schedule}). Called once in each run,
     * at its very beginning, while the nodes stand still.
     */
    void start(Run run);
}
