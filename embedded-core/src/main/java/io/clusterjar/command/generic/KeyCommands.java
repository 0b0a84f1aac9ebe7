package io.clusterjar.command.generic;

import io.clusterjar.base.Glob;
import io.clusterjar.command.Call;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.store.Database;
import io.clusterjar.store.KeyEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands that ask whether there are keys and which, and those that delete them. */
final class KeyCommands {
    /** On a replica expired keys stay until the master says so: after so many the next one will do. */
    private static final int MAX_EXPIRED_DRAWS = 100;

    private KeyCommands() {}

    static Outcome del(Call call) {
        int deleted = 0;
        for (int word = 1; word < call.args().count(); word++) {
            if (call.writeEntry(word) != null && call.remove(word)) {
                call.changed(word, KeyEvent.GENERIC, "del");
                deleted++;
            }
        }
        return call.reply().integer(deleted);
    }

    static Outcome exists(Call call) {
        int found = 0;
        for (int word = 1; word < call.args().count(); word++) {
            found += readUntouched(call, word) == null ? 0 : 1;
        }
        return call.reply().integer(found);
    }

    static Outcome touch(Call call) {
        int found = 0;
        for (int word = 1; word < call.args().count(); word++) {
            found += call.readEntry(word) == null ? 0 : 1;
        }
        return call.reply().integer(found);
    }

    static Outcome type(Call call) {
        KeyEntry entry = readUntouched(call, 1);
        return call.reply().status(entry == null ? "none" : entry.value().type().label());
    }

    /** A look-up for reading, with hit or miss, that does not count as a use of the key. */
    static @Nullable KeyEntry readUntouched(Call call, int word) {
        KeyEntry before = call.peekEntry(word);
        int access = before == null ? 0 : before.access();
        KeyEntry entry = call.readEntry(word);
        if (entry != null) {
            entry.access(access);
        }
        return entry;
    }

    static Outcome keys(Call call) {
        byte[] pattern = call.args().copy(1);
        boolean all = pattern.length == 1 && pattern[0] == '*';
        List<byte[]> found = new ArrayList<>();
        call.db().forEachWhile(entry -> {
            if ((all || Glob.matches(pattern, entry.key())) && !entry.isExpired(call.nowMs())) {
                found.add(entry.key());
            }
            return true;
        });
        Reply reply = call.reply();
        reply.array(found.size());
        found.forEach(reply::bulk);
        return reply.done();
    }

    static Outcome randomKey(Call call) {
        Database db = call.db();
        for (int draw = 1; ; draw++) {
            KeyEntry entry = db.random(call.random());
            if (entry == null) {
                return call.reply().nullBulk();
            }
            boolean expired = entry.isExpired(call.nowMs()) && call.writeEntry(db, entry.key()) == null;
            if (!expired || (draw >= MAX_EXPIRED_DRAWS && db.find(entry.key()) != null)) {
                return call.reply().bulk(entry.key());
            }
        }
    }
}
