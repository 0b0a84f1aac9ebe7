package io.clusterjar.fuzz;

import io.clusterjar.base.Bytes;
import java.util.ArrayList;
import java.util.List;

/** One of the two servers: the clients that play, one that looks on, and one that hears of every event of a key. */
final class Side implements AutoCloseable {
    static final int CLIENTS = 4;

    private final Wire[] clients = new Wire[CLIENTS];
    private final byte[][] ids = new byte[CLIENTS][];
    private final boolean[] used = new boolean[CLIENTS];
    private final Wire control;
    private final Wire events;
    private final Feed feed;
    private int tokens;

    Side(int port) {
        control = new Wire(port);
        events = new Wire(port);
        events.call("PSUBSCRIBE __keyevent@*");
        feed = new Feed(port, control);
        for (int i = 0; i < CLIENTS; i++) {
            clients[i] = new Wire(port);
            byte[] id = clients[i].call("CLIENT ID");
            ids[i] = Bytes.latin1(Bytes.text(id, 1, id.length - 3));
        }
    }

    Feed feed() {
        return feed;
    }

    Wire control() {
        return control;
    }

    /** No key is left, and clients are as new ones. */
    void startOver(int version) {
        for (int i = 0; i < CLIENTS; i++) {
            if (i == 0 || used[i]) {
                release(i);
                clients[i].add(Bytes.latin1("RESET"));
                clients[i].add(Bytes.latin1("HELLO"), Bytes.decimal(version));
                clients[i].flush();
                gather(i);
                used[i] = false;
            }
        }
        control.call("FLUSHALL");
        events();
        feed.mark();
        feed.sent();
    }

    /** Sends requests of client 0; replies are read with {@link #read}. */
    void send(List<Step> steps, int from, int to) {
        for (int i = from; i < to; i++) {
            clients[0].add(steps.get(i).words());
        }
        clients[0].flush();
    }

    byte[] read() {
        return clients[0].read();
    }

    /** Sends a request of another client, which may wait. */
    void sendOnly(Step step) {
        used[step.client()] = true;
        clients[step.client()].add(step.words());
        clients[step.client()].flush();
    }

    /** Ends the client's waiting; all that it got. */
    List<byte[]> gather(int client) {
        List<byte[]> all = new ArrayList<>();
        if (client != 0) {
            used[client] = true;
            all.add(release(client));
        }
        all.addAll(clients[client].gather("token-" + ++tokens));
        return all;
    }

    private byte[] release(int client) {
        return control.call(Bytes.latin1("CLIENT"), Bytes.latin1("UNBLOCK"), ids[client]);
    }

    /** Notifications since they were asked for last. */
    List<byte[]> events() {
        return events.gather("token-" + ++tokens);
    }

    @Override
    public void close() {
        for (Wire client : clients) {
            client.close();
        }
        control.close();
        events.close();
        feed.close();
    }
}
