/**
 * When a node's data are saved as a whole and loaded again: save points, {@code SAVE}, {@code BGSAVE}, the file at start.
 * Knows the engine and the disk; what the bytes mean, the RDB format knows.
 */
@NullMarked
package io.clusterjar.engine.saving;

import org.jspecify.annotations.NullMarked;
