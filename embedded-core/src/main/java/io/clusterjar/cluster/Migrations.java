package io.clusterjar.cluster;

import io.clusterjar.engine.Engine;
import io.clusterjar.engine.EngineCall;
import io.clusterjar.engine.Pauses;
import io.clusterjar.net.Address;
import io.clusterjar.net.CloseCause;
import io.clusterjar.net.Net;
import io.clusterjar.net.Plane;
import io.clusterjar.protocol.RespWriter;
import io.clusterjar.time.Clock;
import io.clusterjar.time.Timers;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries out {@code MIGRATE} without holding the node's thread: the client is parked until the target has answered, and
 * writers wait meanwhile as they would on a node that is busy with it, so that no write falls between the copy that was
 * sent and the deletion. Connections to targets are kept for ten seconds.
 */
final class Migrations {
    static final int SOCKET_LIMIT = 64;
    static final long SOCKET_TTL_MS = 10_000;

    private static final String NO_CONNECTION = "IOERR error or timeout connecting to the client";
    private static final String READING = "IOERR error or timeout reading to target instance";
    private static final String WRITING = "IOERR error or timeout writing to target instance";

    private final Net net;
    private final Timers timers;
    private final Clock clock;
    private final Map<String, MigrationSocket> sockets = new LinkedHashMap<>();
    private @Nullable Migration running;
    private @Nullable MigrationSocket runningOn;
    private @Nullable Engine engine;
    private Timers.@Nullable Timer deadline;
    private boolean sweeping;

    Migrations(Net net, Timers timers, Clock clock) {
        this.net = net;
        this.timers = timers;
        this.clock = clock;
    }

    /** Begins; the caller parks the client. */
    void start(Migration.Order order, EngineCall call) {
        assert running == null : "writers are paused, so that there is one at a time";
        Engine owner = call.engine();
        engine = owner;
        Migration migration =
                new Migration(order, call.connection(), owner, call.db().index());
        running = migration;
        owner.pause(Pauses.Purpose.MIGRATE, Long.MAX_VALUE, Pauses.Mode.WRITE);
        timers.after(0, () -> begin(migration)); // the client is parked when the command has returned
    }

    private void begin(Migration migration) {
        if (running != migration) {
            return;
        }
        sweep();
        MigrationSocket socket = sockets.get(migration.order.target());
        arm(migration);
        if (socket == null) {
            connect(migration);
        } else {
            runningOn = socket;
            send(migration, socket);
        }
    }

    private void connect(Migration migration) {
        Address target;
        try {
            target = new Address(migration.order.host(), Integer.parseInt(migration.order.port()));
        } catch (IllegalArgumentException e) {
            finish(migration, NO_CONNECTION);
            return;
        }
        MigrationSocket socket = new MigrationSocket(this, migration.order.target());
        runningOn = socket;
        if (sockets.size() >= SOCKET_LIMIT) {
            drop(sockets.values().iterator().next());
        }
        sockets.put(socket.target, socket);
        socket.open(net.connect(target, Plane.CLIENT, socket));
    }

    private void send(Migration migration, MigrationSocket socket) {
        Engine owner = engine;
        if (owner == null) {
            return;
        }
        boolean select = socket.database != migration.order.database();
        RespWriter request = migration.request(select, owner.clusterEnabled(), clock.nowMs());
        socket.lastUsedMs = clock.nowMs();
        socket.write(request);
        if (migration.isComplete()) {
            finish(migration, null);
        }
    }

    // ---- what sockets tell

    void onOpen(MigrationSocket socket) {
        Migration migration = running;
        if (migration != null && runningOn == socket) {
            arm(migration);
            send(migration, socket);
        }
    }

    void onReply(MigrationSocket socket, String line) {
        Migration migration = running;
        if (migration == null || runningOn != socket) {
            drop(socket); // an answer to nothing: the connection cannot be trusted
            return;
        }
        arm(migration);
        if (migration.onReply(line)) {
            socket.database = migration.failed() ? -1 : migration.order.database();
            finish(migration, null);
        }
    }

    void onClose(MigrationSocket socket, CloseCause cause) {
        drop(socket);
        Migration migration = running;
        if (migration == null || runningOn != socket) {
            return;
        }
        if (!socket.opened) { // a refusal shows only when Redis begins to write
            finish(migration, cause == CloseCause.TIMED_OUT ? NO_CONNECTION : WRITING);
        } else if (migration.mayRetry && migration.untouched()) {
            migration.mayRetry = false;
            connect(migration);
        } else {
            finish(migration, READING);
        }
    }

    private void onTimeout() {
        Migration migration = running;
        MigrationSocket socket = runningOn;
        if (migration == null) {
            return;
        }
        String failure =
                socket == null || !socket.opened ? NO_CONNECTION : socket.queuedBytes() > 0 ? WRITING : READING;
        if (socket != null) {
            drop(socket);
        }
        finish(migration, failure);
    }

    // ---- ends

    private void finish(Migration migration, @Nullable String failure) {
        disarm();
        running = null;
        runningOn = null;
        migration.finish(failure);
        if (engine != null) {
            engine.unpause(Pauses.Purpose.MIGRATE);
        }
        scheduleSweep();
    }

    private void arm(Migration migration) {
        disarm();
        deadline = timers.after(migration.order.timeoutMs(), this::onTimeout);
    }

    private void disarm() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }

    private void drop(MigrationSocket socket) {
        sockets.remove(socket.target, socket);
        socket.close();
    }

    private void scheduleSweep() {
        if (!sweeping && !sockets.isEmpty()) {
            sweeping = true;
            timers.after(SOCKET_TTL_MS, () -> {
                sweeping = false;
                sweep();
                scheduleSweep();
            });
        }
    }

    private void sweep() {
        long nowMs = clock.nowMs();
        for (Iterator<MigrationSocket> at = sockets.values().iterator(); at.hasNext(); ) {
            MigrationSocket socket = at.next();
            if (socket != runningOn && nowMs - socket.lastUsedMs >= SOCKET_TTL_MS) {
                at.remove();
                socket.close();
            }
        }
    }

    void close() {
        disarm();
        for (MigrationSocket socket : sockets.values()) {
            socket.close();
        }
        sockets.clear();
        running = null;
        runningOn = null;
    }
}
