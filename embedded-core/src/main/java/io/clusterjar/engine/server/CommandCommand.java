package io.clusterjar.engine.server;

import static io.clusterjar.command.CommandFlag.LOADING;
import static io.clusterjar.command.CommandFlag.SENTINEL;
import static io.clusterjar.command.CommandFlag.STALE;

import io.clusterjar.command.AclCategory;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;
import io.clusterjar.command.KeySpec;

/** The rows of {@code COMMAND}. */
enum CommandCommand implements CommandRow {
    /** {@code COMMAND}. */
    COMMAND("command", -1, LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code COMMAND COUNT}. */
    COMMAND_COUNT("command|count", 2, LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code COMMAND DOCS}. */
    COMMAND_DOCS("command|docs", -2, LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code COMMAND GETKEYS}. */
    COMMAND_GETKEYS("command|getkeys", -3, LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code COMMAND GETKEYSANDFLAGS}. */
    COMMAND_GETKEYSANDFLAGS("command|getkeysandflags", -3, LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code COMMAND HELP}. */
    COMMAND_HELP("command|help", 2, LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code COMMAND INFO}. */
    COMMAND_INFO("command|info", -2, LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code COMMAND LIST}. */
    COMMAND_LIST("command|list", -2, LOADING | STALE | SENTINEL, AclCategory.CONNECTION);

    private final CommandSpec spec;

    CommandCommand(String name, int arity, int flags, int categories, KeySpec... keys) {
        spec = CommandSpec.of(name, arity, flags, categories, keys);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }
}
