package io.clusterjar.engine;

/** Where keyspace notifications go: the registry of subscriptions. */
@FunctionalInterface
public interface Publisher {
    /**
     * Delivers a message to this node's subscribers of {@code channel}, and of patterns that match it.
     *
     * @return how many got it
     */
    int publish(byte[] channel, byte[] message);
}
