package io.clusterjar.engine.server;

import io.clusterjar.base.RedisVersion;
import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.Help;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Words;
import io.clusterjar.engine.Connection;
import io.clusterjar.engine.EngineCall;
import java.util.ArrayList;
import java.util.List;

/** The commands about the server. */
final class ServerCommands implements CommandGroup {
    private final EngineCommands all;

    ServerCommands(EngineCommands all) {
        this.all = all;
    }

    @Override
    public CommandRow[] rows() {
        return ServerCommand.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        EngineCall own = EngineCall.of(call);
        return switch ((ServerCommand) row) {
            case INFO -> info(call);
            case TIME -> time(own);
            case MONITOR -> monitor(own);
            case DEBUG -> DebugCommands.run(own, all.host());
            case CONFIG, CONFIG_HELP -> ConfigCommands.help(call);
            case CONFIG_GET -> ConfigCommands.get(call);
            case CONFIG_SET -> ConfigCommands.set(call);
            case CONFIG_RESETSTAT -> ConfigCommands.resetStats(own);
            case CONFIG_REWRITE -> ConfigCommands.rewrite(call, all.host());
            case SLOWLOG, SLOWLOG_HELP -> SlowLogCommands.help(call);
            case SLOWLOG_GET -> SlowLogCommands.get(call, all.slowLog());
            case SLOWLOG_LEN -> call.reply().integer(all.slowLog().size());
            case SLOWLOG_RESET -> SlowLogCommands.reset(call, all.slowLog());
            case MEMORY, MEMORY_HELP -> MemoryCommands.help(call);
            case MEMORY_USAGE -> MemoryCommands.usage(call);
            case MEMORY_DOCTOR -> MemoryCommands.doctor(call);
            case MEMORY_MALLOC_STATS -> MemoryCommands.mallocStats(call);
            case MEMORY_PURGE -> call.reply().ok();
            case MEMORY_STATS -> MemoryCommands.stats(own);
            case LOLWUT -> lolwut(call);
            case MODULE, MODULE_HELP -> moduleHelp(call);
            case MODULE_LIST -> call.reply().array(0);
            case MODULE_LOAD, MODULE_LOADEX ->
                throw new CommandError("ERR Error loading the extension. Please check the server logs.");
            case MODULE_UNLOAD -> throw new CommandError("ERR Error unloading module: no such module with that name");
            case LATENCY, LATENCY_HELP -> LatencyCommands.help(call);
            case LATENCY_LATEST, LATENCY_HISTORY -> call.reply().array(0);
            case LATENCY_RESET -> call.reply().integer(0);
            case LATENCY_GRAPH -> LatencyCommands.graph(call);
            case LATENCY_DOCTOR -> LatencyCommands.doctor(call);
            case LATENCY_HISTOGRAM -> LatencyCommands.histogram(own);
        };
    }

    private Outcome info(Call call) {
        List<String> sections = new ArrayList<>();
        for (int i = 1; i < call.args().count(); i++) {
            sections.add(call.args().text(i));
        }
        return call.reply().verbatim(all.info().text(sections));
    }

    private static Outcome moduleHelp(Call call) {
        return Help.reply(
                call,
                "MODULE",
                "LIST",
                "List the modules.",
                "LOAD <path> [<arg> ...]",
                "Load a module; this server loads none.",
                "LOADEX <path> [[CONFIG NAME VALUE]...] [ARGS ...]",
                "Load a module with parameters; this server loads none.",
                "UNLOAD <name>",
                "Unload a module.");
    }

    private static Outcome time(EngineCall call) {
        long nowUs = call.engine().clock().nowUs();
        call.reply().array(2);
        call.reply().bulkInteger(nowUs / 1_000_000);
        return call.reply().bulkInteger(nowUs % 1_000_000);
    }

    private static Outcome monitor(EngineCall call) {
        Connection client = call.connection();
        if (!call.mayWait()) {
            throw new CommandError("ERR MONITOR isn't allowed for DENY BLOCKING client");
        }
        if (client.kind() == Connection.Kind.NORMAL) {
            client.monitor(true);
        }
        return call.reply().ok();
    }

    /** Without a picture: those that older versions drew are not drawn. */
    private static Outcome lolwut(Call call) {
        if (call.args().count() >= 3 && call.args().is(1, "version")) {
            Words.integer(call.args(), 2);
        }
        return call.reply().verbatim("Redis ver. " + RedisVersion.TEXT + "\n");
    }
}
