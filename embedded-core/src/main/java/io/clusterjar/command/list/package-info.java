/**
 * The commands on lists: rows, and their handlers over the value types of the store.
 */
@NullMarked
package io.clusterjar.command.list;

import org.jspecify.annotations.NullMarked;
