/** Commands on HyperLogLogs, which are strings of a certain form. Knows the call and the store, and nothing of connections. */
@NullMarked
package io.clusterjar.command.hyperloglog;

import org.jspecify.annotations.NullMarked;
