/** Commands on places: sorted sets whose scores are geohashes. Knows the call and the store, and nothing of connections. */
@NullMarked
package io.clusterjar.command.geo;

import org.jspecify.annotations.NullMarked;
