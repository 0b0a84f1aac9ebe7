package io.clusterjar.engine;

import io.clusterjar.net.Stream;
import io.clusterjar.protocol.ProtocolError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The connections of a node: they come and go, have requests left to run, and replies left to send. */
final class Clients {
    private final Engine engine;
    private final OutputLimits outputLimits;
    private final Map<Long, Connection> connections = new LinkedHashMap<>();
    private ArrayList<Connection> touched = new ArrayList<>();
    private ArrayList<Connection> resumable = new ArrayList<>();
    private ArrayList<Connection> later = new ArrayList<>();
    private long nextId = 1;
    private int count;

    Clients(Engine engine) {
        this.engine = engine;
        outputLimits = new OutputLimits(engine);
    }

    // ---- coming and going

    Connection accept(Stream stream) {
        Settings settings = engine.settings();
        Connection client = open(stream, Connection.Kind.NORMAL);
        engine.stats.connectionsReceived++;
        if (count > settings.maxClients) {
            engine.stats.rejectedConnections++;
            client.out.error(
                    settings.clusterEnabled
                            ? "ERR max number of clients + cluster connections reached"
                            : "ERR max number of clients reached");
            client.closeAfterReply();
        } else if (settings.passwordRequired) {
            client.deauthenticate();
        }
        return client;
    }

    Connection open(Stream stream, Connection.Kind kind) {
        Connection client = new Connection(engine, stream, nextId++, kind);
        client.parser.bulkLimit(engine.settings().bulkLimitBytes);
        if (engine.settings().keepAliveSeconds > 0) {
            stream.keepAlive(engine.settings().keepAliveSeconds);
        }
        connections.put(client.id(), client);
        if (kind != Connection.Kind.MASTER) {
            count++;
        }
        return client;
    }

    void forget(Connection client) {
        if (client.closed) {
            return;
        }
        client.closed = true;
        connections.remove(client.id());
        if (client.kind() != Connection.Kind.MASTER) {
            count--;
        }
        engine.waiters().end(client);
        engine.watches().discard(client);
        client.monitor(false);
        client.closedNow();
    }

    Collection<Connection> all() {
        return Collections.unmodifiableCollection(connections.values());
    }

    @Nullable
    Connection byId(long id) {
        return connections.get(id);
    }

    int count() {
        return count;
    }

    void settingsChanged() {
        for (Connection client : connections.values()) {
            client.parser.bulkLimit(engine.settings().bulkLimitBytes);
        }
    }

    void closeAll() {
        for (Connection client : new ArrayList<>(connections.values())) {
            Stream stream = client.stream();
            forget(client);
            if (stream != null) {
                stream.close();
            }
        }
    }

    // ---- bytes in

    void received(Connection client, int bytes) {
        engine.startBatch();
        client.lastActiveMs = engine.nowMs();
        client.bytesIn += bytes;
        if (client.kind() != Connection.Kind.MASTER) {
            engine.stats.netInputBytes += bytes;
        }
        engine.stats.readsProcessed++;
    }

    void protocolError(Connection client, ProtocolError error) {
        if (client.kind() == Connection.Kind.MASTER) {
            client.brokeProtocol = true;
            client.kill(); // its stream is of no use any more; replication connects anew
            return;
        }
        engine.dispatcher().errorTo(client, error.text());
        client.closeAfterReply();
    }

    void checkQueryBuffer(Connection client) {
        if (client.parser.restBytes() > engine.settings().queryBufferLimitBytes
                && client.kind() != Connection.Kind.MASTER) {
            engine.stats.queryLimitDisconnections++;
            client.kill();
        }
    }

    /** The client may have requests that nobody has run yet: they are run at the end of the turn. */
    void resumable(Connection client) {
        if (!client.resumable) {
            client.resumable = true;
            resumable.add(client);
        }
    }

    /** The client's replies are enough for this turn: its other requests are run in the next. */
    void runLater(Connection client) {
        if (later.isEmpty()) {
            engine.timers().after(0, () -> {
                ArrayList<Connection> due = later;
                later = new ArrayList<>();
                due.forEach(this::resumable);
            });
        }
        if (!later.contains(client)) {
            later.add(client);
        }
    }

    /** Runs the requests of those who waited. */
    void runResumed() {
        while (!resumable.isEmpty()) {
            engine.startBatch();
            ArrayList<Connection> batch = resumable;
            resumable = new ArrayList<>();
            for (Connection client : batch) {
                client.resumable = false;
                if (!client.closed && client.blocking == null) {
                    client.runRequests();
                }
            }
            engine.waiters().serve();
        }
    }

    // ---- bytes out

    void touched(Connection client) {
        if (!client.touched && !client.closed) {
            client.touched = true;
            touched.add(client);
        }
    }

    void checkOutput(Connection client, long queuedBytes) {
        outputLimits.check(client, queuedBytes);
    }

    /** Sends all replies that were written since the last turn. */
    void flush() {
        if (touched.isEmpty()) {
            return;
        }
        ArrayList<Connection> batch = touched;
        touched = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Connection client = batch.get(i);
            client.touched = false;
            if (!client.closed) {
                flush(client);
            }
        }
    }

    private void flush(Connection client) {
        Stream stream = client.stream();
        int length = client.out.length();
        if (stream == null || client.kind() == Connection.Kind.MASTER) {
            client.out.truncate(0);
            return;
        }
        if (length > 0) {
            stream.write(client.out.buffer(), 0, length);
            client.out.truncate(0);
            client.bytesOut += length;
            engine.stats.netOutputBytes += length;
            engine.stats.writesProcessed++;
        }
        if (client.closeAfterReply) {
            forget(client);
            stream.close();
        } else if (client.kind() == Connection.Kind.NORMAL && stream.queuedBytes() > 0) {
            outputLimits.check(client, stream.queuedBytes());
        }
    }
}
