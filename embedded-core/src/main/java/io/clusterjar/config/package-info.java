/**
 * The configuration of a node: every Redis parameter with its type, range, default and current value.
 */
@NullMarked
package io.clusterjar.config;

import org.jspecify.annotations.NullMarked;
