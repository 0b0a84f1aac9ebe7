package io.clusterjar.command.generic;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Words;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.Database;

/** The commands on whole databases. */
final class DatabaseCommands {
    private DatabaseCommands() {}

    static Outcome dbSize(Call call) {
        return call.reply().integer(call.db().size());
    }

    static Outcome flushDb(Call call) {
        checkFlushOptions(call.args());
        clear(call, call.db());
        call.dirty(1); // propagated even if there was nothing to flush
        return call.reply().ok();
    }

    static Outcome flushAll(Call call) {
        checkFlushOptions(call.args());
        int databases = call.clusterEnabled() ? 1 : call.config().integer(ConfigKey.DATABASES);
        for (int index = 0; index < databases; index++) {
            clear(call, call.db(index));
        }
        call.dirty(1);
        return call.reply().ok();
    }

    private static void checkFlushOptions(Args args) {
        if (args.count() > 2 || (args.count() == 2 && !args.is(1, "sync") && !args.is(1, "async"))) {
            throw CommandError.syntax();
        }
    }

    private static void clear(Call call, Database db) {
        if (db.size() > 0) {
            call.dirty(db.size());
            call.flushing(db);
            db.clear();
        }
    }

    static Outcome swapDb(Call call) {
        if (call.clusterEnabled()) {
            throw new CommandError("ERR SWAPDB is not allowed in cluster mode");
        }
        long first = index(call.args(), 1, "ERR invalid first DB index");
        long second = index(call.args(), 2, "ERR invalid second DB index");
        long databases = call.config().number(ConfigKey.DATABASES);
        if (first < 0 || first >= databases || second < 0 || second >= databases) {
            throw new CommandError("ERR DB index is out of range");
        }
        if (first != second) {
            Database one = call.db((int) first);
            Database other = call.db((int) second);
            call.swapping(one, other);
            one.swapContent(other);
            call.databaseFilled(one);
            call.databaseFilled(other);
        }
        call.dirty(1);
        return call.reply().ok();
    }

    private static long index(Args args, int word, String error) {
        return Words.integer(args, word, Integer.MIN_VALUE, Integer.MAX_VALUE, error);
    }
}
