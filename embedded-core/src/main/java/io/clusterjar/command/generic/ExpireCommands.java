package io.clusterjar.command.generic;

import static io.clusterjar.base.Bytes.decimal;
import static io.clusterjar.base.Bytes.latin1;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Words;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.KeyEntry;

/** The commands that set, show and take away a key's time to live. */
final class ExpireCommands {
    /** On which condition a time to live is set. */
    private record Condition(boolean nx, boolean xx, boolean gt, boolean lt) {
        static Condition of(Args args) {
            boolean nx = false;
            boolean xx = false;
            boolean gt = false;
            boolean lt = false;
            for (int word = 3; word < args.count(); word++) {
                if (args.is(word, "nx")) {
                    nx = true;
                } else if (args.is(word, "xx")) {
                    xx = true;
                } else if (args.is(word, "gt")) {
                    gt = true;
                } else if (args.is(word, "lt")) {
                    lt = true;
                } else {
                    throw new CommandError("ERR Unsupported option " + args.text(word));
                }
            }
            if (nx && (xx || gt || lt)) {
                throw new CommandError("ERR NX and XX, GT or LT options at the same time are not compatible");
            }
            if (gt && lt) {
                throw new CommandError("ERR GT and LT options at the same time are not compatible");
            }
            return new Condition(nx, xx, gt, lt);
        }

        boolean holds(long oldMs, long newMs) {
            boolean expires = oldMs != KeyEntry.NEVER;
            return !(nx && expires)
                    && !(xx && !expires)
                    && !(gt && (!expires || newMs <= oldMs))
                    && !(lt && expires && newMs >= oldMs);
        }
    }

    private ExpireCommands() {}

    /** {@code EXPIRE} and its like: the word counts units of {@code unitMs} from {@code baseMs}. */
    static Outcome expire(Call call, long unitMs, long baseMs, String command) {
        Args args = call.args();
        Condition condition = Condition.of(args);
        long expireAtMs = time(args, unitMs, baseMs, command);
        KeyEntry entry = call.writeEntry(1);
        if (entry == null || !condition.holds(entry.expireAtMs(), expireAtMs)) {
            return call.reply().integer(0);
        }
        if (expireAtMs <= call.nowMs() && !call.obeysMaster()) {
            byte[] key = entry.key();
            call.remove(1);
            call.changed(1, KeyEvent.GENERIC, "del");
            boolean lazily = call.config().flag(ConfigKey.LAZYFREE_LAZY_EXPIRE);
            call.propagateAs(latin1(lazily ? "UNLINK" : "DEL"), key);
            return call.reply().integer(1);
        }
        call.db().setExpire(entry, expireAtMs);
        call.changed(1, KeyEvent.GENERIC, "expire");
        if (unitMs != 1 || baseMs != 0) {
            byte[][] words = args.toArray();
            words[0] = latin1("PEXPIREAT");
            words[2] = decimal(expireAtMs);
            call.propagateAs(words);
        }
        return call.reply().integer(1);
    }

    private static long time(Args args, long unitMs, long baseMs, String command) {
        long units = Words.integer(args, 2);
        if (units > Long.MAX_VALUE / unitMs
                || units < Long.MIN_VALUE / unitMs
                || units * unitMs > Long.MAX_VALUE - baseMs) {
            throw new CommandError("ERR invalid expire time in '" + command + "' command");
        }
        return units * unitMs + baseMs;
    }

    static Outcome persist(Call call) {
        KeyEntry entry = call.writeEntry(1);
        if (entry == null || !call.db().clearExpire(entry)) {
            return call.reply().integer(0);
        }
        call.changed(1, KeyEvent.GENERIC, "persist");
        return call.reply().integer(1);
    }

    /** {@code TTL} and its like: a date if {@code absolute}, else how long still, in units of {@code unitMs}. */
    static Outcome timeToLive(Call call, boolean absolute, long unitMs) {
        KeyEntry entry = KeyCommands.readUntouched(call, 1);
        if (entry == null) {
            return call.reply().integer(-2);
        }
        long expireAtMs = entry.expireAtMs();
        if (expireAtMs == KeyEntry.NEVER) {
            return call.reply().integer(-1);
        }
        long shownMs = absolute ? expireAtMs : Math.max(0, expireAtMs - call.nowMs());
        return call.reply()
                .integer(Long.divideUnsigned(shownMs + unitMs / 2, unitMs)); // the greatest time is no overflow
    }
}
