package io.clusterjar.engine;

import static io.clusterjar.command.CommandFlag.ALLOW_BUSY;
import static io.clusterjar.command.CommandFlag.FAST;
import static io.clusterjar.command.CommandFlag.LOADING;
import static io.clusterjar.command.CommandFlag.NOSCRIPT;
import static io.clusterjar.command.CommandFlag.SKIP_SLOWLOG;
import static io.clusterjar.command.CommandFlag.STALE;

import io.clusterjar.command.AclCategory;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;
import io.clusterjar.command.KeyFlag;
import io.clusterjar.command.KeySpec;

/** The rows of the commands on transactions. */
enum TransactionCommand implements CommandRow {
    MULTI(CommandSpec.of("multi", 1, FAST | LOADING | STALE | NOSCRIPT | ALLOW_BUSY, AclCategory.TRANSACTION)),
    EXEC(CommandSpec.of("exec", 1, LOADING | STALE | NOSCRIPT | SKIP_SLOWLOG, AclCategory.TRANSACTION)),
    DISCARD(CommandSpec.of("discard", 1, FAST | LOADING | STALE | NOSCRIPT | ALLOW_BUSY, AclCategory.TRANSACTION)),
    WATCH(CommandSpec.of(
            "watch",
            -2,
            FAST | LOADING | STALE | NOSCRIPT | ALLOW_BUSY,
            AclCategory.TRANSACTION,
            KeySpec.keys(1, -1, KeyFlag.RO))),
    UNWATCH(CommandSpec.of("unwatch", 1, FAST | LOADING | STALE | NOSCRIPT | ALLOW_BUSY, AclCategory.TRANSACTION));

    private final CommandSpec spec;

    TransactionCommand(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }
}
