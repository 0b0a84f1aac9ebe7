package io.clusterjar.command.hash;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.Outcome;

/** The commands on hashes. */
public final class HashCommands implements CommandGroup {
    @Override
    public CommandRow[] rows() {
        return HashCommand.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        return switch ((HashCommand) row) {
            case HDEL -> HashWrites.hdel(call);
            case HEXISTS -> HashReads.hexists(call);
            case HGET -> HashReads.hget(call);
            case HGETALL -> HashReads.hgetAll(call);
            case HINCRBY -> HashCounters.hincrBy(call);
            case HINCRBYFLOAT -> HashCounters.hincrByFloat(call);
            case HKEYS -> HashReads.hkeys(call);
            case HLEN -> HashReads.hlen(call);
            case HMGET -> HashReads.hmget(call);
            case HMSET -> HashWrites.hmset(call);
            case HRANDFIELD -> HashRandom.hrandField(call);
            case HSCAN -> HashScan.hscan(call);
            case HSET -> HashWrites.hset(call);
            case HSETNX -> HashWrites.hsetNx(call);
            case HSTRLEN -> HashReads.hstrlen(call);
            case HVALS -> HashReads.hvals(call);
        };
    }
}
