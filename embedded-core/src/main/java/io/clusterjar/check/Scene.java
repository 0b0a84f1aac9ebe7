package io.clusterjar.check;

import io.clusterjar.EmbeddedCluster;
import io.clusterjar.launch.DeploymentListener;
import java.util.function.Supplier;

/** A cluster under observation, as invariants and checkers see it. Used by one thread at a time. */
public interface Scene {
    /** The cluster. */
    EmbeddedCluster cluster();

    /** Milliseconds of cluster time since the scene began. */
    long nowMs();

    /**
     * The one thing of this kind that all who take part share, such as a history that the workload writes and an invariant reads: made
     * when it is first asked for, gone with the scene.
     */
    <T> T shared(Class<T> kind, Supplier<T> make);

    /** Lets a watch hear what happens in the nodes, as it happens, until the scene ends. */
    void listen(DeploymentListener listener);

    /** The history that the workload writes and checkers read at the end, stamped by {@link #nowMs} in nanoseconds. */
    default History history() {
        return shared(History.class, () -> new History(() -> nowMs() * 1_000_000));
    }
}
