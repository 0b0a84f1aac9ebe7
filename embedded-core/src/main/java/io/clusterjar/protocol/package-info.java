/**
 * RESP2 and RESP3 as bytes: parsing requests and writing replies. No I/O.
 */
@NullMarked
package io.clusterjar.protocol;

import org.jspecify.annotations.NullMarked;
