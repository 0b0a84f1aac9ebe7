/**
 * Time and chance as ports: clocks, timers and seeded random sources. Node code meets neither anywhere else.
 */
@NullMarked
package io.clusterjar.time;

import org.jspecify.annotations.NullMarked;
