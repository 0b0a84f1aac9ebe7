/**
 * The commands on sets: rows, and their handlers over the value types of the store.
 */
@NullMarked
package io.clusterjar.command.set;

import org.jspecify.annotations.NullMarked;
