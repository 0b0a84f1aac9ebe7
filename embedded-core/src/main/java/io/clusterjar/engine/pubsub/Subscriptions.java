package io.clusterjar.engine.pubsub;

import java.util.LinkedHashSet;
import java.util.Set;

/** What one client is subscribed to, in the order in which it subscribed. */
final class Subscriptions {
    final Set<String> channels = new LinkedHashSet<>();
    final Set<String> patterns = new LinkedHashSet<>();
    final Set<String> shardChannels = new LinkedHashSet<>();

    boolean isEmpty() {
        return channels.isEmpty() && patterns.isEmpty() && shardChannels.isEmpty();
    }
}
