/**
 * Replication: the stream and its backlog, identities and offsets, synchronisation of replicas, acknowledgements, {@code
 * WAIT}, and the link of a replica to its master. Knows the engine; does not know the cluster.
 */
@NullMarked
package io.clusterjar.replication;

import org.jspecify.annotations.NullMarked;
