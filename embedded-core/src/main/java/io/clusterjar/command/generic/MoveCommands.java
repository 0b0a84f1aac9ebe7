package io.clusterjar.command.generic;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Words;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.Database;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.Value;
import java.util.Arrays;

/** The commands that give a value another key, or another database. */
final class MoveCommands {

    private MoveCommands() {}

    /** {@code RENAME} and {@code RENAMENX}. */
    static Outcome rename(Call call, boolean onlyIfNew) {
        Args args = call.args();
        KeyEntry entry = call.writeEntry(1);
        if (entry == null) {
            throw new CommandError("ERR no such key");
        }
        byte[] target = args.copy(2);
        if (Arrays.equals(entry.key(), target)) {
            return onlyIfNew ? call.reply().integer(0) : call.reply().ok();
        }
        Database db = call.db();
        if (call.writeEntry(2) != null) {
            if (onlyIfNew) {
                return call.reply().integer(0);
            }
            call.remove(2);
        }
        Value value = entry.value();
        long expireAtMs = entry.expireAtMs();
        call.remove(1);
        add(call, db, target, value, expireAtMs);
        call.touched(db, entry.key());
        call.notify(db, entry.key(), KeyEvent.GENERIC, "rename_from");
        call.changed(2, KeyEvent.GENERIC, "rename_to");
        return onlyIfNew ? call.reply().integer(1) : call.reply().ok();
    }

    static Outcome move(Call call) {
        if (call.clusterEnabled()) {
            throw new CommandError("ERR MOVE is not allowed in cluster mode");
        }
        Database source = call.db();
        Database target = call.db(databaseIndex(call, 2));
        if (source == target) {
            throw sameObject();
        }
        KeyEntry entry = call.writeEntry(1);
        if (entry == null || call.writeEntry(target, entry.key()) != null) {
            return call.reply().integer(0);
        }
        Value value = entry.value();
        long expireAtMs = entry.expireAtMs();
        call.remove(1);
        byte[] key = entry.key();
        add(call, target, key, value, expireAtMs);
        call.touched(source, key);
        call.notify(source, key, KeyEvent.GENERIC, "move_from");
        call.changed(target, key, KeyEvent.GENERIC, "move_to");
        return call.reply().integer(1);
    }

    static Outcome copy(Call call) {
        Args args = call.args();
        boolean replace = false;
        int targetIndex = call.db().index();
        for (int word = 3; word < args.count(); word++) {
            if (args.is(word, "replace")) {
                replace = true;
            } else if (args.is(word, "db") && word + 1 < args.count()) {
                targetIndex = databaseIndex(call, ++word);
            } else {
                throw CommandError.syntax();
            }
        }
        if (call.clusterEnabled() && targetIndex != 0) {
            throw new CommandError("ERR Copying to another database is not allowed in cluster mode");
        }
        Database target = call.db(targetIndex);
        byte[] key = args.copy(2);
        if (target == call.db() && Arrays.equals(args.copy(1), key)) {
            throw sameObject();
        }
        KeyEntry entry = call.readEntry(1);
        if (entry == null) {
            return call.reply().integer(0);
        }
        if (call.writeEntry(target, key) != null) {
            if (!replace) {
                return call.reply().integer(0);
            }
            call.remove(target, key);
        }
        add(call, target, key, entry.value().copy(), entry.expireAtMs());
        call.changed(target, key, KeyEvent.GENERIC, "copy_to");
        return call.reply().integer(1);
    }

    private static void add(Call call, Database db, byte[] key, Value value, long expireAtMs) {
        KeyEntry entry = call.put(db, key, value, false);
        if (expireAtMs != KeyEntry.NEVER) {
            db.setExpire(entry, expireAtMs);
        }
    }

    /** The number of a database at {@code word}, which there is on a node of its own. */
    private static int databaseIndex(Call call, int word) {
        int index = Words.shortInteger(call.args(), word);
        if (index < 0 || index >= call.config().number(ConfigKey.DATABASES)) {
            throw new CommandError("ERR DB index is out of range");
        }
        return index;
    }

    private static CommandError sameObject() {
        return new CommandError("ERR source and destination objects are the same");
    }
}
