package io.clusterjar.engine.connection;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Words;
import io.clusterjar.engine.Connection;
import io.clusterjar.engine.EngineCall;
import io.clusterjar.engine.Pauses;
import io.clusterjar.protocol.Args;
import java.util.ArrayList;
import java.util.List;

/** {@code CLIENT}: what connections say of themselves and do to each other. */
public final class ClientCommands implements CommandGroup {
    private final TrackingCommands tracking;

    /** Commands of one node. */
    public ClientCommands(Tracking tracking) {
        this.tracking = new TrackingCommands(tracking);
    }

    @Override
    public CommandRow[] rows() {
        return ClientCommand.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        EngineCall own = EngineCall.of(call);
        return switch ((ClientCommand) row) {
            case CLIENT, CLIENT_HELP -> ClientHelp.reply(call);
            case CLIENT_ID -> call.reply().integer(own.connection().id());
            case CLIENT_GETNAME -> name(own);
            case CLIENT_SETNAME -> setName(own);
            case CLIENT_SETINFO -> setInfo(own);
            case CLIENT_INFO -> call.reply().verbatim(ClientLine.of(own.connection()) + "\n");
            case CLIENT_LIST -> list(own);
            case CLIENT_KILL -> KillCommand.run(own);
            case CLIENT_REPLY -> reply(own);
            case CLIENT_PAUSE -> pause(own);
            case CLIENT_UNPAUSE -> unpause(own);
            case CLIENT_UNBLOCK -> unblock(own);
            case CLIENT_NO_EVICT -> noEvict(own);
            case CLIENT_NO_TOUCH -> noTouch(own);
            case CLIENT_GETREDIR -> tracking.redirect(own);
            case CLIENT_TRACKING -> tracking.tracking(own);
            case CLIENT_TRACKINGINFO -> tracking.info(own);
            case CLIENT_CACHING -> tracking.caching(own);
        };
    }

    private static Outcome name(EngineCall call) {
        String name = call.connection().name();
        return name.isEmpty() ? call.reply().nullBulk() : call.reply().bulk(name);
    }

    private static Outcome setName(EngineCall call) {
        String name = call.args().text(2);
        checkName(name);
        call.connection().name(name);
        return call.reply().ok();
    }

    /** Refuses a name that would not stand in a line of {@code CLIENT LIST}. */
    static void checkName(String name) {
        if (!fitsInLine(name)) {
            throw new CommandError("ERR Client names cannot contain spaces, newlines or special characters.");
        }
    }

    private static boolean fitsInLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '!' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static Outcome setInfo(EngineCall call) {
        Args args = call.args();
        boolean name = args.is(2, "lib-name");
        if (!name && !args.is(2, "lib-ver")) {
            throw new CommandError("ERR Unrecognized option '" + args.text(2) + "'");
        }
        String value = args.text(3);
        if (!fitsInLine(value)) {
            throw new CommandError("ERR " + args.text(2) + " cannot contain spaces, newlines or special characters.");
        }
        if (name) {
            call.connection().libraryName(value);
        } else {
            call.connection().libraryVersion(value);
        }
        return call.reply().ok();
    }

    private static Outcome list(EngineCall call) {
        Args args = call.args();
        StringBuilder text = new StringBuilder();
        if (args.count() == 2) {
            for (Connection client : call.engine().connections()) {
                ClientLine.append(text, client).append('\n');
            }
        } else if (args.is(2, "type") && args.count() == 4) {
            ClientType type = ClientType.parse(args.text(3));
            for (Connection client : call.engine().connections()) {
                if (ClientType.of(client) == type) {
                    ClientLine.append(text, client).append('\n');
                }
            }
        } else if (args.is(2, "id") && args.count() > 3) {
            List<Connection> clients = new ArrayList<>();
            for (int i = 3; i < args.count(); i++) {
                Connection client = call.engine().connection(Words.integer(args, i, "ERR Invalid client ID"));
                if (client != null) {
                    clients.add(client);
                }
            }
            clients.forEach(client -> ClientLine.append(text, client).append('\n'));
        } else {
            throw CommandError.syntax();
        }
        return call.reply().verbatim(text.toString());
    }

    private static Outcome reply(EngineCall call) {
        Args args = call.args();
        Connection client = call.connection();
        if (args.is(2, "on")) {
            client.replyOff(false);
            return call.reply().ok();
        }
        if (args.is(2, "off")) {
            client.replyOff(true);
        } else if (args.is(2, "skip")) {
            client.replySkipNext();
        } else {
            throw CommandError.syntax();
        }
        return call.noReply();
    }

    private static Outcome pause(EngineCall call) {
        Args args = call.args();
        if (args.count() > 4) {
            throw CommandError.syntax();
        }
        Pauses.Mode mode = Pauses.Mode.ALL;
        if (args.count() == 4) {
            if (args.is(3, "write")) {
                mode = Pauses.Mode.WRITE;
            } else if (!args.is(3, "all")) {
                throw new CommandError("ERR CLIENT PAUSE mode must be WRITE or ALL");
            }
        }
        long durationMs = Words.integer(args, 2, "ERR timeout is not an integer or out of range");
        if (durationMs < 0) {
            throw new CommandError("ERR timeout is negative");
        }
        call.engine().pause(Pauses.Purpose.CLIENT_COMMAND, durationMs, mode);
        return call.reply().ok();
    }

    private static Outcome unpause(EngineCall call) {
        call.engine().unpause(Pauses.Purpose.CLIENT_COMMAND);
        return call.reply().ok();
    }

    private static Outcome unblock(EngineCall call) {
        Args args = call.args();
        if (args.count() > 4) {
            throw CommandError.syntax();
        }
        boolean withError = false;
        if (args.count() == 4) {
            withError = args.is(3, "error");
            if (!withError && !args.is(3, "timeout")) {
                throw new CommandError("ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR");
            }
        }
        Connection client = call.engine().connection(Words.integer(args, 2));
        return call.reply().integer(client != null && call.engine().unblock(client, withError));
    }

    private static Outcome noEvict(EngineCall call) {
        call.connection().noEvict(isOn(call.args()));
        return call.reply().ok();
    }

    private static Outcome noTouch(EngineCall call) {
        call.connection().noTouch(isOn(call.args()));
        return call.reply().ok();
    }

    static boolean isOn(Args args) {
        if (args.is(2, "on")) {
            return true;
        }
        if (args.is(2, "off")) {
            return false;
        }
        throw CommandError.syntax();
    }
}
