package io.clusterjar.engine.connection;

import static io.clusterjar.command.CommandFlag.ALLOW_BUSY;
import static io.clusterjar.command.CommandFlag.FAST;
import static io.clusterjar.command.CommandFlag.LOADING;
import static io.clusterjar.command.CommandFlag.NOSCRIPT;
import static io.clusterjar.command.CommandFlag.NO_AUTH;
import static io.clusterjar.command.CommandFlag.SENTINEL;
import static io.clusterjar.command.CommandFlag.STALE;

import io.clusterjar.command.AclCategory;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;
import io.clusterjar.command.KeySpec;

/** The rows of the commands about the connection itself. */
enum ConnectionCommand implements CommandRow {
    /** {@code PING}. */
    PING("ping", -1, FAST | SENTINEL, AclCategory.CONNECTION),
    /** {@code ECHO}. */
    ECHO("echo", 2, LOADING | STALE | FAST, AclCategory.CONNECTION),
    /** {@code SELECT}. */
    SELECT("select", 2, LOADING | STALE | FAST, AclCategory.CONNECTION),
    /** {@code QUIT}. */
    QUIT("quit", -1, NOSCRIPT | LOADING | STALE | FAST | NO_AUTH | ALLOW_BUSY, AclCategory.CONNECTION),
    /** {@code RESET}. */
    RESET("reset", 1, NOSCRIPT | LOADING | STALE | FAST | NO_AUTH | ALLOW_BUSY, AclCategory.CONNECTION),
    /** {@code HELLO}. */
    HELLO("hello", -1, NOSCRIPT | LOADING | STALE | FAST | NO_AUTH | ALLOW_BUSY | SENTINEL, AclCategory.CONNECTION),
    /** {@code AUTH}. */
    AUTH("auth", -2, NOSCRIPT | LOADING | STALE | FAST | NO_AUTH | ALLOW_BUSY | SENTINEL, AclCategory.CONNECTION);

    private final CommandSpec spec;

    ConnectionCommand(String name, int arity, int flags, int categories, KeySpec... keys) {
        spec = CommandSpec.of(name, arity, flags, categories, keys);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }
}
