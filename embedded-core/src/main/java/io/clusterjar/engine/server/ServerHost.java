package io.clusterjar.engine.server;

import io.clusterjar.command.CommandError;
import org.jspecify.annotations.Nullable;

/** What commands about the server ask of the node around it. Each may be left out; the command then says so. */
public interface ServerHost {
    /** {@code DEBUG SEGFAULT}: the process dies at once, nothing is saved. */
    default void crash() {
        throw new CommandError("ERR this node cannot crash");
    }

    /** {@code DEBUG SLEEP}: the node does nothing at all for {@code durationMs}, the reply included. */
    default void sleep(long durationMs) {
        throw new CommandError("ERR this node cannot sleep");
    }

    /** {@code DEBUG CHANGE-REPL-ID}. */
    default void changeReplicationId() {
        throw new CommandError("ERR this node has no replication id");
    }

    /** {@code DEBUG LOG}. */
    default void log(String text) {}

    /** Reads the configuration file, or null when it does not exist (yet). */
    default @Nullable String readConfigFile(String path) {
        return null;
    }

    /** Replaces the configuration file at once or not at all; {@link CommandError} when that fails. */
    default void writeConfigFile(String path, String text) {
        throw new CommandError("ERR Rewriting config file: Permission denied");
    }
}
