package io.clusterjar.command.hyperloglog;

import static io.clusterjar.command.CommandFlag.ADMIN;
import static io.clusterjar.command.CommandFlag.DENYOOM;
import static io.clusterjar.command.CommandFlag.FAST;
import static io.clusterjar.command.CommandFlag.MAY_REPLICATE;
import static io.clusterjar.command.CommandFlag.READONLY;
import static io.clusterjar.command.CommandFlag.WRITE;
import static io.clusterjar.command.KeyFlag.ACCESS;
import static io.clusterjar.command.KeyFlag.INSERT;
import static io.clusterjar.command.KeyFlag.RO;
import static io.clusterjar.command.KeyFlag.RW;

import io.clusterjar.command.AclCategory;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;
import io.clusterjar.command.KeySpec;

/** The commands on HyperLogLogs. */
enum HyperLogLogCommand implements CommandRow {
    /** {@code PFADD}. */
    PFADD("pfadd", -2, DENYOOM | FAST | WRITE, KeySpec.key(1, RW | INSERT)),
    /** {@code PFCOUNT}: keeps what it counted in the key, and so writes. */
    PFCOUNT("pfcount", -2, READONLY | MAY_REPLICATE, KeySpec.keys(1, -1, RW | ACCESS)),
    /** {@code PFDEBUG}. */
    PFDEBUG("pfdebug", 3, ADMIN | DENYOOM | WRITE, KeySpec.key(2, RW | ACCESS)),
    /** {@code PFMERGE}. */
    PFMERGE("pfmerge", -2, DENYOOM | WRITE, KeySpec.key(1, RW | ACCESS | INSERT), KeySpec.keys(2, -1, RO | ACCESS)),
    /** {@code PFSELFTEST}. */
    PFSELFTEST("pfselftest", 1, ADMIN);

    private final CommandSpec spec;

    HyperLogLogCommand(String name, int arity, int flags, KeySpec... keys) {
        spec = CommandSpec.of(name, arity, flags, AclCategory.HYPERLOGLOG, keys);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }
}
