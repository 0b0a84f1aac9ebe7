package io.clusterjar.engine.connection;

import io.clusterjar.base.Bytes;
import io.clusterjar.base.RedisVersion;
import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.command.Words;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.engine.Connection;
import io.clusterjar.engine.EngineCall;
import io.clusterjar.engine.pubsub.PubSub;
import io.clusterjar.protocol.Args;
import java.util.Arrays;

/** The commands with which a connection begins, proves who it is, and ends. */
public final class ConnectionCommands implements CommandGroup {
    private static final String WRONGPASS = "WRONGPASS invalid username-password pair or user is disabled.";
    private static final String DEFAULT_USER = "default";

    private final PubSub pubSub;
    private final Tracking tracking;

    /**
     * Commands of one node.
     *
     * @param pubSub the node's registry, in which a connection that begins anew is forgotten
     * @param tracking the node's client-side caching, likewise
     */
    public ConnectionCommands(PubSub pubSub, Tracking tracking) {
        this.pubSub = pubSub;
        this.tracking = tracking;
    }

    @Override
    public CommandRow[] rows() {
        return ConnectionCommand.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        return switch ((ConnectionCommand) row) {
            case PING -> ping(call);
            case ECHO ->
                call.reply()
                        .bulk(
                                call.args().buffer(),
                                call.args().offset(1),
                                call.args().length(1));
            case SELECT -> select(call);
            case QUIT -> quit(call);
            case RESET -> reset(call);
            case HELLO -> hello(call);
            case AUTH -> auth(call);
        };
    }

    private static Outcome ping(Call call) {
        Args args = call.args();
        if (args.count() > 2) {
            throw new CommandError("ERR wrong number of arguments for 'ping' command");
        }
        Connection client = EngineCall.of(call).connection();
        Reply reply = call.reply();
        if (client.subscriptions() > 0 && client.protocolVersion() == 2) {
            reply.array(2);
            reply.bulk("pong");
            return args.count() == 1 ? reply.bulk("") : reply.bulk(args.buffer(), args.offset(1), args.length(1));
        }
        return args.count() == 1 ? reply.status("PONG") : reply.bulk(args.buffer(), args.offset(1), args.length(1));
    }

    private static Outcome select(Call call) {
        EngineCall own = EngineCall.of(call);
        int index = Words.shortInteger(call.args(), 1);
        if (call.clusterEnabled() && index != 0) {
            throw new CommandError("ERR SELECT is not allowed in cluster mode");
        }
        call.db(index);
        own.connection().database(index);
        return call.reply().ok();
    }

    private static Outcome quit(Call call) {
        EngineCall.of(call).connection().closeAfterReply();
        return call.reply().ok();
    }

    private Outcome reset(Call call) {
        EngineCall own = EngineCall.of(call);
        Connection client = own.connection();
        if (client.kind() != Connection.Kind.NORMAL) {
            throw new CommandError("ERR can only reset normal connections");
        }
        pubSub.forget(client);
        tracking.disable(client);
        client.reset();
        return call.reply().status("RESET");
    }

    // ---- who it is

    private static Outcome hello(Call call) {
        EngineCall own = EngineCall.of(call);
        Connection client = own.connection();
        Args args = call.args();
        int version = 0;
        if (args.count() > 1) {
            long asked = Words.integer(args, 1, "ERR Protocol version is not an integer or out of range");
            if (asked < 2 || asked > 3) {
                throw new CommandError("NOPROTO unsupported protocol version");
            }
            version = (int) asked;
        }
        String user = null;
        byte[] password = null;
        String name = null;
        for (int i = 2; i < args.count(); i++) {
            if (args.is(i, "auth") && i + 2 < args.count()) {
                user = args.text(i + 1);
                password = args.copy(i + 2);
                i += 2;
            } else if (args.is(i, "setname") && i + 1 < args.count()) {
                name = args.text(i + 1);
                ClientCommands.checkName(name);
                i++;
            } else {
                throw new CommandError("ERR Syntax error in HELLO option '" + args.text(i) + "'");
            }
        }
        if (user != null && password != null) {
            authenticate(own, user, password);
        }
        if (!client.authenticated()) {
            throw new CommandError(
                    "NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO "
                            + "<proto> AUTH <user> <pass> option can be used to authenticate the client and select the RESP "
                            + "protocol version at the same time");
        }
        if (name != null) {
            client.name(name);
        }
        if (version != 0) {
            client.protocolVersion(version);
        }
        return describe(own);
    }

    private static Outcome describe(EngineCall call) {
        Connection client = call.connection();
        Reply reply = call.reply();
        reply.map(7);
        reply.bulk("server");
        reply.bulk("redis");
        reply.bulk("version");
        reply.bulk(RedisVersion.TEXT);
        reply.bulk("proto");
        reply.integer(client.protocolVersion());
        reply.bulk("id");
        reply.integer(client.id());
        reply.bulk("mode");
        reply.bulk(call.clusterEnabled() ? "cluster" : "standalone");
        reply.bulk("role");
        reply.bulk(call.engine().isReplica() ? "replica" : "master");
        reply.bulk("modules");
        return reply.array(0);
    }

    private static Outcome auth(Call call) {
        EngineCall own = EngineCall.of(call);
        Args args = call.args();
        if (args.count() > 3) {
            throw CommandError.syntax();
        }
        if (args.count() == 2 && !own.engine().passwordRequired()) {
            throw new CommandError(
                    "ERR AUTH <password> called without any password configured for the default user. Are "
                            + "you sure your configuration is correct?");
        }
        authenticate(own, args.count() == 2 ? DEFAULT_USER : args.text(1), args.copy(args.count() - 1));
        return call.reply().ok();
    }

    private static void authenticate(EngineCall call, String user, byte[] password) {
        if (!user.equals(DEFAULT_USER) || !isPassword(call.config().text(ConfigKey.REQUIREPASS), password)) {
            call.engine().stats().deniedAuth++;
            throw new CommandError(WRONGPASS);
        }
        call.connection().authenticate(user);
    }

    private static boolean isPassword(String required, byte[] given) {
        return required.isEmpty() || Arrays.equals(Bytes.latin1(required), given);
    }
}
