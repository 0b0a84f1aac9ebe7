/**
 * Whole lives of a cluster from a seed: a seed makes a plan of faults, the plan makes the run, the run is watched, and one line says
 * it again. Runs on nodes in virtual time; knows the cluster by its public front only.
 */
@NullMarked
package io.clusterjar.simulation;

import org.jspecify.annotations.NullMarked;
