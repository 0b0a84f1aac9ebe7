/**
 * What must hold of a cluster, and how it is found that it does not: invariants, histories and their checkers. Knows nothing of how a
 * run is made: a simulation hands it a {@link io.clusterjar.check.Scene}, and a test with a live cluster may do so as well.
 */
@NullMarked
package io.clusterjar.check;

import org.jspecify.annotations.NullMarked;
