package io.clusterjar.engine;

import io.clusterjar.net.Stream;
import io.clusterjar.time.Timers;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** What a node does {@code hz} times a second, whether or not anybody asks it anything. */
final class Cron {
    private static final int REHASHED_CHAINS = 1000;
    private static final long CHECK_CLIENTS_MS = 1000;
    private static final long SAMPLE_MS = 100;

    private final Engine engine;
    private Timers.@Nullable Timer timer;
    private long clientsCheckedMs;
    private long sampledMs;

    Cron(Engine engine) {
        this.engine = engine;
    }

    void start() {
        clientsCheckedMs = engine.monotonicMs();
        sampledMs = clientsCheckedMs;
        engine.stats.sample(sampledMs);
        next();
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void next() {
        timer = engine.timers().after(1000 / engine.settings().hz, this::run);
    }

    private void run() {
        engine.readClock();
        long nowMs = engine.monotonicMs();
        engine.expiry().cycle();
        rehash();
        if (nowMs - sampledMs >= SAMPLE_MS) {
            sampledMs = nowMs;
            engine.stats.sample(nowMs);
        }
        if (nowMs - clientsCheckedMs >= CHECK_CLIENTS_MS) {
            clientsCheckedMs = nowMs;
            checkClients();
        }
        next();
    }

    private void rehash() {
        for (int i = 0; i < engine.databaseCount(); i++) {
            if (engine.database(i).rehash(REHASHED_CHAINS)) {
                return; // one database at a time
            }
        }
    }

    private void checkClients() {
        int timeoutSeconds = engine.settings().idleTimeoutSeconds;
        for (Connection client : new ArrayList<>(engine.connections())) {
            Stream stream = client.stream();
            if (stream == null || client.closed) {
                continue;
            }
            if (timeoutSeconds > 0
                    && client.kind() == Connection.Kind.NORMAL
                    && client.blocking == null
                    && client.subscriptions() == 0
                    && engine.nowMs() - client.lastActiveMs > timeoutSeconds * 1000L) {
                client.closeAfterReply();
            } else if (client.kind() == Connection.Kind.NORMAL && stream.queuedBytes() > 0) {
                engine.clients().checkOutput(client, stream.queuedBytes());
            }
        }
        Redirects redirects = engine.redirects();
        if (redirects != null) {
            engine.waiters().check(redirects);
        }
    }
}
