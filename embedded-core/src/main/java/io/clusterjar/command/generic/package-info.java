/** Commands on keys of any type. Knows the call and the store, and nothing of connections. */
@NullMarked
package io.clusterjar.command.generic;

import org.jspecify.annotations.NullMarked;
