package io.clusterjar.command.string;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.Outcome;

/** The commands on strings. */
public final class StringCommands implements CommandGroup {
    @Override
    public CommandRow[] rows() {
        return StringCommand.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        return switch ((StringCommand) row) {
            case APPEND -> StringEdits.append(call);
            case DECR -> StringCounters.add(call, -1);
            case DECRBY -> StringCounters.decrBy(call);
            case GET -> StringReads.get(call);
            case GETDEL -> StringWrites.getDel(call);
            case GETEX -> StringWrites.getEx(call);
            case GETRANGE, SUBSTR -> StringReads.getRange(call);
            case GETSET -> StringWrites.getSet(call);
            case INCR -> StringCounters.add(call, 1);
            case INCRBY -> StringCounters.incrBy(call);
            case INCRBYFLOAT -> StringCounters.incrByFloat(call);
            case LCS -> LcsCommand.run(call);
            case MGET -> StringReads.mget(call);
            case MSET -> StringWrites.mset(call);
            case MSETNX -> StringWrites.msetNx(call);
            case PSETEX -> StringWrites.setEx(call, 1);
            case SET -> StringWrites.set(call);
            case SETEX -> StringWrites.setEx(call, 1000);
            case SETNX -> StringWrites.setNx(call);
            case SETRANGE -> StringEdits.setRange(call);
            case STRLEN -> StringReads.strlen(call);
        };
    }
}
