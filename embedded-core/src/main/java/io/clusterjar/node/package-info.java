/**
 * One node put together from its rooms, and the life of several: start, stop, crash, pause, restart. The only room that knows both
 * the node and the runtime that carries it.
 */
@NullMarked
package io.clusterjar.node;

import org.jspecify.annotations.NullMarked;
