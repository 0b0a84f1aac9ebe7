package io.clusterjar.command.set;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.Outcome;

/** The commands on sets. */
public final class SetCommands implements CommandGroup {
    @Override
    public CommandRow[] rows() {
        return SetCommand.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        return switch ((SetCommand) row) {
            case SADD -> SetWrites.sadd(call);
            case SCARD -> SetReads.scard(call);
            case SDIFF -> SetAlgebra.sdiff(call);
            case SDIFFSTORE -> SetAlgebra.sdiffstore(call);
            case SINTER -> SetAlgebra.sinter(call);
            case SINTERCARD -> SetAlgebra.sintercard(call);
            case SINTERSTORE -> SetAlgebra.sinterstore(call);
            case SISMEMBER -> SetReads.sismember(call);
            case SMEMBERS -> SetReads.smembers(call);
            case SMISMEMBER -> SetReads.smismember(call);
            case SMOVE -> SetWrites.smove(call);
            case SPOP -> SetRandom.spop(call);
            case SRANDMEMBER -> SetRandom.srandmember(call);
            case SREM -> SetWrites.srem(call);
            case SSCAN -> SetReads.sscan(call);
            case SUNION -> SetAlgebra.sunion(call);
            case SUNIONSTORE -> SetAlgebra.sunionstore(call);
        };
    }
}
