/**
 * Stories to run and read, and a server to try with {@code redis-cli}. They use what every user of the library can: the
 * package {@code io.clusterjar} and a real client.
 */
@NullMarked
package io.clusterjar.samples;

import org.jspecify.annotations.NullMarked;
