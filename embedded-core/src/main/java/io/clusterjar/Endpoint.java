package io.clusterjar;

/** What the network connects and faults can separate: a {@link ClusterNode} or a {@link ClientView}. */
public sealed interface Endpoint permits ClusterNode, ClientView {
    /** Its name, unique within its deployment. */
    String name();

    /** The deployment that it belongs to. */
    RedisDeployment deployment();
}
