/**
 * Membership of the cluster: bus packets, the table of nodes and slots, suspicion and its spreading. Pure: events and the
 * time come in, packets and actions go out. Knows neither sockets, nor commands, nor elections.
 */
@NullMarked
package io.clusterjar.gossip;

import org.jspecify.annotations.NullMarked;
