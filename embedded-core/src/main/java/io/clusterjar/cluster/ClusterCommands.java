package io.clusterjar.cluster;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.engine.EngineCall;
import org.jspecify.annotations.Nullable;

/** CLUSTER and its subcommands, READONLY, READWRITE and ASKING. */
final class ClusterCommands implements CommandGroup {
    private static final String DISABLED = "ERR This instance has cluster support disabled";

    private final @Nullable ClusterAgent agent;

    /** The commands of {@code agent}; null on a node without a cluster, where all are refused. */
    ClusterCommands(@Nullable ClusterAgent agent) {
        this.agent = agent;
    }

    @Override
    public CommandRow[] rows() {
        return ClusterCommand.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        if (row == ClusterCommand.HELP) {
            return ClusterHelp.reply(call.reply());
        }
        ClusterAgent cluster = agent;
        if (cluster == null) {
            throw new CommandError(DISABLED);
        }
        ClusterCommand command = (ClusterCommand) row;
        Reply reply = call.reply();
        return switch (command) {
            case ASKING -> {
                EngineCall.of(call).connection().asking(true);
                yield reply.ok();
            }
            case READONLY -> {
                EngineCall.of(call).connection().readOnly(true);
                yield reply.ok();
            }
            case READWRITE -> {
                EngineCall.of(call).connection().readOnly(false);
                yield reply.ok();
            }
            case CLUSTER, HELP -> ClusterHelp.reply(reply);
            case SLOTS, SHARDS, NODES, LINKS, INFO, REPLICAS, SLAVES, MYID, MYSHARDID, COUNT_FAILURE_REPORTS ->
                new ClusterViews(cluster, call).reply(command);
            case ADDSLOTS,
                    ADDSLOTSRANGE,
                    DELSLOTS,
                    DELSLOTSRANGE,
                    FLUSHSLOTS,
                    SETSLOT,
                    COUNTKEYSINSLOT,
                    GETKEYSINSLOT,
                    KEYSLOT -> new SlotOrders(cluster, call).run(command);
            case BUMPEPOCH, FAILOVER, FORGET, MEET, REPLICATE, RESET, SAVECONFIG, SET_CONFIG_EPOCH ->
                new NodeOrders(cluster, call).run(command);
        };
    }
}
