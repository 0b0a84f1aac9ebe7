package io.clusterjar.command.zset;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.Outcome;

/** The commands on sorted sets. */
public final class SortedSetCommands implements CommandGroup {
    @Override
    public CommandRow[] rows() {
        return SortedSetCommand.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        return switch ((SortedSetCommand) row) {
            case BZMPOP -> SortedSetPops.bzmpop(call);
            case BZPOPMAX -> SortedSetPops.blockingPop(call, true);
            case BZPOPMIN -> SortedSetPops.blockingPop(call, false);
            case ZADD -> SortedSetAdd.zadd(call);
            case ZCARD -> SortedSetReads.zcard(call);
            case ZCOUNT -> SortedSetReads.count(call, RangeKind.SCORE);
            case ZDIFF -> SortedSetAlgebra.reply(call, SetOperation.DIFFERENCE);
            case ZDIFFSTORE -> SortedSetAlgebra.store(call, SetOperation.DIFFERENCE, "zdiffstore");
            case ZINCRBY -> SortedSetAdd.zincrby(call);
            case ZINTER -> SortedSetAlgebra.reply(call, SetOperation.INTERSECTION);
            case ZINTERCARD -> SortedSetAlgebra.zintercard(call);
            case ZINTERSTORE -> SortedSetAlgebra.store(call, SetOperation.INTERSECTION, "zinterstore");
            case ZLEXCOUNT -> SortedSetReads.count(call, RangeKind.LEX);
            case ZMPOP -> SortedSetPops.zmpop(call);
            case ZMSCORE -> SortedSetReads.zmscore(call);
            case ZPOPMAX -> SortedSetPops.pop(call, true);
            case ZPOPMIN -> SortedSetPops.pop(call, false);
            case ZRANDMEMBER -> SortedSetRandom.zrandmember(call);
            case ZRANGE -> SortedSetRange.reply(call, null, null);
            case ZRANGEBYLEX -> SortedSetRange.reply(call, RangeKind.LEX, false);
            case ZRANGEBYSCORE -> SortedSetRange.reply(call, RangeKind.SCORE, false);
            case ZRANGESTORE -> SortedSetRange.store(call);
            case ZRANK -> SortedSetReads.rank(call, false);
            case ZREM -> SortedSetRemove.zrem(call);
            case ZREMRANGEBYLEX -> SortedSetRemove.range(call, RangeKind.LEX, "zremrangebylex");
            case ZREMRANGEBYRANK -> SortedSetRemove.range(call, RangeKind.RANK, "zremrangebyrank");
            case ZREMRANGEBYSCORE -> SortedSetRemove.range(call, RangeKind.SCORE, "zremrangebyscore");
            case ZREVRANGE -> SortedSetRange.reply(call, RangeKind.RANK, true);
            case ZREVRANGEBYLEX -> SortedSetRange.reply(call, RangeKind.LEX, true);
            case ZREVRANGEBYSCORE -> SortedSetRange.reply(call, RangeKind.SCORE, true);
            case ZREVRANK -> SortedSetReads.rank(call, true);
            case ZSCAN -> SortedSetReads.zscan(call);
            case ZSCORE -> SortedSetReads.zscore(call);
            case ZUNION -> SortedSetAlgebra.reply(call, SetOperation.UNION);
            case ZUNIONSTORE -> SortedSetAlgebra.store(call, SetOperation.UNION, "zunionstore");
        };
    }
}
