/**
 * The network that the test owns: streams between endpoints inside one world, and the faults on the links between them. Knows
 * nothing of threads or sockets: a {@link io.clusterjar.net.virtual.Lane} runs what is due.
 */
@NullMarked
package io.clusterjar.net.virtual;

import org.jspecify.annotations.NullMarked;
