/**
 * Real sockets on an NIO selector: doors that accept, connections that read and write without blocking. Knows nothing of nodes
 * or faults.
 */
@NullMarked
package io.clusterjar.net.tcp;

import org.jspecify.annotations.NullMarked;
