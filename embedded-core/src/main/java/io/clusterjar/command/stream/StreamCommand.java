package io.clusterjar.command.stream;

import static io.clusterjar.command.CommandFlag.BLOCKING;
import static io.clusterjar.command.CommandFlag.DENYOOM;
import static io.clusterjar.command.CommandFlag.FAST;
import static io.clusterjar.command.CommandFlag.LOADING;
import static io.clusterjar.command.CommandFlag.MOVABLEKEYS;
import static io.clusterjar.command.CommandFlag.READONLY;
import static io.clusterjar.command.CommandFlag.STALE;
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

/** The commands on streams. */
enum StreamCommand implements CommandRow {
    /** {@code XACK}. */
    XACK("xack", -4, FAST | WRITE, KeySpec.key(1, RW | UPDATE)),
    /** {@code XADD}. */
    XADD("xadd", -5, DENYOOM | FAST | WRITE, KeySpec.key(1, RW | UPDATE)),
    /** {@code XAUTOCLAIM}. */
    XAUTOCLAIM("xautoclaim", -6, FAST | WRITE, KeySpec.key(1, RW | DELETE)),
    /** {@code XCLAIM}. */
    XCLAIM("xclaim", -6, FAST | WRITE, KeySpec.key(1, RW | UPDATE)),
    /** {@code XDEL}. */
    XDEL("xdel", -3, FAST | WRITE, KeySpec.key(1, RW | DELETE)),
    /** {@code XGROUP}. */
    XGROUP("xgroup", -2),
    /** {@code XGROUP CREATE}. */
    XGROUP_CREATE("xgroup|create", -5, DENYOOM | WRITE, KeySpec.key(2, RW | INSERT)),
    /** {@code XGROUP CREATECONSUMER}. */
    XGROUP_CREATECONSUMER("xgroup|createconsumer", 5, DENYOOM | WRITE, KeySpec.key(2, RW | INSERT)),
    /** {@code XGROUP DELCONSUMER}. */
    XGROUP_DELCONSUMER("xgroup|delconsumer", 5, WRITE, KeySpec.key(2, RW | DELETE)),
    /** {@code XGROUP DESTROY}. */
    XGROUP_DESTROY("xgroup|destroy", 4, WRITE, KeySpec.key(2, RW | DELETE)),
    /** {@code XGROUP HELP}. */
    XGROUP_HELP("xgroup|help", 2, LOADING | STALE),
    /** {@code XGROUP SETID}. */
    XGROUP_SETID("xgroup|setid", -5, WRITE, KeySpec.key(2, RW | UPDATE)),
    /** {@code XINFO}. */
    XINFO("xinfo", -2),
    /** {@code XINFO CONSUMERS}. */
    XINFO_CONSUMERS("xinfo|consumers", 4, READONLY, KeySpec.key(2, RO | ACCESS)),
    /** {@code XINFO GROUPS}. */
    XINFO_GROUPS("xinfo|groups", 3, READONLY, KeySpec.key(2, RO | ACCESS)),
    /** {@code XINFO HELP}. */
    XINFO_HELP("xinfo|help", 2, LOADING | STALE),
    /** {@code XINFO STREAM}. */
    XINFO_STREAM("xinfo|stream", -3, READONLY, KeySpec.key(2, RO | ACCESS)),
    /** {@code XLEN}. */
    XLEN("xlen", 2, FAST | READONLY, KeySpec.key(1, RO)),
    /** {@code XPENDING}. */
    XPENDING("xpending", -3, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code XRANGE}. */
    XRANGE("xrange", -4, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code XREAD}. */
    XREAD("xread", -4, BLOCKING | MOVABLEKEYS | READONLY, streams(1, RO | ACCESS)),
    /** {@code XREADGROUP}. */
    XREADGROUP("xreadgroup", -7, BLOCKING | MOVABLEKEYS | WRITE, streams(4, RO | ACCESS)),
    /** {@code XREVRANGE}. */
    XREVRANGE("xrevrange", -4, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code XSETID}. */
    XSETID("xsetid", -3, DENYOOM | FAST | WRITE, KeySpec.key(1, RW | UPDATE)),
    /** {@code XTRIM}. */
    XTRIM("xtrim", -4, WRITE, KeySpec.key(1, RW | DELETE));

    private final CommandSpec spec;

    StreamCommand(String name, int arity, int flags, KeySpec... keys) {
        spec = CommandSpec.of(name, arity, flags, AclCategory.STREAM, keys);
    }

    /** A container, whose subcommands alone do anything. */
    StreamCommand(String name, int arity) {
        spec = CommandSpec.of(name, arity, 0, 0);
    }

    /** The first half of the words after STREAMS, which is searched from word {@code from} on. */
    private static KeySpec streams(int from, int flags) {
        return new KeySpec.Keyword("STREAMS", from, -1, 1, 2, flags);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }
}
