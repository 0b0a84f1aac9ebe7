package io.clusterjar.engine.connection;

import io.clusterjar.command.CommandError;
import io.clusterjar.engine.Connection;
import java.util.Locale;

/** What {@code CLIENT LIST} and {@code CLIENT KILL} mean by a type. */
enum ClientType {
    NORMAL,
    MASTER,
    REPLICA,
    PUBSUB;

    static ClientType of(Connection client) {
        return switch (client.kind()) {
            case MASTER -> MASTER;
            case REPLICA -> REPLICA;
            case NORMAL, INTERNAL -> client.subscriptions() > 0 ? PUBSUB : NORMAL;
        };
    }

    static ClientType parse(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "normal" -> NORMAL;
            case "master" -> MASTER;
            case "slave", "replica" -> REPLICA;
            case "pubsub" -> PUBSUB;
            default -> throw new CommandError("ERR Unknown client type '" + name + "'");
        };
    }
}
