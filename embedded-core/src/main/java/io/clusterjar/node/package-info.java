/** One node put together from its rooms. Sees the world through its ports only. */
@NullMarked
package io.clusterjar.node;

import org.jspecify.annotations.NullMarked;
