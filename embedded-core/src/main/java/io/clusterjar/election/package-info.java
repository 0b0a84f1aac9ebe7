/**
 * How a replica replaces its failed master: candidates, voters, and the failover that an operator asks for. Pure: what it
 * knows of the cluster and what it does to it goes through {@link io.clusterjar.election.Electorate}.
 */
@NullMarked
package io.clusterjar.election;

import org.jspecify.annotations.NullMarked;
