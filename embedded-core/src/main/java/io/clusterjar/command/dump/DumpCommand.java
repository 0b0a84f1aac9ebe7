package io.clusterjar.command.dump;

import static io.clusterjar.command.CommandFlag.ASKING;
import static io.clusterjar.command.CommandFlag.DENYOOM;
import static io.clusterjar.command.CommandFlag.READONLY;
import static io.clusterjar.command.CommandFlag.WRITE;
import static io.clusterjar.command.KeySpec.key;

import io.clusterjar.command.AclCategory;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;
import io.clusterjar.command.KeyFlag;
import io.clusterjar.command.KeySpec;

/** The rows of the commands on serialized values. */
enum DumpCommand implements CommandRow {
    /** {@code DUMP}. */
    DUMP("dump", 2, READONLY, AclCategory.KEYSPACE, key(1, KeyFlag.RO | KeyFlag.ACCESS)),
    /** {@code RESTORE}. */
    RESTORE(
            "restore",
            -4,
            WRITE | DENYOOM,
            AclCategory.KEYSPACE | AclCategory.DANGEROUS,
            key(1, KeyFlag.OW | KeyFlag.UPDATE)),
    /** {@code RESTORE-ASKING}: what {@code MIGRATE} sends to a node that imports the slot. */
    RESTORE_ASKING(
            "restore-asking",
            -4,
            WRITE | DENYOOM | ASKING,
            AclCategory.KEYSPACE | AclCategory.DANGEROUS,
            key(1, KeyFlag.OW | KeyFlag.UPDATE));

    private final CommandSpec spec;

    DumpCommand(String name, int arity, int flags, int categories, KeySpec... keys) {
        spec = CommandSpec.of(name, arity, flags, categories, keys);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }
}
