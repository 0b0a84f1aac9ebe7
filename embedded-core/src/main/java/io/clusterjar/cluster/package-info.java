/**
 * The node as a member of a cluster: joins the brains of gossip and election with network, disk, engine and replication;
 * redirects; the CLUSTER commands; the moving of slots.
 */
@NullMarked
package io.clusterjar.cluster;

import org.jspecify.annotations.NullMarked;
