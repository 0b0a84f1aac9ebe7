package io.clusterjar.command.zset;

import static io.clusterjar.command.CommandFlag.BLOCKING;
import static io.clusterjar.command.CommandFlag.DENYOOM;
import static io.clusterjar.command.CommandFlag.FAST;
import static io.clusterjar.command.CommandFlag.MOVABLEKEYS;
import static io.clusterjar.command.CommandFlag.READONLY;
import static io.clusterjar.command.CommandFlag.WRITE;
import static io.clusterjar.command.KeyFlag.ACCESS;
import static io.clusterjar.command.KeyFlag.DELETE;
import static io.clusterjar.command.KeyFlag.OW;
import static io.clusterjar.command.KeyFlag.RO;
import static io.clusterjar.command.KeyFlag.RW;
import static io.clusterjar.command.KeyFlag.UPDATE;

import io.clusterjar.command.AclCategory;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;
import io.clusterjar.command.KeySpec;

/** The commands on sorted sets. */
enum SortedSetCommand implements CommandRow {
    /** {@code BZMPOP}. */
    BZMPOP("bzmpop", -5, BLOCKING | MOVABLEKEYS | WRITE, KeySpec.counted(2, RW | ACCESS | DELETE)),
    /** {@code BZPOPMAX}. */
    BZPOPMAX("bzpopmax", -3, BLOCKING | FAST | WRITE, KeySpec.keys(1, -2, RW | ACCESS | DELETE)),
    /** {@code BZPOPMIN}. */
    BZPOPMIN("bzpopmin", -3, BLOCKING | FAST | WRITE, KeySpec.keys(1, -2, RW | ACCESS | DELETE)),
    /** {@code ZADD}. */
    ZADD("zadd", -4, DENYOOM | FAST | WRITE, KeySpec.key(1, RW | UPDATE)),
    /** {@code ZCARD}. */
    ZCARD("zcard", 2, FAST | READONLY, KeySpec.key(1, RO)),
    /** {@code ZCOUNT}. */
    ZCOUNT("zcount", 4, FAST | READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code ZDIFF}. */
    ZDIFF("zdiff", -3, MOVABLEKEYS | READONLY, KeySpec.counted(1, RO | ACCESS)),
    /** {@code ZDIFFSTORE}. */
    ZDIFFSTORE(
            "zdiffstore",
            -4,
            DENYOOM | MOVABLEKEYS | WRITE,
            KeySpec.key(1, OW | UPDATE),
            KeySpec.counted(2, RO | ACCESS)),
    /** {@code ZINCRBY}. */
    ZINCRBY("zincrby", 4, DENYOOM | FAST | WRITE, KeySpec.key(1, RW | ACCESS | UPDATE)),
    /** {@code ZINTER}. */
    ZINTER("zinter", -3, MOVABLEKEYS | READONLY, KeySpec.counted(1, RO | ACCESS)),
    /** {@code ZINTERCARD}. */
    ZINTERCARD("zintercard", -3, MOVABLEKEYS | READONLY, KeySpec.counted(1, RO | ACCESS)),
    /** {@code ZINTERSTORE}. */
    ZINTERSTORE(
            "zinterstore",
            -4,
            DENYOOM | MOVABLEKEYS | WRITE,
            KeySpec.key(1, OW | UPDATE),
            KeySpec.counted(2, RO | ACCESS)),
    /** {@code ZLEXCOUNT}. */
    ZLEXCOUNT("zlexcount", 4, FAST | READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code ZMPOP}. */
    ZMPOP("zmpop", -4, MOVABLEKEYS | WRITE, KeySpec.counted(1, RW | ACCESS | DELETE)),
    /** {@code ZMSCORE}. */
    ZMSCORE("zmscore", -3, FAST | READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code ZPOPMAX}. */
    ZPOPMAX("zpopmax", -2, FAST | WRITE, KeySpec.key(1, RW | ACCESS | DELETE)),
    /** {@code ZPOPMIN}. */
    ZPOPMIN("zpopmin", -2, FAST | WRITE, KeySpec.key(1, RW | ACCESS | DELETE)),
    /** {@code ZRANDMEMBER}. */
    ZRANDMEMBER("zrandmember", -2, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code ZRANGE}. */
    ZRANGE("zrange", -4, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code ZRANGEBYLEX}. */
    ZRANGEBYLEX("zrangebylex", -4, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code ZRANGEBYSCORE}. */
    ZRANGEBYSCORE("zrangebyscore", -4, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code ZRANGESTORE}. */
    ZRANGESTORE("zrangestore", -5, DENYOOM | WRITE, KeySpec.key(1, OW | UPDATE), KeySpec.key(2, RO | ACCESS)),
    /** {@code ZRANK}. */
    ZRANK("zrank", -3, FAST | READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code ZREM}. */
    ZREM("zrem", -3, FAST | WRITE, KeySpec.key(1, RW | DELETE)),
    /** {@code ZREMRANGEBYLEX}. */
    ZREMRANGEBYLEX("zremrangebylex", 4, WRITE, KeySpec.key(1, RW | DELETE)),
    /** {@code ZREMRANGEBYRANK}. */
    ZREMRANGEBYRANK("zremrangebyrank", 4, WRITE, KeySpec.key(1, RW | DELETE)),
    /** {@code ZREMRANGEBYSCORE}. */
    ZREMRANGEBYSCORE("zremrangebyscore", 4, WRITE, KeySpec.key(1, RW | DELETE)),
    /** {@code ZREVRANGE}. */
    ZREVRANGE("zrevrange", -4, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code ZREVRANGEBYLEX}. */
    ZREVRANGEBYLEX("zrevrangebylex", -4, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code ZREVRANGEBYSCORE}. */
    ZREVRANGEBYSCORE("zrevrangebyscore", -4, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code ZREVRANK}. */
    ZREVRANK("zrevrank", -3, FAST | READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code ZSCAN}. */
    ZSCAN("zscan", -3, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code ZSCORE}. */
    ZSCORE("zscore", 3, FAST | READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code ZUNION}. */
    ZUNION("zunion", -3, MOVABLEKEYS | READONLY, KeySpec.counted(1, RO | ACCESS)),
    /** {@code ZUNIONSTORE}. */
    ZUNIONSTORE(
            "zunionstore",
            -4,
            DENYOOM | MOVABLEKEYS | WRITE,
            KeySpec.key(1, OW | UPDATE),
            KeySpec.counted(2, RO | ACCESS));

    private final CommandSpec spec;

    SortedSetCommand(String name, int arity, int flags, KeySpec... keys) {
        spec = CommandSpec.of(name, arity, flags, AclCategory.SORTEDSET, keys);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }
}
