package io.clusterjar;

import io.clusterjar.testing.RespClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;

/** A cluster of three masters and three replicas that a table is played on. */
abstract class ErrorTarget implements AutoCloseable {
    static final int NODES = 6;

    private static final String NOBODY = "f".repeat(40);

    private final Map<String, RespClient> clients = new LinkedHashMap<>();

    abstract int port(int node);

    abstract String id(int node);

    abstract void crash(int node);

    /** Waits until {@code node} says {@code cluster_state:fail}. */
    abstract void awaitDown(int node);

    /** The connection of that name, opened when it is first used. */
    final RespClient client(int node, String name) {
        return clients.computeIfAbsent(name, key -> {
            try {
                return new RespClient(new Socket("127.0.0.1", port(node)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    final String named(String line) {
        String named = line.replace("NOBODY", NOBODY);
        for (int i = 0; i < NODES; i++) {
            named = named.replace("ID" + i, id(i)).replace("PORT" + i, Integer.toString(port(i)));
        }
        return named;
    }

    final String unnamed(String reply) {
        String unnamed = reply.replace(NOBODY, "NOBODY");
        for (int i = 0; i < NODES; i++) {
            unnamed = unnamed.replace(":" + port(i), ":PORT" + i);
        }
        return unnamed;
    }

    @Override
    public void close() {
        clients.values().forEach(RespClient::close);
    }
}
