package io.clusterjar.command.hash;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.HashValue;

/** The commands that set and remove fields. */
final class HashWrites {
    private HashWrites() {}

    static Outcome hset(Call call) {
        return call.reply().integer(setPairs(call, "hset"));
    }

    static Outcome hmset(Call call) {
        setPairs(call, "hmset");
        return call.reply().ok();
    }

    /** Sets all fields that the call names; how many are new. */
    private static int setPairs(Call call, String name) {
        Args args = call.args();
        int count = args.count();
        if (count % 2 != 0) {
            throw new CommandError("ERR wrong number of arguments for '" + name + "' command");
        }
        HashValue hash = toWrite(call);
        makeFit(call, hash, 2, count - 1);
        int added = 0;
        for (int word = 2; word < count; word += 2) {
            added += set(call, hash, word, word + 1) ? 1 : 0;
        }
        call.changed(1, KeyEvent.HASH, "hset");
        call.dirty((count - 2) / 2 - 1L);
        return added;
    }

    static Outcome hsetNx(Call call) {
        Args args = call.args();
        HashValue hash = toWrite(call);
        if (hash.contains(args.buffer(), args.offset(2), args.length(2))) {
            return call.reply().integer(0);
        }
        makeFit(call, hash, 2, 3);
        set(call, hash, 2, 3);
        call.changed(1, KeyEvent.HASH, "hset");
        return call.reply().integer(1);
    }

    static Outcome hdel(Call call) {
        HashValue hash = call.write(1, HashValue.class);
        if (hash == null) {
            return call.reply().integer(0);
        }
        Args args = call.args();
        int removed = 0;
        for (int word = 2; word < args.count() && hash.size() > 0; word++) {
            removed += hash.remove(args.buffer(), args.offset(word), args.length(word)) ? 1 : 0;
        }
        if (removed > 0) {
            call.changed(1, KeyEvent.HASH, "hdel");
            call.dirty(removed - 1L);
            if (hash.size() == 0) {
                byte[] key = args.copy(1);
                call.remove(1);
                call.notify(call.db(), key, KeyEvent.GENERIC, "del");
            }
        }
        return call.reply().integer(removed);
    }

    // ---- what setting has in common

    /** The hash at word 1, a new one if there is none. */
    static HashValue toWrite(Call call) {
        HashValue hash = call.write(1, HashValue.class);
        if (hash == null) {
            hash = new HashValue();
            call.put(1, hash, false);
        }
        return hash;
    }

    /** Makes a table of a hash that is to take one of the words if that is too long for a listpack. */
    static void makeFit(Call call, HashValue hash, int firstWord, int lastWord) {
        if (hash.listpack() == null) {
            return;
        }
        long limitBytes = call.config().number(ConfigKey.HASH_MAX_LISTPACK_VALUE);
        long sumBytes = 0;
        for (int word = firstWord; word <= lastWord; word++) {
            int lengthBytes = call.args().length(word);
            sumBytes += lengthBytes;
            if (lengthBytes > limitBytes) {
                hash.toTable();
                return;
            }
        }
        if (hash.wouldBurst((int) Math.min(sumBytes, Integer.MAX_VALUE))) {
            hash.toTable();
        }
    }

    private static boolean set(Call call, HashValue hash, int fieldWord, int valueWord) {
        Args args = call.args();
        boolean added = hash.set(
                args.buffer(),
                args.offset(fieldWord),
                args.length(fieldWord),
                args.buffer(),
                args.offset(valueWord),
                args.length(valueWord));
        keepFew(call, hash);
        return added;
    }

    /** Makes a table of a listpack that has more fields than it may. */
    static void keepFew(Call call, HashValue hash) {
        if (hash.listpack() != null && hash.size() > call.config().number(ConfigKey.HASH_MAX_LISTPACK_ENTRIES)) {
            hash.toTable();
        }
    }
}
