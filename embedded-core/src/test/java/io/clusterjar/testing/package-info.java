/**
 * What tests of several rooms share: a real Redis to compare with, and a client that shows its replies byte by byte.
 */
@NullMarked
package io.clusterjar.testing;

import org.jspecify.annotations.NullMarked;
