/**
 * The life of a deployment's nodes: start, stop, crash, pause, restart. The only room that knows both the node and the live world
 * that carries it.
 */
@NullMarked
package io.clusterjar.launch;

import org.jspecify.annotations.NullMarked;
