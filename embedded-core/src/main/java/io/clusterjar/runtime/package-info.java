/**
 * What turns nodes into something that runs: event loops, clocks, sockets and disks. A world hosts nodes and owns their time and
 * their network; {@link io.clusterjar.runtime.LiveWorld} runs them on threads with real sockets,
 * {@link io.clusterjar.runtime.SteppedWorld} on the caller's thread in virtual time. Node code never sees this package, only the
 * ports that it implements.
 */
@NullMarked
package io.clusterjar.runtime;

import org.jspecify.annotations.NullMarked;
