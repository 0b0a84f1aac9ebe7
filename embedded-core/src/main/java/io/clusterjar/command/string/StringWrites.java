package io.clusterjar.command.string;

import static io.clusterjar.base.Bytes.decimal;
import static io.clusterjar.base.Bytes.latin1;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.StringValue;

/** The commands that store whole strings, and those that read one and change whether and how long it lives. */
final class StringWrites {
    private StringWrites() {}

    // ---- SET and its older forms

    static Outcome set(Call call) {
        StoreOptions options = StoreOptions.ofSet(call);
        StringValue old = null;
        if (options.get()) {
            old = call.read(1, StringValue.class);
            StringReads.bulk(call.reply(), old); // before the new value: it may be the same buffer
        }
        if (options.nx() || options.xx()) {
            boolean found = call.writeEntry(1) != null;
            if (options.nx() == found) {
                return options.get() ? call.reply().done() : call.reply().nullBulk();
            }
        }
        store(call, 2, options.expireAtMs(), options.keepTtl());
        if (!options.get()) {
            return call.reply().ok();
        }
        if (!options.expires()) {
            call.propagateAs(withoutGet(call.args()));
        }
        return call.reply().done();
    }

    static Outcome setNx(Call call) {
        if (call.writeEntry(1) != null) {
            return call.reply().integer(0);
        }
        store(call, 2, KeyEntry.NEVER, false);
        return call.reply().integer(1);
    }

    /** {@code SETEX} and {@code PSETEX}. */
    static Outcome setEx(Call call, long unitMs) {
        String name = unitMs == 1 ? "psetex" : "setex";
        long expireAtMs = StoreOptions.expireAtMs(call, 2, unitMs, call.nowMs(), name);
        store(call, 3, expireAtMs, false);
        return call.reply().ok();
    }

    static Outcome getSet(Call call) {
        StringReads.bulk(call.reply(), call.read(1, StringValue.class));
        store(call, 2, KeyEntry.NEVER, false);
        call.propagateAs(latin1("SET"), call.args().copy(1), call.args().copy(2));
        return call.reply().done();
    }

    /** Stores the word under the key at word 1, and says so. */
    private static void store(Call call, int word, long expireAtMs, boolean keepTtl) {
        Args args = call.args();
        StringValue value = StringValue.of(args.buffer(), args.offset(word), args.length(word));
        KeyEntry entry = call.put(1, value, keepTtl);
        call.changed(1, KeyEvent.STRING, "set");
        if (expireAtMs == KeyEntry.NEVER) {
            return;
        }
        call.db().setExpire(entry, expireAtMs);
        call.propagateAs(latin1("SET"), args.copy(1), args.copy(word), latin1("PXAT"), decimal(expireAtMs));
        call.notify(call.db(), entry.key(), KeyEvent.GENERIC, "expire");
    }

    private static byte[][] withoutGet(Args args) {
        byte[][] words = new byte[args.count()][];
        int count = 0;
        for (int word = 0; word < args.count(); word++) {
            if (word < 3 || !args.is(word, "get")) {
                words[count++] = args.copy(word);
            }
        }
        return java.util.Arrays.copyOf(words, count);
    }

    // ---- several at once

    static Outcome mset(Call call) {
        checkPairs(call, "mset");
        storePairs(call);
        return call.reply().ok();
    }

    static Outcome msetNx(Call call) {
        checkPairs(call, "msetnx");
        for (int word = 1; word < call.args().count(); word += 2) {
            if (call.writeEntry(word) != null) {
                return call.reply().integer(0);
            }
        }
        storePairs(call);
        return call.reply().integer(1);
    }

    private static void checkPairs(Call call, String name) {
        if (call.args().count() % 2 == 0) {
            throw new CommandError("ERR wrong number of arguments for '" + name + "' command");
        }
    }

    private static void storePairs(Call call) {
        Args args = call.args();
        for (int word = 1; word < args.count(); word += 2) {
            call.put(word, StringValue.of(args.buffer(), args.offset(word + 1), args.length(word + 1)), false);
            call.changed(word, KeyEvent.STRING, "set");
        }
    }

    // ---- reading and ending

    static Outcome getDel(Call call) {
        StringValue value = call.read(1, StringValue.class);
        StringReads.bulk(call.reply(), value);
        if (value != null && call.remove(1)) {
            call.changed(1, KeyEvent.GENERIC, "del");
            boolean lazily = call.config().flag(ConfigKey.LAZYFREE_LAZY_SERVER_DEL);
            call.propagateAs(latin1(lazily ? "UNLINK" : "DEL"), call.args().copy(1));
        }
        return call.reply().done();
    }

    static Outcome getEx(Call call) {
        StoreOptions options = StoreOptions.ofGetEx(call);
        KeyEntry entry = call.readEntry(1);
        StringValue value = Call.cast(entry, StringValue.class);
        long expireAtMs = entry == null ? KeyEntry.NEVER : options.readTime(call);
        StringReads.bulk(call.reply(), value);
        if (entry == null) {
            return call.reply().done();
        }
        byte[] key = entry.key();
        if (options.absolute() && expireAtMs <= call.nowMs() && !call.obeysMaster()) {
            call.remove(1);
            call.changed(1, KeyEvent.GENERIC, "del");
            boolean lazily = call.config().flag(ConfigKey.LAZYFREE_LAZY_EXPIRE);
            call.propagateAs(latin1(lazily ? "UNLINK" : "DEL"), key);
        } else if (options.expires()) {
            call.db().setExpire(entry, expireAtMs);
            call.changed(1, KeyEvent.GENERIC, "expire");
            call.propagateAs(latin1("PEXPIREAT"), key, decimal(expireAtMs));
        } else if (options.persist() && call.db().clearExpire(entry)) {
            call.changed(1, KeyEvent.GENERIC, "persist");
            call.propagateAs(latin1("PERSIST"), key);
        }
        return call.reply().done();
    }
}
