package io.clusterjar.launch;

/** Hears what happens in the nodes of a deployment. Called on the nodes' loops, or at a safepoint; must not wait. */
public interface DeploymentListener {
    /** Hears nothing. */
    DeploymentListener NONE = new DeploymentListener() {};

    /** The state of {@code node} as a member of its cluster may have changed: role, epochs, slots, vote, flags, or its life. */
    default void onChange(String node) {}

    /**
     * Something happened that has a name.
     *
     * @param node where
     * @param event in lower case with hyphens, such as {@code vote-denied-stale-epoch}
     */
    default void onEvent(String node, String event) {}

    /** The master {@code voter} gave its vote to the replica of that id, and wrote it down. */
    default void onVote(String voter, String candidateId, long epoch) {}

    /** The replica {@code node} asks for votes, after it gave way to {@code rank} siblings. */
    default void onElectionStarted(String node, long epoch, int rank) {}

    /** The replica {@code node} counted enough votes, and is going to be a master. */
    default void onElected(String node, long epoch, int votes) {}

    /** A node failed of itself, by an exception that nobody expected, and is stopped. */
    default void onFailure(String node, Throwable failure) {}
}
