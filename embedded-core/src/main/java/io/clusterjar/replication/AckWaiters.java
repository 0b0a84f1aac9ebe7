package io.clusterjar.replication;

import io.clusterjar.engine.Connection;
import io.clusterjar.protocol.RespWriter;
import java.util.ArrayList;
import java.util.List;

/** Clients that wait in {@code WAIT} or {@code WAITAOF} until enough replicas have acknowledged what they wrote. */
final class AckWaiters {
    /** What is acknowledged. */
    enum What {
        /** That it was applied: {@code WAIT}. */
        APPLIED,
        /** That it is in the replica's log: {@code WAITAOF}. */
        LOGGED
    }

    private record Waiter(Connection client, long offset, long replicas, What what) {}

    private final Replication replication;
    private final List<Waiter> waiting = new ArrayList<>();

    AckWaiters(Replication replication) {
        this.replication = replication;
    }

    /** The client waits for {@code replicas} acknowledgements of {@code offset}, until {@link #remove}. */
    void add(Connection client, long offset, long replicas, What what) {
        waiting.add(new Waiter(client, offset, replicas, what));
    }

    /** The client waits no longer: it was answered, or is gone. */
    void remove(Connection client) {
        waiting.removeIf(waiter -> waiter.client() == client);
    }

    /** Writes the reply as things stand. This node keeps no log, so none of its own is ever counted. */
    void answer(RespWriter out, long offset, What what) {
        if (what == What.LOGGED) {
            out.array(2);
            out.integer(0);
        }
        out.integer(acknowledged(offset, what));
    }

    /** How many replicas have acknowledged {@code offset}. */
    int acknowledged(long offset, What what) {
        return what == What.LOGGED
                ? replication.replicas().logged(offset)
                : replication.replicas().acknowledged(offset);
    }

    /** An acknowledgement came in. */
    void check() {
        if (waiting.isEmpty()) {
            return;
        }
        for (Waiter waiter : List.copyOf(waiting)) {
            if (acknowledged(waiter.offset(), waiter.what()) >= waiter.replicas()) {
                replication
                        .engine()
                        .resume(waiter.client(), reply -> answer(reply.out(), waiter.offset(), waiter.what()));
            }
        }
    }
}
