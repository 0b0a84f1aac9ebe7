package io.clusterjar.command.string;

import static io.clusterjar.command.CommandFlag.DENYOOM;
import static io.clusterjar.command.CommandFlag.FAST;
import static io.clusterjar.command.CommandFlag.READONLY;
import static io.clusterjar.command.CommandFlag.WRITE;
import static io.clusterjar.command.KeySpec.key;
import static io.clusterjar.command.KeySpec.keys;

import io.clusterjar.command.AclCategory;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;
import io.clusterjar.command.KeyFlag;
import io.clusterjar.command.KeySpec;

/** The rows of the commands on strings. */
enum StringCommand implements CommandRow {
    /** {@code APPEND}. */
    APPEND("append", 3, WRITE | DENYOOM | FAST, AclCategory.STRING, key(1, KeyFlag.RW | KeyFlag.INSERT)),
    /** {@code DECR}. */
    DECR("decr", 2, WRITE | DENYOOM | FAST, AclCategory.STRING, key(1, KeyFlag.RW | KeyFlag.ACCESS | KeyFlag.UPDATE)),
    /** {@code DECRBY}. */
    DECRBY(
            "decrby",
            3,
            WRITE | DENYOOM | FAST,
            AclCategory.STRING,
            key(1, KeyFlag.RW | KeyFlag.ACCESS | KeyFlag.UPDATE)),
    /** {@code GET}. */
    GET("get", 2, READONLY | FAST, AclCategory.STRING, key(1, KeyFlag.RO | KeyFlag.ACCESS)),
    /** {@code GETDEL}. */
    GETDEL("getdel", 2, WRITE | FAST, AclCategory.STRING, key(1, KeyFlag.RW | KeyFlag.ACCESS | KeyFlag.DELETE)),
    /** {@code GETEX}. */
    GETEX("getex", -2, WRITE | FAST, AclCategory.STRING, key(1, KeyFlag.RW | KeyFlag.ACCESS | KeyFlag.UPDATE)),
    /** {@code GETRANGE}. */
    GETRANGE("getrange", 4, READONLY, AclCategory.STRING, key(1, KeyFlag.RO | KeyFlag.ACCESS)),
    /** {@code GETSET}. */
    GETSET(
            "getset",
            3,
            WRITE | DENYOOM | FAST,
            AclCategory.STRING,
            key(1, KeyFlag.RW | KeyFlag.ACCESS | KeyFlag.UPDATE)),
    /** {@code INCR}. */
    INCR("incr", 2, WRITE | DENYOOM | FAST, AclCategory.STRING, key(1, KeyFlag.RW | KeyFlag.ACCESS | KeyFlag.UPDATE)),
    /** {@code INCRBY}. */
    INCRBY(
            "incrby",
            3,
            WRITE | DENYOOM | FAST,
            AclCategory.STRING,
            key(1, KeyFlag.RW | KeyFlag.ACCESS | KeyFlag.UPDATE)),
    /** {@code INCRBYFLOAT}. */
    INCRBYFLOAT(
            "incrbyfloat",
            3,
            WRITE | DENYOOM | FAST,
            AclCategory.STRING,
            key(1, KeyFlag.RW | KeyFlag.ACCESS | KeyFlag.UPDATE)),
    /** {@code LCS}. */
    LCS("lcs", -3, READONLY, AclCategory.STRING, keys(1, 1, KeyFlag.RO | KeyFlag.ACCESS)),
    /** {@code MGET}. */
    MGET("mget", -2, READONLY | FAST, AclCategory.STRING, keys(1, -1, KeyFlag.RO | KeyFlag.ACCESS)),
    /** {@code MSET}. */
    MSET("mset", -3, WRITE | DENYOOM, AclCategory.STRING, keys(1, -1, 2, KeyFlag.OW | KeyFlag.UPDATE)),
    /** {@code MSETNX}. */
    MSETNX("msetnx", -3, WRITE | DENYOOM, AclCategory.STRING, keys(1, -1, 2, KeyFlag.OW | KeyFlag.INSERT)),
    /** {@code PSETEX}. */
    PSETEX("psetex", 4, WRITE | DENYOOM, AclCategory.STRING, key(1, KeyFlag.OW | KeyFlag.UPDATE)),
    /** {@code SET}. */
    SET(
            "set",
            -3,
            WRITE | DENYOOM,
            AclCategory.STRING,
            key(1, KeyFlag.RW | KeyFlag.ACCESS | KeyFlag.UPDATE | KeyFlag.VARIABLE_FLAGS)),
    /** {@code SETEX}. */
    SETEX("setex", 4, WRITE | DENYOOM, AclCategory.STRING, key(1, KeyFlag.OW | KeyFlag.UPDATE)),
    /** {@code SETNX}. */
    SETNX("setnx", 3, WRITE | DENYOOM | FAST, AclCategory.STRING, key(1, KeyFlag.OW | KeyFlag.INSERT)),
    /** {@code SETRANGE}. */
    SETRANGE("setrange", 4, WRITE | DENYOOM, AclCategory.STRING, key(1, KeyFlag.RW | KeyFlag.UPDATE)),
    /** {@code STRLEN}. */
    STRLEN("strlen", 2, READONLY | FAST, AclCategory.STRING, key(1, KeyFlag.RO)),
    /** {@code SUBSTR}. */
    SUBSTR("substr", 4, READONLY, AclCategory.STRING, key(1, KeyFlag.RO | KeyFlag.ACCESS));

    private final CommandSpec spec;

    StringCommand(String name, int arity, int flags, int categories, KeySpec... keys) {
        spec = CommandSpec.of(name, arity, flags, categories, keys);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }
}
