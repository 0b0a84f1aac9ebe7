/** Commands on strings. Knows the call and the store, and nothing of connections. */
@NullMarked
package io.clusterjar.command.string;

import org.jspecify.annotations.NullMarked;
