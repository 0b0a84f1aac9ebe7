package io.clusterjar.engine.connection;

import static io.clusterjar.command.CommandFlag.ADMIN;
import static io.clusterjar.command.CommandFlag.LOADING;
import static io.clusterjar.command.CommandFlag.NOSCRIPT;
import static io.clusterjar.command.CommandFlag.SENTINEL;
import static io.clusterjar.command.CommandFlag.STALE;

import io.clusterjar.command.AclCategory;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;
import io.clusterjar.command.KeySpec;

/** The rows of {@code CLIENT}. */
enum ClientCommand implements CommandRow {
    /** {@code CLIENT}. */
    CLIENT("client", -2, SENTINEL, 0),
    /** {@code CLIENT CACHING}. */
    CLIENT_CACHING("client|caching", 3, NOSCRIPT | LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code CLIENT GETNAME}. */
    CLIENT_GETNAME("client|getname", 2, NOSCRIPT | LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code CLIENT GETREDIR}. */
    CLIENT_GETREDIR("client|getredir", 2, NOSCRIPT | LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code CLIENT HELP}. */
    CLIENT_HELP("client|help", 2, LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code CLIENT ID}. */
    CLIENT_ID("client|id", 2, NOSCRIPT | LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code CLIENT INFO}. */
    CLIENT_INFO("client|info", 2, NOSCRIPT | LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code CLIENT KILL}. */
    CLIENT_KILL("client|kill", -3, ADMIN | NOSCRIPT | LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code CLIENT LIST}. */
    CLIENT_LIST("client|list", -2, ADMIN | NOSCRIPT | LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code CLIENT NO-EVICT}. */
    CLIENT_NO_EVICT("client|no-evict", 3, ADMIN | NOSCRIPT | LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code CLIENT NO-TOUCH}. */
    CLIENT_NO_TOUCH("client|no-touch", 3, NOSCRIPT | LOADING | STALE, AclCategory.CONNECTION),
    /** {@code CLIENT PAUSE}. */
    CLIENT_PAUSE("client|pause", -3, ADMIN | NOSCRIPT | LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code CLIENT REPLY}. */
    CLIENT_REPLY("client|reply", 3, NOSCRIPT | LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code CLIENT SETINFO}. */
    CLIENT_SETINFO("client|setinfo", 4, NOSCRIPT | LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code CLIENT SETNAME}. */
    CLIENT_SETNAME("client|setname", 3, NOSCRIPT | LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code CLIENT TRACKING}. */
    CLIENT_TRACKING("client|tracking", -3, NOSCRIPT | LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code CLIENT TRACKINGINFO}. */
    CLIENT_TRACKINGINFO("client|trackinginfo", 2, NOSCRIPT | LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code CLIENT UNBLOCK}. */
    CLIENT_UNBLOCK("client|unblock", -3, ADMIN | NOSCRIPT | LOADING | STALE | SENTINEL, AclCategory.CONNECTION),
    /** {@code CLIENT UNPAUSE}. */
    CLIENT_UNPAUSE("client|unpause", 2, ADMIN | NOSCRIPT | LOADING | STALE | SENTINEL, AclCategory.CONNECTION);

    private final CommandSpec spec;

    ClientCommand(String name, int arity, int flags, int categories, KeySpec... keys) {
        spec = CommandSpec.of(name, arity, flags, categories, keys);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }
}
