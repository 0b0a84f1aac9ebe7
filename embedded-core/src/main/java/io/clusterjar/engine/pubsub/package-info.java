/**
 * Publish/subscribe: who hears which channels, and the commands for it. Knows the cluster only as somebody who carries
 * messages to other nodes.
 */
@NullMarked
package io.clusterjar.engine.pubsub;

import org.jspecify.annotations.NullMarked;
