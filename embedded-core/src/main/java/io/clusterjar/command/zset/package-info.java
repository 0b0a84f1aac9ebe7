/**
 * The commands on sorted sets: rows, and their handlers over the value types of the store.
 */
@NullMarked
package io.clusterjar.command.zset;

import org.jspecify.annotations.NullMarked;
