/**
 * The key space by slot, expiry, and the value types with their encodings. Knows neither connections nor commands.
 */
@NullMarked
package io.clusterjar.store;

import org.jspecify.annotations.NullMarked;
