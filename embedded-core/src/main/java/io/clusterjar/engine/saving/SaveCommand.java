package io.clusterjar.engine.saving;

import static io.clusterjar.command.CommandFlag.ADMIN;
import static io.clusterjar.command.CommandFlag.FAST;
import static io.clusterjar.command.CommandFlag.LOADING;
import static io.clusterjar.command.CommandFlag.NOSCRIPT;
import static io.clusterjar.command.CommandFlag.NO_ASYNC_LOADING;
import static io.clusterjar.command.CommandFlag.NO_MULTI;
import static io.clusterjar.command.CommandFlag.STALE;

import io.clusterjar.command.AclCategory;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;

/** The rows of the commands that save. */
enum SaveCommand implements CommandRow {
    /** {@code BGSAVE}. */
    BGSAVE("bgsave", -1, ADMIN | NO_ASYNC_LOADING | NOSCRIPT, 0),
    /** {@code LASTSAVE}. */
    LASTSAVE("lastsave", 1, FAST | LOADING | STALE, AclCategory.ADMIN | AclCategory.DANGEROUS),
    /** {@code SAVE}. */
    SAVE("save", 1, ADMIN | NO_ASYNC_LOADING | NO_MULTI | NOSCRIPT, 0);

    private final CommandSpec spec;

    SaveCommand(String name, int arity, int flags, int categories) {
        spec = CommandSpec.of(name, arity, flags, categories);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }
}
