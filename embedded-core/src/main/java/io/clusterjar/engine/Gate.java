package io.clusterjar.engine;

import io.clusterjar.command.CommandFlag;
import io.clusterjar.protocol.Args;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request runs: every check in the order in which Redis makes them, so that a request with two faults is
 * told the same one.
 */
final class Gate {
    /** What becomes of the request. */
    enum Verdict {
        RUN,
        QUEUE,
        POSTPONE,
        REFUSED
    }

    static final String NOAUTH = "NOAUTH Authentication required.";
    static final String NOREPLICAS = "NOREPLICAS Not enough good replicas to write.";
    static final String READONLY = "READONLY You can't write against a read only replica.";
    static final String MASTERDOWN = "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.";
    static final String LOADING = "LOADING Redis is loading the dataset in memory";

    private static final int SHOWN_NAME_LIMIT = 128;
    private static final int SHOWN_ARGS_LIMIT = 128;

    private final Engine engine;

    Gate(Engine engine) {
        this.engine = engine;
    }

    /** Judges the request; a refusal has been answered when this returns. */
    Verdict judge(Connection client, @Nullable Command command, Args args, boolean again) {
        if (command == null) {
            return refuse(client, null, unknown(args));
        }
        if (!again) {
            if (!command.takes(args.count())) {
                return refuse(client, command, "ERR wrong number of arguments for '" + command.name() + "' command");
            }
            if ((command.flags & CommandFlag.PROTECTED) != 0 && !protectedAllowed(client)) {
                return refuse(client, command, protectedError(command));
            }
        }
        Settings settings = engine.settings();
        boolean trusted = client.kind() == Connection.Kind.MASTER || client.kind() == Connection.Kind.INTERNAL;
        if (settings.passwordRequired
                && !trusted
                && !client.authenticated()
                && (command.flags & CommandFlag.NO_AUTH) == 0) {
            return refuse(client, command, NOAUTH);
        }
        Transaction transaction = client.transaction;
        if ((command.flags & CommandFlag.NO_MULTI) != 0 && transaction.active()) {
            return refuse(client, command, "ERR Command not allowed inside a transaction");
        }
        if (!trusted) {
            Redirects redirects = engine.redirects();
            if (redirects != null && (command.keyed || command.kind == Command.Kind.EXEC)) {
                String redirect = redirects.check(client, command, args);
                if (redirect != null) {
                    return redirect(client, command, redirect);
                }
            }
        }
        String error = state(client, command, settings, trusted);
        if (error != null) {
            return refuse(client, command, error);
        }
        if (!engine.pauses().none()
                && !trusted
                && client.kind() != Connection.Kind.REPLICA
                && engine.pauses().holds(mayReplicate(command, transaction), engine.monotonicMs())) {
            return Verdict.POSTPONE;
        }
        return transaction.active() && queues(command.kind) ? Verdict.QUEUE : Verdict.RUN;
    }

    /** The checks that ask what state this node is in. */
    private @Nullable String state(Connection client, Command command, Settings settings, boolean trusted) {
        Transaction transaction = client.transaction;
        boolean exec = command.kind == Command.Kind.EXEC;
        boolean writes = has(command, transaction, CommandFlag.WRITE);
        Replicator replicator = engine.replicator();
        boolean replica = replicator != null && replicator.isReplica();
        if (writes && replicator != null) {
            if (!replica
                    && settings.minReplicasToWrite > 0
                    && replicator.goodReplicas() < settings.minReplicasToWrite) {
                return NOREPLICAS;
            }
            if (replica && settings.replicaReadOnly && !trusted) {
                return READONLY;
            }
        }
        if (client.subscriptions() > 0 && client.protocolVersion() == 2 && !whileSubscribed(command.kind)) {
            return "ERR Can't execute '" + command.name() + "': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / "
                    + "RESET are allowed in this context";
        }
        if (replicator != null) {
            if (replica
                    && !settings.serveStaleData
                    && !trusted
                    && !replicator.masterLinkUp()
                    && denied(command, transaction, exec, CommandFlag.STALE)) {
                return MASTERDOWN;
            }
            if (replicator.loading() && denied(command, transaction, exec, CommandFlag.LOADING)) {
                return LOADING;
            }
        }
        if (client.kind() == Connection.Kind.REPLICA
                && (mayReplicate(command, transaction) || has(command, transaction, CommandFlag.READONLY))) {
            return "ERR Replica can't interact with the keyspace";
        }
        return null;
    }

    private static boolean denied(Command command, Transaction transaction, boolean exec, int flag) {
        return (command.flags & flag) == 0 || (exec && !transaction.allHave(flag));
    }

    private static boolean has(Command command, Transaction transaction, int flag) {
        return (command.flags & flag) != 0 || (command.kind == Command.Kind.EXEC && transaction.anyHas(flag));
    }

    private static boolean mayReplicate(Command command, Transaction transaction) {
        return has(command, transaction, CommandFlag.WRITE) || has(command, transaction, CommandFlag.MAY_REPLICATE);
    }

    private static boolean whileSubscribed(Command.Kind kind) {
        return kind == Command.Kind.SUBSCRIBING
                || kind == Command.Kind.PING
                || kind == Command.Kind.QUIT
                || kind == Command.Kind.RESET;
    }

    private static boolean queues(Command.Kind kind) {
        return switch (kind) {
            case EXEC, DISCARD, MULTI, WATCH, QUIT, RESET -> false;
            default -> true;
        };
    }

    // ---- refusals

    private Verdict redirect(Connection client, Command command, String error) {
        if (command.kind == Command.Kind.EXEC) {
            engine.watches().discard(client);
        } else {
            client.transaction.abort();
        }
        command.rejected++;
        engine.dispatcher().errorTo(client, error);
        return Verdict.REFUSED;
    }

    private Verdict refuse(Connection client, @Nullable Command command, String error) {
        client.transaction.abort();
        if (command != null) {
            command.rejected++;
            if (command.kind == Command.Kind.EXEC) {
                engine.watches().discard(client);
                engine.dispatcher().errorTo(client, "EXECABORT Transaction discarded because of: " + withoutErr(error));
                return Verdict.REFUSED;
            }
        }
        engine.dispatcher().errorTo(client, error);
        return Verdict.REFUSED;
    }

    /** Redis names the code of an error it keeps ready, but not the ERR that it puts before any other text. */
    private static String withoutErr(String error) {
        return error.startsWith("ERR ") ? error.substring(4) : error;
    }

    private boolean protectedAllowed(Connection client) {
        return switch (engine.settings().debugCommand) {
            case "yes" -> true;
            case "local" ->
                client.stream() == null || isLoopback(client.stream().remote().host());
            default -> client.kind() == Connection.Kind.INTERNAL;
        };
    }

    static boolean isLoopback(String host) {
        return host.startsWith("127.") || host.equals("::1") || host.equals("localhost");
    }

    private static String protectedError(Command command) {
        boolean module = command.name().startsWith("module");
        return "ERR " + (module ? "MODULE" : "DEBUG") + " command not allowed. If the "
                + (module ? "enable-module-command" : "enable-debug-command")
                + " option is set to \"local\", you can run it from a local connection, otherwise you need to set this "
                + "option in the configuration file, and then restart the server.";
    }

    private String unknown(Args args) {
        Command container = engine.commands().find(args.buffer(), args.offset(0), args.length(0));
        if (container != null) {
            return "ERR unknown subcommand '" + cut(args.text(1), SHOWN_NAME_LIMIT) + "'. Try "
                    + args.text(0).toUpperCase(java.util.Locale.ROOT) + " HELP.";
        }
        StringBuilder shown = new StringBuilder();
        for (int i = 1; i < args.count() && shown.length() < SHOWN_ARGS_LIMIT; i++) {
            String word = cut(args.text(i), SHOWN_ARGS_LIMIT - shown.length());
            shown.append('\'').append(word).append("' ");
        }
        return "ERR unknown command '" + cut(args.text(0), SHOWN_NAME_LIMIT) + "', with args beginning with: " + shown;
    }

    /** As much of a text as C shows of it: nothing after a zero byte. */
    private static String cut(String text, int limit) {
        int end = text.indexOf(0) < 0 ? text.length() : text.indexOf(0);
        return text.substring(0, Math.min(end, limit));
    }
}
