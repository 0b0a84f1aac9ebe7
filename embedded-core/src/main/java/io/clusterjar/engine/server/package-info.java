/**
 * The commands about the server itself: parameters, statistics, the command table, the slow log, debugging. Rooms above
 * add their own sections to {@code INFO} and do what only they can through {@link ServerHost}.
 */
@NullMarked
package io.clusterjar.engine.server;

import org.jspecify.annotations.NullMarked;
