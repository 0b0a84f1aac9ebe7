package io.clusterjar.node;

/** What a node can do to its own process. */
public interface NodeLife {
    /** It dies at once. */
    void crash();

    /** It does nothing at all for {@code durationMs}, after this turn. */
    void sleep(long durationMs);
}
