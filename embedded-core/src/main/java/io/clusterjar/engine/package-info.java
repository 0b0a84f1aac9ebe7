/**
 * The turn of the loop: connections, the gate, dispatch, blocked calls, transactions, expiry, publish/subscribe. Knows
 * replication and the cluster only through the interfaces that it declares for them.
 */
@NullMarked
package io.clusterjar.engine;

import org.jspecify.annotations.NullMarked;
