package io.clusterjar.command.generic;

import static io.clusterjar.command.CommandFlag.DENYOOM;
import static io.clusterjar.command.CommandFlag.FAST;
import static io.clusterjar.command.CommandFlag.LOADING;
import static io.clusterjar.command.CommandFlag.MOVABLEKEYS;
import static io.clusterjar.command.CommandFlag.READONLY;
import static io.clusterjar.command.CommandFlag.STALE;
import static io.clusterjar.command.CommandFlag.TOUCHES_ARBITRARY_KEYS;
import static io.clusterjar.command.CommandFlag.WRITE;
import static io.clusterjar.command.KeySpec.key;
import static io.clusterjar.command.KeySpec.keys;

import io.clusterjar.command.AclCategory;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;
import io.clusterjar.command.KeyFlag;
import io.clusterjar.command.KeySpec;

/** The rows of the commands on keys of any type. */
enum GenericCommand implements CommandRow {
    /** {@code DEL}. */
    DEL("del", -2, WRITE, AclCategory.KEYSPACE, keys(1, -1, KeyFlag.RM | KeyFlag.DELETE)),
    /** {@code UNLINK}. */
    UNLINK("unlink", -2, WRITE | FAST, AclCategory.KEYSPACE, keys(1, -1, KeyFlag.RM | KeyFlag.DELETE)),
    /** {@code EXISTS}. */
    EXISTS("exists", -2, READONLY | FAST, AclCategory.KEYSPACE, keys(1, -1, KeyFlag.RO)),
    /** {@code TOUCH}. */
    TOUCH("touch", -2, READONLY | FAST, AclCategory.KEYSPACE, keys(1, -1, KeyFlag.RO)),
    /** {@code EXPIRE}. */
    EXPIRE("expire", -3, WRITE | FAST, AclCategory.KEYSPACE, key(1, KeyFlag.RW | KeyFlag.UPDATE)),
    /** {@code EXPIREAT}. */
    EXPIREAT("expireat", -3, WRITE | FAST, AclCategory.KEYSPACE, key(1, KeyFlag.RW | KeyFlag.UPDATE)),
    /** {@code PEXPIRE}. */
    PEXPIRE("pexpire", -3, WRITE | FAST, AclCategory.KEYSPACE, key(1, KeyFlag.RW | KeyFlag.UPDATE)),
    /** {@code PEXPIREAT}. */
    PEXPIREAT("pexpireat", -3, WRITE | FAST, AclCategory.KEYSPACE, key(1, KeyFlag.RW | KeyFlag.UPDATE)),
    /** {@code TTL}. */
    TTL("ttl", 2, READONLY | FAST, AclCategory.KEYSPACE, key(1, KeyFlag.RO | KeyFlag.ACCESS)),
    /** {@code PTTL}. */
    PTTL("pttl", 2, READONLY | FAST, AclCategory.KEYSPACE, key(1, KeyFlag.RO | KeyFlag.ACCESS)),
    /** {@code EXPIRETIME}. */
    EXPIRETIME("expiretime", 2, READONLY | FAST, AclCategory.KEYSPACE, key(1, KeyFlag.RO | KeyFlag.ACCESS)),
    /** {@code PEXPIRETIME}. */
    PEXPIRETIME("pexpiretime", 2, READONLY | FAST, AclCategory.KEYSPACE, key(1, KeyFlag.RO | KeyFlag.ACCESS)),
    /** {@code PERSIST}. */
    PERSIST("persist", 2, WRITE | FAST, AclCategory.KEYSPACE, key(1, KeyFlag.RW | KeyFlag.UPDATE)),
    /** {@code TYPE}. */
    TYPE("type", 2, READONLY | FAST, AclCategory.KEYSPACE, key(1, KeyFlag.RO)),
    /** {@code RENAME}. */
    RENAME(
            "rename",
            3,
            WRITE,
            AclCategory.KEYSPACE,
            key(1, KeyFlag.RW | KeyFlag.ACCESS | KeyFlag.DELETE),
            key(2, KeyFlag.OW | KeyFlag.UPDATE)),
    /** {@code RENAMENX}. */
    RENAMENX(
            "renamenx",
            3,
            WRITE | FAST,
            AclCategory.KEYSPACE,
            key(1, KeyFlag.RW | KeyFlag.ACCESS | KeyFlag.DELETE),
            key(2, KeyFlag.OW | KeyFlag.INSERT)),
    /** {@code COPY}. */
    COPY(
            "copy",
            -3,
            WRITE | DENYOOM,
            AclCategory.KEYSPACE,
            key(1, KeyFlag.RO | KeyFlag.ACCESS),
            key(2, KeyFlag.OW | KeyFlag.UPDATE)),
    /** {@code MOVE}. */
    MOVE("move", 3, WRITE | FAST, AclCategory.KEYSPACE, key(1, KeyFlag.RW | KeyFlag.ACCESS | KeyFlag.UPDATE)),
    /** {@code KEYS}. */
    KEYS("keys", 2, READONLY, AclCategory.DANGEROUS | AclCategory.KEYSPACE),
    /** {@code SCAN}. */
    SCAN("scan", -2, READONLY | TOUCHES_ARBITRARY_KEYS, AclCategory.KEYSPACE),
    /** {@code RANDOMKEY}. */
    RANDOMKEY("randomkey", 1, READONLY | TOUCHES_ARBITRARY_KEYS, AclCategory.KEYSPACE),
    /** {@code OBJECT}. */
    OBJECT("object", -2, 0, 0),
    /** {@code OBJECT ENCODING}. */
    OBJECT_ENCODING("object|encoding", 3, READONLY, AclCategory.KEYSPACE, key(2, KeyFlag.RO)),
    /** {@code OBJECT FREQ}. */
    OBJECT_FREQ("object|freq", 3, READONLY, AclCategory.KEYSPACE, key(2, KeyFlag.RO)),
    /** {@code OBJECT HELP}. */
    OBJECT_HELP("object|help", 2, LOADING | STALE, AclCategory.KEYSPACE),
    /** {@code OBJECT IDLETIME}. */
    OBJECT_IDLETIME("object|idletime", 3, READONLY, AclCategory.KEYSPACE, key(2, KeyFlag.RO)),
    /** {@code OBJECT REFCOUNT}. */
    OBJECT_REFCOUNT("object|refcount", 3, READONLY, AclCategory.KEYSPACE, key(2, KeyFlag.RO)),
    /** {@code DBSIZE}. */
    DBSIZE("dbsize", 1, READONLY | FAST, AclCategory.KEYSPACE),
    /** {@code FLUSHDB}. */
    FLUSHDB("flushdb", -1, WRITE, AclCategory.DANGEROUS | AclCategory.KEYSPACE),
    /** {@code FLUSHALL}. */
    FLUSHALL("flushall", -1, WRITE, AclCategory.DANGEROUS | AclCategory.KEYSPACE),
    /** {@code SORT}: its patterns name keys that no rule can know, and STORE may stand anywhere. */
    SORT(
            "sort",
            -2,
            WRITE | DENYOOM | MOVABLEKEYS,
            AclCategory.SET | AclCategory.SORTEDSET | AclCategory.LIST | AclCategory.DANGEROUS,
            key(1, KeyFlag.RO | KeyFlag.ACCESS),
            new KeySpec.Unknown(KeyFlag.RO | KeyFlag.ACCESS),
            new KeySpec.Unknown(KeyFlag.OW | KeyFlag.UPDATE)),
    /** {@code SORT_RO}. */
    SORT_RO(
            "sort_ro",
            -2,
            READONLY | MOVABLEKEYS,
            AclCategory.SET | AclCategory.SORTEDSET | AclCategory.LIST | AclCategory.DANGEROUS,
            key(1, KeyFlag.RO | KeyFlag.ACCESS),
            new KeySpec.Unknown(KeyFlag.RO | KeyFlag.ACCESS)),
    /** {@code SWAPDB}. */
    SWAPDB("swapdb", 3, WRITE | FAST, AclCategory.DANGEROUS | AclCategory.KEYSPACE);

    private final CommandSpec spec;

    GenericCommand(String name, int arity, int flags, int categories, KeySpec... keys) {
        spec = CommandSpec.of(name, arity, flags, categories, keys);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }
}
