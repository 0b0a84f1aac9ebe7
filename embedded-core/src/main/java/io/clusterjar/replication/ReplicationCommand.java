package io.clusterjar.replication;

import static io.clusterjar.command.AclCategory.CONNECTION;
import static io.clusterjar.command.AclCategory.DANGEROUS;
import static io.clusterjar.command.CommandFlag.ADMIN;
import static io.clusterjar.command.CommandFlag.ALLOW_BUSY;
import static io.clusterjar.command.CommandFlag.FAST;
import static io.clusterjar.command.CommandFlag.LOADING;
import static io.clusterjar.command.CommandFlag.NOSCRIPT;
import static io.clusterjar.command.CommandFlag.NO_ASYNC_LOADING;
import static io.clusterjar.command.CommandFlag.NO_MULTI;
import static io.clusterjar.command.CommandFlag.SENTINEL;
import static io.clusterjar.command.CommandFlag.STALE;

import io.clusterjar.command.AclCategory;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;

/** The commands of replication. */
enum ReplicationCommand implements CommandRow {
    PSYNC("psync", -3, ADMIN | NO_ASYNC_LOADING | NO_MULTI | NOSCRIPT, 0),
    SYNC("sync", 1, ADMIN | NO_ASYNC_LOADING | NO_MULTI | NOSCRIPT, 0),
    REPLCONF("replconf", -1, ADMIN | ALLOW_BUSY | LOADING | NOSCRIPT | STALE, 0),
    REPLICAOF("replicaof", 3, ADMIN | NO_ASYNC_LOADING | NOSCRIPT | STALE, 0),
    SLAVEOF("slaveof", 3, ADMIN | NO_ASYNC_LOADING | NOSCRIPT | STALE, 0),
    ROLE("role", 1, FAST | LOADING | NOSCRIPT | STALE | SENTINEL, AclCategory.ADMIN | DANGEROUS),
    WAIT("wait", 3, 0, CONNECTION),
    WAITAOF("waitaof", 4, NOSCRIPT, CONNECTION);

    private final CommandSpec spec;

    ReplicationCommand(String name, int arity, int flags, int categories) {
        spec = CommandSpec.of(name, arity, flags, categories);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }
}
