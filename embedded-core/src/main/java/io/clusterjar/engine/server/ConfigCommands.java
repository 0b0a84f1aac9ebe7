package io.clusterjar.engine.server;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Help;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.config.ConfigFile;
import io.clusterjar.engine.EngineCall;
import java.util.ArrayList;
import java.util.List;

/** {@code CONFIG}. */
final class ConfigCommands {
    private ConfigCommands() {}

    static Outcome get(Call call) {
        List<String> namesAndValues = new ArrayList<>();
        call.config().get(words(call, 2), (name, value) -> {
            namesAndValues.add(name);
            namesAndValues.add(value);
        });
        Reply reply = call.reply();
        reply.map(namesAndValues.size() / 2);
        namesAndValues.forEach(reply::bulk);
        return reply.done();
    }

    static Outcome set(Call call) {
        if (call.args().count() % 2 != 0) {
            throw new CommandError("ERR wrong number of arguments for 'config|set' command");
        }
        String error = call.config().setAll(words(call, 2));
        if (error != null) {
            throw new CommandError(error);
        }
        return call.reply().ok();
    }

    static Outcome resetStats(EngineCall call) {
        call.engine().stats().reset();
        call.engine().commands().resetStats();
        return call.reply().ok();
    }

    static Outcome rewrite(Call call, ServerHost host) {
        String path = call.config().filePath();
        if (path == null) {
            throw new CommandError("ERR The server is running without a config file");
        }
        String text = host.readConfigFile(path);
        host.writeConfigFile(path, ConfigFile.rewrite(call.config(), text == null ? "" : text));
        return call.reply().ok();
    }

    static Outcome help(Call call) {
        return Help.reply(
                call,
                "CONFIG",
                "GET <pattern> [<pattern> ...]",
                "Show the parameters that match.",
                "SET <directive> <value> [<directive> <value> ...]",
                "Change parameters, all of them or none.",
                "RESETSTAT",
                "Set the statistics of INFO to zero.",
                "REWRITE",
                "Write the parameters to the configuration file.");
    }

    private static List<String> words(Call call, int from) {
        List<String> words = new ArrayList<>();
        for (int i = from; i < call.args().count(); i++) {
            words.add(call.args().text(i));
        }
        return words;
    }
}
