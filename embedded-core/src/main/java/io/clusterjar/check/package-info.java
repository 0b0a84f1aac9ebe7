/**
 * What must hold while a cluster lives, and how it is watched; histories of what clients asked and were told, and checkers that say
 * whether a store could have answered so. Knows the deployment and its nodes, not who runs them: a test may watch a live cluster as a
 * simulation does, and record a history of its own. Histories and their checkers are pure: no node, no network, no clock.
 */
@NullMarked
package io.clusterjar.check;

import org.jspecify.annotations.NullMarked;
