/**
 * Random requests to a node of ours and to a real Redis at once: whatever they are, both answer the same, notify the same and
 * store the same. A difference is shrunk to the few requests that show it.
 */
package io.clusterjar.fuzz;
