/**
 * RDB, AOF and nodes.conf as byte streams, and the disk port they are kept on.
 */
@NullMarked
package io.clusterjar.persistence;

import org.jspecify.annotations.NullMarked;
