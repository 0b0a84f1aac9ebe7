package io.clusterjar.cluster;

import io.clusterjar.config.ConfigKey;
import io.clusterjar.config.ServerConfig;
import io.clusterjar.engine.Connection;
import io.clusterjar.gossip.ClusterNode;
import io.clusterjar.net.Address;
import io.clusterjar.net.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where one client finds a node. A client that stands behind a view of its own is told the view's addresses.
 *
 * @param ip the address as the client sees it; empty when the node does not know its own yet
 * @param port the client port as the client sees it
 * @param hostname the announced host name, or empty
 * @param preference what {@code cluster-preferred-endpoint-type} asks for
 */
record Endpoint(String ip, int port, String hostname, Preference preference) {
    /** The values of {@code cluster-preferred-endpoint-type}, in the order of the configuration. */
    enum Preference {
        IP,
        HOSTNAME,
        UNKNOWN
    }

    private static final Preference[] PREFERENCES = Preference.values();

    static Endpoint of(ClusterNode node, Connection client, ServerConfig config) {
        Address address = translated(node, client);
        Preference preference = PREFERENCES[config.integer(ConfigKey.CLUSTER_PREFERRED_ENDPOINT_TYPE)];
        return new Endpoint(address.host(), address.port(), node.hostname(), preference);
    }

    private static Address translated(ClusterNode node, Connection client) {
        Address real = new Address(node.ip(), node.port());
        Stream stream = client.stream();
        return stream == null || node.ip().isEmpty() ? real : stream.translate(real);
    }

    /** As redirects name it. */
    String preferredText() {
        return switch (preference) {
            case IP -> ip;
            case HOSTNAME -> hostname.isEmpty() ? "?" : hostname;
            case UNKNOWN -> "";
        };
    }

    /** As {@code CLUSTER SLOTS} names it: null when the client shall use the address that it came by. */
    @Nullable
    String preferredOrNull() {
        return preference == Preference.UNKNOWN ? null : preferredText();
    }
}
