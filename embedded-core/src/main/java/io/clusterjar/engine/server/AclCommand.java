package io.clusterjar.engine.server;

import static io.clusterjar.command.CommandFlag.ADMIN;
import static io.clusterjar.command.CommandFlag.LOADING;
import static io.clusterjar.command.CommandFlag.NOSCRIPT;
import static io.clusterjar.command.CommandFlag.SENTINEL;
import static io.clusterjar.command.CommandFlag.STALE;

import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;
import io.clusterjar.command.KeySpec;

/** The rows of {@code ACL} that make sense with the one user that there is. */
enum AclCommand implements CommandRow {
    /** {@code ACL}. */
    ACL("acl", -2, SENTINEL, 0),
    /** {@code ACL CAT}. */
    ACL_CAT("acl|cat", -2, NOSCRIPT | LOADING | STALE | SENTINEL, 0),
    /** {@code ACL GENPASS}. */
    ACL_GENPASS("acl|genpass", -2, NOSCRIPT | LOADING | STALE | SENTINEL, 0),
    /** {@code ACL GETUSER}. */
    ACL_GETUSER("acl|getuser", 3, ADMIN | NOSCRIPT | LOADING | STALE | SENTINEL, 0),
    /** {@code ACL HELP}. */
    ACL_HELP("acl|help", 2, LOADING | STALE | SENTINEL, 0),
    /** {@code ACL LIST}. */
    ACL_LIST("acl|list", 2, ADMIN | NOSCRIPT | LOADING | STALE | SENTINEL, 0),
    /** {@code ACL USERS}. */
    ACL_USERS("acl|users", 2, ADMIN | NOSCRIPT | LOADING | STALE | SENTINEL, 0),
    /** {@code ACL WHOAMI}. */
    ACL_WHOAMI("acl|whoami", 2, NOSCRIPT | LOADING | STALE | SENTINEL, 0);

    private final CommandSpec spec;

    AclCommand(String name, int arity, int flags, int categories, KeySpec... keys) {
        spec = CommandSpec.of(name, arity, flags, categories, keys);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }
}
