package io.clusterjar.engine.server;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Help;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.engine.Command;
import io.clusterjar.engine.EngineCall;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code LATENCY}. No events are sampled here: a node whose time a test moves has no latency of its own. Distributions of
 * calls have one bucket, that of the mean.
 */
final class LatencyCommands {
    private LatencyCommands() {}

    static Outcome doctor(Call call) {
        return call.reply().verbatim("No latency was sampled: this node keeps no latency events.\n");
    }

    static Outcome graph(Call call) {
        throw new CommandError(
                "ERR No samples available for event '" + call.args().text(2) + "'");
    }

    static Outcome histogram(EngineCall call) {
        List<Command> commands = new ArrayList<>();
        if (call.args().count() == 2) {
            for (Command command : call.engine().commands().commands()) {
                addCalled(commands, command);
            }
        }
        for (int i = 2; i < call.args().count(); i++) {
            Command command = call.engine().commands().find(call.args().text(i));
            if (command != null) {
                addCalled(commands, command);
            }
        }
        Reply reply = call.reply();
        reply.map(commands.size());
        for (Command command : commands) {
            reply.bulk(command.name());
            reply.map(2);
            reply.bulk("calls");
            reply.integer(command.calls());
            reply.bulk("histogram_usec");
            reply.map(1);
            reply.integer(bucket(command.micros() / command.calls()));
            reply.integer(command.calls());
        }
        return reply.done();
    }

    private static void addCalled(List<Command> commands, Command command) {
        if (command.calls() > 0) {
            commands.add(command);
        }
        command.children().forEach(child -> addCalled(commands, child));
    }

    private static long bucket(long micros) {
        return micros <= 1 ? 1 : Long.highestOneBit(micros - 1) << 1;
    }

    static Outcome help(Call call) {
        return Help.reply(
                call,
                "LATENCY",
                "DOCTOR",
                "Report on latency for people.",
                "GRAPH <event>",
                "Draw the latencies of an event.",
                "HISTORY <event>",
                "Show the latencies of an event.",
                "LATEST",
                "Show the latest latency of every event.",
                "RESET [<event> ...]",
                "Forget the latencies of events.",
                "HISTOGRAM [<command> ...]",
                "Show how long calls of commands took.");
    }
}
