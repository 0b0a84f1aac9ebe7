/**
 * The commands about connections, and client-side caching: which clients hear when a key that they read is changed.
 */
@NullMarked
package io.clusterjar.engine.connection;

import org.jspecify.annotations.NullMarked;
