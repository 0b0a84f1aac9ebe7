package io.clusterjar.command.list;

import static io.clusterjar.command.CommandFlag.BLOCKING;
import static io.clusterjar.command.CommandFlag.DENYOOM;
import static io.clusterjar.command.CommandFlag.FAST;
import static io.clusterjar.command.CommandFlag.MOVABLEKEYS;
import static io.clusterjar.command.CommandFlag.READONLY;
import static io.clusterjar.command.CommandFlag.WRITE;
import static io.clusterjar.command.KeyFlag.ACCESS;
import static io.clusterjar.command.KeyFlag.DELETE;
import static io.clusterjar.command.KeyFlag.INSERT;
import static io.clusterjar.command.KeyFlag.RO;
import static io.clusterjar.command.KeyFlag.RW;
import static io.clusterjar.command.KeyFlag.UPDATE;

import io.clusterjar.command.AclCategory;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;
import io.clusterjar.command.KeySpec;

/** The commands on lists. */
enum ListCommand implements CommandRow {
    /** {@code BLMOVE}. */
    BLMOVE("blmove", 6, BLOCKING | DENYOOM | WRITE, KeySpec.key(1, RW | ACCESS | DELETE), KeySpec.key(2, RW | INSERT)),
    /** {@code BLMPOP}. */
    BLMPOP("blmpop", -5, BLOCKING | MOVABLEKEYS | WRITE, KeySpec.counted(2, RW | ACCESS | DELETE)),
    /** {@code BLPOP}. */
    BLPOP("blpop", -3, BLOCKING | WRITE, KeySpec.keys(1, -2, RW | ACCESS | DELETE)),
    /** {@code BRPOP}. */
    BRPOP("brpop", -3, BLOCKING | WRITE, KeySpec.keys(1, -2, RW | ACCESS | DELETE)),
    /** {@code BRPOPLPUSH}. */
    BRPOPLPUSH(
            "brpoplpush",
            4,
            BLOCKING | DENYOOM | WRITE,
            KeySpec.key(1, RW | ACCESS | DELETE),
            KeySpec.key(2, RW | INSERT)),
    /** {@code LINDEX}. */
    LINDEX("lindex", 3, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code LINSERT}. */
    LINSERT("linsert", 5, DENYOOM | WRITE, KeySpec.key(1, RW | INSERT)),
    /** {@code LLEN}. */
    LLEN("llen", 2, FAST | READONLY, KeySpec.key(1, RO)),
    /** {@code LMOVE}. */
    LMOVE("lmove", 5, DENYOOM | WRITE, KeySpec.key(1, RW | ACCESS | DELETE), KeySpec.key(2, RW | INSERT)),
    /** {@code LMPOP}. */
    LMPOP("lmpop", -4, MOVABLEKEYS | WRITE, KeySpec.counted(1, RW | ACCESS | DELETE)),
    /** {@code LPOP}. */
    LPOP("lpop", -2, FAST | WRITE, KeySpec.key(1, RW | ACCESS | DELETE)),
    /** {@code LPOS}. */
    LPOS("lpos", -3, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code LPUSH}. */
    LPUSH("lpush", -3, DENYOOM | FAST | WRITE, KeySpec.key(1, RW | INSERT)),
    /** {@code LPUSHX}. */
    LPUSHX("lpushx", -3, DENYOOM | FAST | WRITE, KeySpec.key(1, RW | INSERT)),
    /** {@code LRANGE}. */
    LRANGE("lrange", 4, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code LREM}. */
    LREM("lrem", 4, WRITE, KeySpec.key(1, RW | DELETE)),
    /** {@code LSET}. */
    LSET("lset", 4, DENYOOM | WRITE, KeySpec.key(1, RW | UPDATE)),
    /** {@code LTRIM}. */
    LTRIM("ltrim", 4, WRITE, KeySpec.key(1, RW | DELETE)),
    /** {@code RPOP}. */
    RPOP("rpop", -2, FAST | WRITE, KeySpec.key(1, RW | ACCESS | DELETE)),
    /** {@code RPOPLPUSH}. */
    RPOPLPUSH("rpoplpush", 3, DENYOOM | WRITE, KeySpec.key(1, RW | ACCESS | DELETE), KeySpec.key(2, RW | INSERT)),
    /** {@code RPUSH}. */
    RPUSH("rpush", -3, DENYOOM | FAST | WRITE, KeySpec.key(1, RW | INSERT)),
    /** {@code RPUSHX}. */
    RPUSHX("rpushx", -3, DENYOOM | FAST | WRITE, KeySpec.key(1, RW | INSERT));

    private final CommandSpec spec;

    ListCommand(String name, int arity, int flags, KeySpec... keys) {
        spec = CommandSpec.of(name, arity, flags, AclCategory.LIST, keys);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }
}
