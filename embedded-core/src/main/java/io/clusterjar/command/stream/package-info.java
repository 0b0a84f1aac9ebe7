/**
 * The commands on streams and their consumer groups: rows, and their handlers over the value types of the store.
 */
@NullMarked
package io.clusterjar.command.stream;

import org.jspecify.annotations.NullMarked;
