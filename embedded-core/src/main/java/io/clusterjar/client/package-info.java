/** The client inside the JVM: a stream without a socket under it, whose other end a node holds. */
@NullMarked
package io.clusterjar.client;

import org.jspecify.annotations.NullMarked;
