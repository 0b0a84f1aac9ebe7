/** Commands that see strings as rows of bits and of small integers. Knows the call and the store, and nothing of connections. */
@NullMarked
package io.clusterjar.command.bitmap;

import org.jspecify.annotations.NullMarked;
