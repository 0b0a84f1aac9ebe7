package io.clusterjar.command.list;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.Outcome;

/** The commands on lists. */
public final class ListCommands implements CommandGroup {
    @Override
    public CommandRow[] rows() {
        return ListCommand.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        return switch ((ListCommand) row) {
            case BLMOVE -> ListMoves.blmove(call);
            case BLMPOP -> ListPops.blmpop(call);
            case BLPOP -> ListPops.blockingPop(call, true);
            case BRPOP -> ListPops.blockingPop(call, false);
            case BRPOPLPUSH -> ListMoves.brpoplpush(call);
            case LINDEX -> ListReads.lindex(call);
            case LINSERT -> ListWrites.linsert(call);
            case LLEN -> ListReads.llen(call);
            case LMOVE -> ListMoves.lmove(call);
            case LMPOP -> ListPops.lmpop(call);
            case LPOP -> ListPops.pop(call, true);
            case LPOS -> ListReads.lpos(call);
            case LPUSH -> ListWrites.push(call, true, false);
            case LPUSHX -> ListWrites.push(call, true, true);
            case LRANGE -> ListReads.lrange(call);
            case LREM -> ListWrites.lrem(call);
            case LSET -> ListWrites.lset(call);
            case LTRIM -> ListWrites.ltrim(call);
            case RPOP -> ListPops.pop(call, false);
            case RPOPLPUSH -> ListMoves.rpoplpush(call);
            case RPUSH -> ListWrites.push(call, false, false);
            case RPUSHX -> ListWrites.push(call, false, true);
        };
    }
}
