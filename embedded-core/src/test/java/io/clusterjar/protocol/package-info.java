/** Tests of the RESP codec. */
@org.jspecify.annotations.NullMarked
package io.clusterjar.protocol;
