/** Tests of the engine, with a clock, timers and streams that the test moves by hand. */
@org.jspecify.annotations.NullMarked
package io.clusterjar.engine;
