package io.clusterjar.timeline;

import java.util.Locale;

/** Names as they stand in JSON. */
final class EventName {
    private static final String CLIENT = "client:";

    private EventName() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The lane of an endpoint of the network. */
    static String ofEndpoint(String endpoint) {
        return endpoint.startsWith(CLIENT) ? endpoint.substring(CLIENT.length()) : endpoint;
    }
}
