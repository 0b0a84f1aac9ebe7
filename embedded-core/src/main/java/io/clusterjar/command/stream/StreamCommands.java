package io.clusterjar.command.stream;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.Outcome;

/** The commands on streams. */
public final class StreamCommands implements CommandGroup {
    @Override
    public CommandRow[] rows() {
        return StreamCommand.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        return switch ((StreamCommand) row) {
            case XACK -> StreamPending.xack(call);
            case XADD -> StreamWrites.xadd(call);
            case XAUTOCLAIM -> StreamClaims.xautoclaim(call);
            case XCLAIM -> StreamClaims.xclaim(call);
            case XDEL -> StreamWrites.xdel(call);
            case XGROUP -> throw new CommandError("ERR wrong number of arguments for 'xgroup' command");
            case XGROUP_CREATE -> StreamGroups.create(call);
            case XGROUP_CREATECONSUMER -> StreamGroups.createConsumer(call);
            case XGROUP_DELCONSUMER -> StreamGroups.deleteConsumer(call);
            case XGROUP_DESTROY -> StreamGroups.destroy(call);
            case XGROUP_HELP -> StreamGroups.help(call);
            case XGROUP_SETID -> StreamGroups.setId(call);
            case XINFO -> throw new CommandError("ERR wrong number of arguments for 'xinfo' command");
            case XINFO_CONSUMERS -> StreamInfo.consumers(call);
            case XINFO_GROUPS -> StreamInfo.groups(call);
            case XINFO_HELP -> StreamInfo.help(call);
            case XINFO_STREAM -> StreamInfo.one(call);
            case XLEN -> StreamReads.xlen(call);
            case XPENDING -> StreamPending.xpending(call);
            case XRANGE -> StreamReads.xrange(call, false);
            case XREAD -> StreamReader.read(call, false);
            case XREADGROUP -> StreamReader.read(call, true);
            case XREVRANGE -> StreamReads.xrange(call, true);
            case XSETID -> StreamWrites.xsetid(call);
            case XTRIM -> StreamWrites.xtrim(call);
        };
    }
}
