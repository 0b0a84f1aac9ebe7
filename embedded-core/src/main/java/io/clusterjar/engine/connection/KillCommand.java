package io.clusterjar.engine.connection;

import io.clusterjar.command.CommandError;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Words;
import io.clusterjar.engine.Connection;
import io.clusterjar.engine.EngineCall;
import io.clusterjar.net.Stream;
import io.clusterjar.protocol.Args;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** {@code CLIENT KILL}: whom it means, and what becomes of them. */
final class KillCommand {
    private @Nullable String address;
    private @Nullable String localAddress;
    private @Nullable String user;
    private @Nullable ClientType type;
    private long id;
    private boolean spareCaller = true;

    private KillCommand() {}

    static Outcome run(EngineCall call) {
        KillCommand kill = new KillCommand();
        Args args = call.args();
        boolean oldForm = args.count() == 3;
        if (oldForm) {
            kill.address = args.text(2);
            kill.spareCaller = false;
        } else {
            kill.parse(args);
        }
        int killed = 0;
        for (Connection client : new ArrayList<>(call.engine().connections())) {
            if (kill.means(client, call.connection())) {
                killed++;
                if (client == call.connection()) {
                    client.closeAfterReply();
                } else {
                    client.kill();
                }
            }
        }
        if (!oldForm) {
            return call.reply().integer(killed);
        }
        if (killed == 0) {
            throw new CommandError("ERR No such client");
        }
        return call.reply().ok();
    }

    private void parse(Args args) {
        for (int i = 2; i < args.count(); i += 2) {
            if (i + 1 == args.count()) {
                throw CommandError.syntax();
            }
            if (args.is(i, "id")) {
                id = Words.integer(args, i + 1, 1, Long.MAX_VALUE, "ERR client-id should be greater than 0");
            } else if (args.is(i, "type")) {
                type = ClientType.parse(args.text(i + 1));
            } else if (args.is(i, "addr")) {
                address = args.text(i + 1);
            } else if (args.is(i, "laddr")) {
                localAddress = args.text(i + 1);
            } else if (args.is(i, "user")) {
                user = args.text(i + 1);
                if (!"default".equals(user)) {
                    throw new CommandError("ERR No such user '" + user + "'");
                }
            } else if (args.is(i, "skipme") && args.is(i + 1, "yes")) {
                spareCaller = true;
            } else if (args.is(i, "skipme") && args.is(i + 1, "no")) {
                spareCaller = false;
            } else {
                throw CommandError.syntax();
            }
        }
    }

    private boolean means(Connection client, Connection caller) {
        Stream stream = client.stream();
        String from = stream == null ? "?:0" : stream.remote().toString();
        String to = stream == null ? "?:0" : stream.local().toString();
        return (address == null || address.equals(from))
                && (localAddress == null || localAddress.equals(to))
                && (type == null || type == ClientType.of(client))
                && (id == 0 || id == client.id())
                && (user == null || user.equals(client.user()))
                && !(spareCaller && client == caller);
    }
}
