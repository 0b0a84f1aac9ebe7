package io.clusterjar.command.set;

import static io.clusterjar.command.CommandFlag.DENYOOM;
import static io.clusterjar.command.CommandFlag.FAST;
import static io.clusterjar.command.CommandFlag.MOVABLEKEYS;
import static io.clusterjar.command.CommandFlag.READONLY;
import static io.clusterjar.command.CommandFlag.WRITE;
import static io.clusterjar.command.KeyFlag.ACCESS;
import static io.clusterjar.command.KeyFlag.DELETE;
import static io.clusterjar.command.KeyFlag.INSERT;
import static io.clusterjar.command.KeyFlag.OW;
import static io.clusterjar.command.KeyFlag.RO;
import static io.clusterjar.command.KeyFlag.RW;
import static io.clusterjar.command.KeyFlag.UPDATE;

import io.clusterjar.command.AclCategory;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;
import io.clusterjar.command.KeySpec;

/** The commands on sets. */
enum SetCommand implements CommandRow {
    /** {@code SADD}. */
    SADD("sadd", -3, DENYOOM | FAST | WRITE, KeySpec.key(1, RW | INSERT)),
    /** {@code SCARD}. */
    SCARD("scard", 2, FAST | READONLY, KeySpec.key(1, RO)),
    /** {@code SDIFF}. */
    SDIFF("sdiff", -2, READONLY, KeySpec.keys(1, -1, RO | ACCESS)),
    /** {@code SDIFFSTORE}. */
    SDIFFSTORE("sdiffstore", -3, DENYOOM | WRITE, KeySpec.key(1, OW | UPDATE), KeySpec.keys(2, -1, RO | ACCESS)),
    /** {@code SINTER}. */
    SINTER("sinter", -2, READONLY, KeySpec.keys(1, -1, RO | ACCESS)),
    /** {@code SINTERCARD}. */
    SINTERCARD("sintercard", -3, MOVABLEKEYS | READONLY, KeySpec.counted(1, RO | ACCESS)),
    /** {@code SINTERSTORE}. */
    SINTERSTORE("sinterstore", -3, DENYOOM | WRITE, KeySpec.key(1, RW | UPDATE), KeySpec.keys(2, -1, RO | ACCESS)),
    /** {@code SISMEMBER}. */
    SISMEMBER("sismember", 3, FAST | READONLY, KeySpec.key(1, RO)),
    /** {@code SMEMBERS}. */
    SMEMBERS("smembers", 2, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code SMISMEMBER}. */
    SMISMEMBER("smismember", -3, FAST | READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code SMOVE}. */
    SMOVE("smove", 4, FAST | WRITE, KeySpec.key(1, RW | ACCESS | DELETE), KeySpec.key(2, RW | INSERT)),
    /** {@code SPOP}. */
    SPOP("spop", -2, FAST | WRITE, KeySpec.key(1, RW | ACCESS | DELETE)),
    /** {@code SRANDMEMBER}. */
    SRANDMEMBER("srandmember", -2, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code SREM}. */
    SREM("srem", -3, FAST | WRITE, KeySpec.key(1, RW | DELETE)),
    /** {@code SSCAN}. */
    SSCAN("sscan", -3, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code SUNION}. */
    SUNION("sunion", -2, READONLY, KeySpec.keys(1, -1, RO | ACCESS)),
    /** {@code SUNIONSTORE}. */
    SUNIONSTORE("sunionstore", -3, DENYOOM | WRITE, KeySpec.key(1, OW | UPDATE), KeySpec.keys(2, -1, RO | ACCESS));

    private final CommandSpec spec;

    SetCommand(String name, int arity, int flags, KeySpec... keys) {
        spec = CommandSpec.of(name, arity, flags, AclCategory.SET, keys);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }
}
