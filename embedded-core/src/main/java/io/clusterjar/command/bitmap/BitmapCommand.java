package io.clusterjar.command.bitmap;

import static io.clusterjar.command.CommandFlag.DENYOOM;
import static io.clusterjar.command.CommandFlag.FAST;
import static io.clusterjar.command.CommandFlag.READONLY;
import static io.clusterjar.command.CommandFlag.WRITE;
import static io.clusterjar.command.KeyFlag.ACCESS;
import static io.clusterjar.command.KeyFlag.OW;
import static io.clusterjar.command.KeyFlag.RO;
import static io.clusterjar.command.KeyFlag.RW;
import static io.clusterjar.command.KeyFlag.UPDATE;
import static io.clusterjar.command.KeyFlag.VARIABLE_FLAGS;

import io.clusterjar.command.AclCategory;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;
import io.clusterjar.command.KeySpec;

/** The commands on bitmaps. */
enum BitmapCommand implements CommandRow {
    /** {@code BITCOUNT}. */
    BITCOUNT("bitcount", -2, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code BITFIELD}. */
    BITFIELD("bitfield", -2, DENYOOM | WRITE, KeySpec.key(1, RW | UPDATE | ACCESS | VARIABLE_FLAGS)),
    /** {@code BITFIELD_RO}. */
    BITFIELD_RO("bitfield_ro", -2, FAST | READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code BITOP}. */
    BITOP("bitop", -4, DENYOOM | WRITE, KeySpec.key(2, OW | UPDATE), KeySpec.keys(3, -1, RO | ACCESS)),
    /** {@code BITPOS}. */
    BITPOS("bitpos", -3, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code GETBIT}. */
    GETBIT("getbit", 3, FAST | READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code SETBIT}. */
    SETBIT("setbit", 4, DENYOOM | WRITE, KeySpec.key(1, RW | ACCESS | UPDATE));

    private final CommandSpec spec;

    BitmapCommand(String name, int arity, int flags, KeySpec... keys) {
        spec = CommandSpec.of(name, arity, flags, AclCategory.BITMAP, keys);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }
}
