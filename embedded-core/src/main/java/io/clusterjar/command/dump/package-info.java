/** Commands that give out a value in its serialized form and take it back. Knows the call, the store and the RDB format. */
@NullMarked
package io.clusterjar.command.dump;

import org.jspecify.annotations.NullMarked;
