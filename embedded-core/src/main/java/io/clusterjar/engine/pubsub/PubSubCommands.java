package io.clusterjar.engine.pubsub;

import io.clusterjar.base.Bytes;
import io.clusterjar.base.Glob;
import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.Help;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.engine.EngineCall;
import io.clusterjar.engine.pubsub.PubSub.Kind;
import java.util.ArrayList;
import java.util.List;

/** The commands of publish/subscribe. */
public final class PubSubCommands implements CommandGroup {
    private final PubSub pubSub;

    /** Commands on the registry of one node. */
    public PubSubCommands(PubSub pubSub) {
        this.pubSub = pubSub;
    }

    @Override
    public CommandRow[] rows() {
        return PubSubCommand.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        return switch ((PubSubCommand) row) {
            case SUBSCRIBE -> subscribe(call, Kind.CHANNEL);
            case PSUBSCRIBE -> subscribe(call, Kind.PATTERN);
            case SSUBSCRIBE -> subscribe(call, Kind.SHARD_CHANNEL);
            case UNSUBSCRIBE -> unsubscribe(call, Kind.CHANNEL);
            case PUNSUBSCRIBE -> unsubscribe(call, Kind.PATTERN);
            case SUNSUBSCRIBE -> unsubscribe(call, Kind.SHARD_CHANNEL);
            case PUBLISH -> publish(call);
            case SPUBLISH -> publishToShard(call);
            case PUBSUB_CHANNELS -> list(call, pubSub.channels());
            case PUBSUB_SHARDCHANNELS -> list(call, pubSub.shardChannels());
            case PUBSUB_NUMPAT -> call.reply().integer(pubSub.patternCount());
            case PUBSUB_NUMSUB -> count(call, false);
            case PUBSUB_SHARDNUMSUB -> count(call, true);
            case PUBSUB_CONTAINER, PUBSUB_HELP -> help(call);
        };
    }

    private Outcome subscribe(Call call, Kind kind) {
        EngineCall own = EngineCall.of(call);
        boolean queued = own.connection().inTransaction();
        if (!own.mayWait() && !(queued && kind != Kind.SHARD_CHANNEL)) {
            throw new CommandError("ERR " + own.command().name().toUpperCase(java.util.Locale.ROOT)
                    + " isn't allowed for a DENY BLOCKING client");
        }
        for (int i = 1; i < call.args().count(); i++) {
            pubSub.subscribe(
                    own.connection(), kind, call.args().copy(i), call.reply().out());
        }
        return call.reply().done();
    }

    private Outcome unsubscribe(Call call, Kind kind) {
        EngineCall own = EngineCall.of(call);
        if (call.args().count() == 1) {
            pubSub.unsubscribeAll(own.connection(), kind, call.reply().out());
        }
        for (int i = 1; i < call.args().count(); i++) {
            pubSub.unsubscribe(
                    own.connection(), kind, call.args().copy(i), call.reply().out());
        }
        return call.reply().done();
    }

    private Outcome publish(Call call) {
        int receivers =
                pubSub.publishEverywhere(call.args().copy(1), call.args().copy(2));
        if (!call.clusterEnabled()) {
            call.propagateAlso(call.args().toArray()); // in a cluster the bus carries it, replicas included
        }
        return call.reply().integer(receivers);
    }

    private Outcome publishToShard(Call call) {
        int receivers =
                pubSub.publishThroughShard(call.args().copy(1), call.args().copy(2));
        if (!call.clusterEnabled()) {
            call.propagateAlso(call.args().toArray());
        }
        return call.reply().integer(receivers);
    }

    private static Outcome list(Call call, List<String> channels) {
        if (call.args().count() > 3) {
            throw wrongSubcommand(call);
        }
        List<String> matching = new ArrayList<>(channels);
        if (call.args().count() == 3) {
            byte[] pattern = call.args().copy(2);
            matching.removeIf(channel -> !Glob.matches(pattern, Bytes.latin1(channel)));
        }
        Reply reply = call.reply();
        reply.array(matching.size());
        for (String channel : matching) {
            reply.bulk(channel);
        }
        return reply.done();
    }

    private Outcome count(Call call, boolean shard) {
        Reply reply = call.reply();
        reply.array((call.args().count() - 2) * 2L);
        for (int i = 2; i < call.args().count(); i++) {
            String channel = call.args().text(i);
            reply.bulk(channel);
            reply.integer(shard ? pubSub.shardSubscribers(channel) : pubSub.subscribers(channel));
        }
        return reply.done();
    }

    private static CommandError wrongSubcommand(Call call) {
        return new CommandError("ERR unknown subcommand or wrong number of arguments for '"
                + call.args().text(1) + "'. Try PUBSUB HELP.");
    }

    private static Outcome help(Call call) {
        return Help.reply(
                call,
                "PUBSUB",
                "CHANNELS [<pattern>]",
                "List the channels that somebody hears, or those that match <pattern>.",
                "NUMPAT",
                "Count the patterns that somebody hears.",
                "NUMSUB [<channel> ...]",
                "Count the subscribers of channels, without those of patterns.",
                "SHARDCHANNELS [<pattern>]",
                "List the shard channels that somebody hears, or those that match <pattern>.",
                "SHARDNUMSUB [<shardchannel> ...]",
                "Count the subscribers of shard channels.");
    }
}
