package io.clusterjar.check;

import io.clusterjar.EmbeddedCluster;
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
}
