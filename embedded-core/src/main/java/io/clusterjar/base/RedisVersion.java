package io.clusterjar.base;

/** The version of Redis that a node is like, as {@code INFO} and snapshots name it. */
public final class RedisVersion {
    /** As text. */
    public static final String TEXT = "7.2.4";

    private RedisVersion() {}
}
