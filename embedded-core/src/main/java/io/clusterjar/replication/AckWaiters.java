package io.clusterjar.replication;

import io.clusterjar.engine.Connection;
import io.clusterjar.protocol.RespWriter;
import java.util.ArrayList;
import java.util.List;

/** Clients that wait in {@code WAIT} until enough replicas have acknowledged what they wrote. */
final class AckWaiters {
    private record Waiter(Connection client, long offset, long replicas, boolean withLocal) {}

    private final Replication replication;
    private final List<Waiter> waiting = new ArrayList<>();

    AckWaiters(Replication replication) {
        this.replication = replication;
    }

    /** The client waits for {@code replicas} acknowledgements of {@code offset}. */
    void add(Connection client, long offset, long replicas, boolean withLocal) {
        waiting.add(new Waiter(client, offset, replicas, withLocal));
    }

    /** The reply: how many replicas, after how many local logs where that was asked for. */
    static void write(RespWriter out, long acknowledged, boolean withLocal) {
        if (withLocal) {
            out.array(2);
            out.integer(0);
        }
        out.integer(acknowledged);
    }

    /** The client waits no longer: it was answered otherwise, or is gone. */
    void remove(Connection client) {
        waiting.removeIf(waiter -> waiter.client() == client);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** An acknowledgement came in, or a replica came or went. */
    void check() {
        if (waiting.isEmpty()) {
            return;
        }
        for (Waiter waiter : List.copyOf(waiting)) {
            int acknowledged = replication.replicas().acknowledged(waiter.offset());
            if (acknowledged >= waiter.replicas()) {
                waiting.remove(waiter);
                replication.engine().resume(waiter.client(), reply -> write(reply.out(), acknowledged, waiter.withLocal()));
            }
        }
    }
}
