/** Benchmarks: what speed and size the project promises, measured. Never shipped. */
@NullMarked
package io.clusterjar.samples.bench;

import org.jspecify.annotations.NullMarked;
