package io.clusterjar.command.hyperloglog;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.Outcome;

/** The commands on HyperLogLogs. */
public final class HyperLogLogCommands implements CommandGroup {
    @Override
    public CommandRow[] rows() {
        return HyperLogLogCommand.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        return switch ((HyperLogLogCommand) row) {
            case PFADD -> Cardinality.add(call);
            case PFCOUNT -> Cardinality.count(call);
            case PFDEBUG -> Inspection.debug(call);
            case PFMERGE -> Cardinality.merge(call);
            case PFSELFTEST -> Inspection.selfTest(call);
        };
    }
}
