/**
 * The contract between a node and its network: addresses, planes, streams. Knows nothing of sockets or of faults.
 */
@NullMarked
package io.clusterjar.net;

import org.jspecify.annotations.NullMarked;
