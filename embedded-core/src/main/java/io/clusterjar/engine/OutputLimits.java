package io.clusterjar.engine;

import io.clusterjar.config.ConfigKey;

/** {@code client-output-buffer-limit}: a client that does not read what it asked for is closed. */
final class OutputLimits {
    private final Engine engine;

    OutputLimits(Engine engine) {
        this.engine = engine;
    }

    void check(Connection client, long queuedBytes) {
        int at =
                switch (client.kind()) {
                    case REPLICA -> 3;
                    default -> client.subscriptions() > 0 ? 6 : 0;
                };
        long[] limits = engine.settings().outputLimits;
        long hard = limits[at];
        if (client.kind() == Connection.Kind.REPLICA && hard > 0) {
            hard = Math.max(
                    hard, engine.config().number(ConfigKey.REPL_BACKLOG_SIZE)); // what is kept anyway costs nothing
        }
        long soft = limits[at + 1];
        long softMs = limits[at + 2] * 1000;
        if (hard > 0 && queuedBytes > hard) {
            close(client);
            return;
        }
        if (soft == 0 || queuedBytes <= soft) {
            client.softLimitSinceMs = -1;
            return;
        }
        long nowMs = engine.monotonicMs();
        if (client.softLimitSinceMs < 0) {
            client.softLimitSinceMs = nowMs;
        } else if (nowMs - client.softLimitSinceMs > softMs) {
            close(client);
        }
    }

    private void close(Connection client) {
        engine.stats.outputLimitDisconnections++;
        client.kill();
    }
}
