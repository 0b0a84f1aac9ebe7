/**
 * Hash slots: CRC16, hash tags, slot sets.
 */
@NullMarked
package io.clusterjar.slot;

import org.jspecify.annotations.NullMarked;
