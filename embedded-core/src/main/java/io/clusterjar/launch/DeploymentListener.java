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

    /** A node failed of itself, by an exception that nobody expected, and is stopped. */
    default void onFailure(String node, Throwable failure) {}
}
