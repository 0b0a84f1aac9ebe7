package io.clusterjar.engine;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.Outcome;

/** Transactions: {@code MULTI}, {@code EXEC}, {@code DISCARD}, {@code WATCH}, {@code UNWATCH}. */
final class TransactionCommands implements CommandGroup {
    @Override
    public CommandRow[] rows() {
        return TransactionCommand.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        EngineCall made = EngineCall.of(call);
        return switch ((TransactionCommand) row) {
            case MULTI -> multi(made);
            case EXEC -> exec(made);
            case DISCARD -> discard(made);
            case WATCH -> watch(made);
            case UNWATCH -> unwatch(made);
        };
    }

    private static Outcome multi(EngineCall call) {
        Transaction transaction = call.connection().transaction;
        if (transaction.active()) {
            throw new CommandError("ERR MULTI calls can not be nested");
        }
        transaction.begin();
        return call.reply().ok();
    }

    private static Outcome discard(EngineCall call) {
        if (!call.connection().transaction.active()) {
            throw new CommandError("ERR DISCARD without MULTI");
        }
        call.engine().watches().discard(call.connection());
        return call.reply().ok();
    }

    private static Outcome watch(EngineCall call) {
        Connection client = call.connection();
        if (client.transaction.active()) {
            throw new CommandError("ERR WATCH inside MULTI is not allowed");
        }
        if (!client.transaction.dirtyWatch()) { // else the transaction will not run anyway
            for (int word = 1; word < call.args().count(); word++) {
                call.engine().watches().watch(client, call.db(), call.args().copy(word));
            }
        }
        return call.reply().ok();
    }

    private static Outcome unwatch(EngineCall call) {
        Connection client = call.connection();
        call.engine().watches().unwatch(client);
        client.transaction.watchForgotten();
        return call.reply().ok();
    }

    private static Outcome exec(EngineCall call) {
        Connection client = call.connection();
        Transaction transaction = client.transaction;
        Engine engine = call.engine();
        if (!transaction.active()) {
            throw new CommandError("ERR EXEC without MULTI");
        }
        boolean changed = transaction.dirtyWatch() || engine.watches().anyExpired(client);
        if (transaction.aborted()) {
            engine.watches().discard(client);
            throw new CommandError("EXECABORT Transaction discarded because of previous errors.");
        }
        if (changed) {
            engine.watches().discard(client);
            return call.reply().nullArray();
        }
        engine.watches().unwatch(client);
        call.reply().array(transaction.queue().size());
        for (Transaction.Queued queued : transaction.queue()) {
            engine.dispatcher().call(client, queued.command(), queued.args(), false);
        }
        engine.watches().discard(client);
        return call.reply().done();
    }
}
