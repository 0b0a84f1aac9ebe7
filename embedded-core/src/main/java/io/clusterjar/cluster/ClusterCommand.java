package io.clusterjar.cluster;

import static io.clusterjar.command.CommandFlag.ADMIN;
import static io.clusterjar.command.CommandFlag.FAST;
import static io.clusterjar.command.CommandFlag.LOADING;
import static io.clusterjar.command.CommandFlag.NOSCRIPT;
import static io.clusterjar.command.CommandFlag.NO_ASYNC_LOADING;
import static io.clusterjar.command.CommandFlag.STALE;

import io.clusterjar.command.AclCategory;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;

/** The rows of the commands of the cluster. */
enum ClusterCommand implements CommandRow {
    ASKING("asking", 1, FAST, AclCategory.CONNECTION),
    READONLY("readonly", 1, FAST | LOADING | STALE, AclCategory.CONNECTION),
    READWRITE("readwrite", 1, FAST | LOADING | STALE, AclCategory.CONNECTION),
    CLUSTER("cluster", -2, 0),
    ADDSLOTS("cluster|addslots", -3, Flags.CHANGE),
    ADDSLOTSRANGE("cluster|addslotsrange", -4, Flags.CHANGE),
    BUMPEPOCH("cluster|bumpepoch", 2, Flags.CHANGE),
    COUNT_FAILURE_REPORTS("cluster|count-failure-reports", 3, ADMIN | STALE),
    COUNTKEYSINSLOT("cluster|countkeysinslot", 3, STALE),
    DELSLOTS("cluster|delslots", -3, Flags.CHANGE),
    DELSLOTSRANGE("cluster|delslotsrange", -4, Flags.CHANGE),
    FAILOVER("cluster|failover", -2, Flags.CHANGE),
    FLUSHSLOTS("cluster|flushslots", 2, Flags.CHANGE),
    FORGET("cluster|forget", 3, Flags.CHANGE),
    GETKEYSINSLOT("cluster|getkeysinslot", 4, STALE),
    HELP("cluster|help", 2, LOADING | STALE),
    INFO("cluster|info", 2, STALE),
    KEYSLOT("cluster|keyslot", 3, STALE),
    LINKS("cluster|links", 2, STALE),
    MEET("cluster|meet", -4, Flags.CHANGE),
    MYID("cluster|myid", 2, STALE),
    MYSHARDID("cluster|myshardid", 2, STALE),
    NODES("cluster|nodes", 2, STALE),
    REPLICAS("cluster|replicas", 3, ADMIN | STALE),
    REPLICATE("cluster|replicate", 3, Flags.CHANGE),
    RESET("cluster|reset", -2, ADMIN | NOSCRIPT | STALE),
    SAVECONFIG("cluster|saveconfig", 2, Flags.CHANGE),
    SET_CONFIG_EPOCH("cluster|set-config-epoch", 3, Flags.CHANGE),
    SETSLOT("cluster|setslot", -4, Flags.CHANGE),
    SHARDS("cluster|shards", 2, LOADING | STALE),
    SLAVES("cluster|slaves", 3, ADMIN | STALE),
    SLOTS("cluster|slots", 2, LOADING | STALE);

    private final CommandSpec spec;

    ClusterCommand(String name, int arity, int flags) {
        this(name, arity, flags, 0);
    }

    ClusterCommand(String name, int arity, int flags, int categories) {
        spec = CommandSpec.of(name, arity, flags, categories);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    private static final class Flags {
        static final int CHANGE = ADMIN | NO_ASYNC_LOADING | STALE;
    }
}
