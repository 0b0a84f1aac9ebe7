package io.clusterjar.command.hash;

import static io.clusterjar.command.CommandFlag.DENYOOM;
import static io.clusterjar.command.CommandFlag.FAST;
import static io.clusterjar.command.CommandFlag.READONLY;
import static io.clusterjar.command.CommandFlag.WRITE;
import static io.clusterjar.command.KeySpec.key;

import io.clusterjar.command.AclCategory;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;
import io.clusterjar.command.KeyFlag;
import io.clusterjar.command.KeySpec;

/** The rows of the commands on hashes. */
enum HashCommand implements CommandRow {
    /** {@code HDEL}. */
    HDEL("hdel", -3, WRITE | FAST, AclCategory.HASH, key(1, KeyFlag.RW | KeyFlag.DELETE)),
    /** {@code HEXISTS}. */
    HEXISTS("hexists", 3, READONLY | FAST, AclCategory.HASH, key(1, KeyFlag.RO)),
    /** {@code HGET}. */
    HGET("hget", 3, READONLY | FAST, AclCategory.HASH, key(1, KeyFlag.RO | KeyFlag.ACCESS)),
    /** {@code HGETALL}. */
    HGETALL("hgetall", 2, READONLY, AclCategory.HASH, key(1, KeyFlag.RO | KeyFlag.ACCESS)),
    /** {@code HINCRBY}. */
    HINCRBY(
            "hincrby",
            4,
            WRITE | DENYOOM | FAST,
            AclCategory.HASH,
            key(1, KeyFlag.RW | KeyFlag.ACCESS | KeyFlag.UPDATE)),
    /** {@code HINCRBYFLOAT}. */
    HINCRBYFLOAT(
            "hincrbyfloat",
            4,
            WRITE | DENYOOM | FAST,
            AclCategory.HASH,
            key(1, KeyFlag.RW | KeyFlag.ACCESS | KeyFlag.UPDATE)),
    /** {@code HKEYS}. */
    HKEYS("hkeys", 2, READONLY, AclCategory.HASH, key(1, KeyFlag.RO | KeyFlag.ACCESS)),
    /** {@code HLEN}. */
    HLEN("hlen", 2, READONLY | FAST, AclCategory.HASH, key(1, KeyFlag.RO)),
    /** {@code HMGET}. */
    HMGET("hmget", -3, READONLY | FAST, AclCategory.HASH, key(1, KeyFlag.RO | KeyFlag.ACCESS)),
    /** {@code HMSET}. */
    HMSET("hmset", -4, WRITE | DENYOOM | FAST, AclCategory.HASH, key(1, KeyFlag.RW | KeyFlag.UPDATE)),
    /** {@code HRANDFIELD}. */
    HRANDFIELD("hrandfield", -2, READONLY, AclCategory.HASH, key(1, KeyFlag.RO | KeyFlag.ACCESS)),
    /** {@code HSCAN}. */
    HSCAN("hscan", -3, READONLY, AclCategory.HASH, key(1, KeyFlag.RO | KeyFlag.ACCESS)),
    /** {@code HSET}. */
    HSET("hset", -4, WRITE | DENYOOM | FAST, AclCategory.HASH, key(1, KeyFlag.RW | KeyFlag.UPDATE)),
    /** {@code HSETNX}. */
    HSETNX("hsetnx", 4, WRITE | DENYOOM | FAST, AclCategory.HASH, key(1, KeyFlag.RW | KeyFlag.INSERT)),
    /** {@code HSTRLEN}. */
    HSTRLEN("hstrlen", 3, READONLY | FAST, AclCategory.HASH, key(1, KeyFlag.RO)),
    /** {@code HVALS}. */
    HVALS("hvals", 2, READONLY, AclCategory.HASH, key(1, KeyFlag.RO | KeyFlag.ACCESS));

    private final CommandSpec spec;

    HashCommand(String name, int arity, int flags, int categories, KeySpec... keys) {
        spec = CommandSpec.of(name, arity, flags, categories, keys);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }
}
