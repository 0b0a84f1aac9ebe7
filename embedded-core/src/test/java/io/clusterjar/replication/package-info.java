/** Replication, in virtual time and beside a real Redis. */
package io.clusterjar.replication;
