package io.clusterjar.engine.server;

import io.clusterjar.base.Bytes;
import io.clusterjar.base.Glob;
import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.CommandFlag;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.Help;
import io.clusterjar.command.KeyFlag;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.engine.Command;
import io.clusterjar.engine.EngineCall;
import io.clusterjar.engine.KeyFinder;
import io.clusterjar.protocol.Args;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** {@code COMMAND}: what the command table holds. */
final class CommandCommands implements CommandGroup {
    private final CommandFacts facts = new CommandFacts();

    @Override
    public CommandRow[] rows() {
        return CommandCommand.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        EngineCall own = EngineCall.of(call);
        return switch ((CommandCommand) row) {
            case COMMAND -> infoOfAll(own);
            case COMMAND_COUNT ->
                call.reply().integer(own.engine().commands().commands().size());
            case COMMAND_INFO -> info(own);
            case COMMAND_DOCS -> docs(own);
            case COMMAND_LIST -> list(own);
            case COMMAND_GETKEYS -> keys(own, false);
            case COMMAND_GETKEYSANDFLAGS -> keys(own, true);
            case COMMAND_HELP -> help(call);
        };
    }

    private Outcome infoOfAll(EngineCall call) {
        List<Command> commands = call.engine().commands().commands();
        CommandDescription description = new CommandDescription(facts, call.reply());
        call.reply().array(commands.size());
        commands.forEach(description::info);
        return call.reply().done();
    }

    private Outcome info(EngineCall call) {
        if (call.args().count() == 2) {
            return infoOfAll(call);
        }
        CommandDescription description = new CommandDescription(facts, call.reply());
        call.reply().array(call.args().count() - 2);
        for (int i = 2; i < call.args().count(); i++) {
            Command command = call.engine().commands().find(call.args().text(i));
            if (command == null) {
                call.reply().nullBulk();
            } else {
                description.info(command);
            }
        }
        return call.reply().done();
    }

    private Outcome docs(EngineCall call) {
        List<Command> commands = new ArrayList<>();
        if (call.args().count() == 2) {
            commands.addAll(call.engine().commands().commands());
        }
        for (int i = 2; i < call.args().count(); i++) {
            Command command = call.engine().commands().find(call.args().text(i));
            if (command != null) {
                commands.add(command);
            }
        }
        CommandDescription description = new CommandDescription(facts, call.reply());
        call.reply().map(commands.size());
        commands.forEach(description::docs);
        return call.reply().done();
    }

    private static Outcome list(EngineCall call) {
        List<String> names = new ArrayList<>();
        Predicate<Command> filter = filter(call.args());
        for (Command command : call.engine().commands().commands()) {
            collect(names, command, filter);
        }
        Reply reply = call.reply();
        reply.array(names.size());
        names.forEach(reply::bulk);
        return reply.done();
    }

    private static void collect(List<String> names, Command command, Predicate<Command> filter) {
        if (filter.test(command)) {
            names.add(command.name());
        }
        command.children().forEach(child -> collect(names, child, filter));
    }

    private static Predicate<Command> filter(Args args) {
        if (args.count() == 2) {
            return command -> true;
        }
        if (args.count() != 5 || !args.is(2, "filterby")) {
            throw CommandError.syntax();
        }
        if (args.is(3, "module")) {
            return command -> false;
        }
        if (args.is(3, "aclcat")) {
            int index = CommandDescription.CATEGORIES.indexOf(args.text(4).toLowerCase(Locale.ROOT));
            return command -> index >= 0 && (command.spec().categories() >> index & 1) != 0;
        }
        if (args.is(3, "pattern")) {
            byte[] pattern = args.copy(4);
            return command -> Glob.matches(pattern, Bytes.latin1(command.name()), true);
        }
        throw CommandError.syntax();
    }

    private Outcome keys(EngineCall call, boolean withFlags) {
        Args words = call.args();
        Args line = new Args();
        line.reset(words.buffer());
        for (int i = 2; i < words.count(); i++) {
            line.add(words.offset(i), words.length(i));
        }
        Command command = call.engine().commands().find(line);
        if (command == null) {
            throw new CommandError("ERR Invalid command specified");
        }
        if (!command.keyed() || onlyChannels(command)) {
            throw new CommandError("ERR The command has no key arguments");
        }
        int arity = command.spec().arity();
        if (arity >= 0 ? line.count() != arity : line.count() < -arity) {
            throw new CommandError("ERR Invalid number of arguments specified for command");
        }
        KeyFinder finder = new KeyFinder();
        int count = finder.find(command, line);
        if (count == 0 && !command.has(CommandFlag.NO_MANDATORY_KEYS)) {
            throw new CommandError("ERR Invalid arguments specified for command");
        }
        Reply reply = call.reply();
        CommandDescription description = new CommandDescription(facts, reply);
        reply.array(count);
        for (int i = 0; i < count; i++) {
            int word = finder.word(i);
            if (withFlags) {
                reply.array(2);
            }
            reply.bulk(line.buffer(), line.offset(word), line.length(word));
            if (withFlags) {
                description.keyFlags(finder.flags(i, command, line));
            }
        }
        return reply.done();
    }

    private static boolean onlyChannels(Command command) {
        return !command.spec().keys().isEmpty()
                && command.spec().keys().stream().allMatch(spec -> (spec.flags() & KeyFlag.NOT_KEY) != 0);
    }

    private static Outcome help(Call call) {
        return Help.reply(
                call,
                "COMMAND",
                "(no subcommand)",
                "Describe all commands.",
                "COUNT",
                "Count the commands.",
                "LIST [FILTERBY (MODULE <name>|ACLCAT <category>|PATTERN <pattern>)]",
                "List the names of all commands, or of some.",
                "INFO [<command-name> ...]",
                "Describe some or all commands.",
                "DOCS [<command-name> ...]",
                "Document some or all commands.",
                "GETKEYS <full-command>",
                "Find the keys in a command line.",
                "GETKEYSANDFLAGS <full-command>",
                "Find the keys in a command line and what is done with them.");
    }
}
