/** Commands on hashes. Knows the call and the store, and nothing of connections. */
@NullMarked
package io.clusterjar.command.hash;

import org.jspecify.annotations.NullMarked;
