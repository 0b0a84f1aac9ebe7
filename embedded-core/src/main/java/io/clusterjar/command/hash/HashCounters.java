package io.clusterjar.command.hash;

import static io.clusterjar.base.Bytes.decimal;
import static io.clusterjar.base.Bytes.latin1;

import io.clusterjar.base.LongDouble;
import io.clusterjar.base.NotANumber;
import io.clusterjar.base.Numbers;
import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Words;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.HashValue;
import org.jspecify.annotations.Nullable;

/** The commands that count in fields. */
final class HashCounters {
    private HashCounters() {}

    static Outcome hincrBy(Call call) {
        Args args = call.args();
        long amount = Words.integer(args, 3);
        HashValue hash = HashWrites.toWrite(call);
        long old = integer(hash.get(args.buffer(), args.offset(2), args.length(2)));
        long sum = old + amount;
        if (((old ^ sum) & (amount ^ sum)) < 0) {
            throw new CommandError("ERR increment or decrement would overflow");
        }
        store(call, hash, decimal(sum), "hincrby");
        return call.reply().integer(sum);
    }

    private static long integer(byte @Nullable [] value) {
        try {
            return value == null ? 0 : Numbers.parseLong(value, 0, value.length);
        } catch (NotANumber e) {
            throw new CommandError("ERR hash value is not an integer");
        }
    }

    static Outcome hincrByFloat(Call call) {
        Args args = call.args();
        LongDouble amount = amount(args);
        HashValue hash = HashWrites.toWrite(call);
        LongDouble sum = fraction(hash.get(args.buffer(), args.offset(2), args.length(2)))
                .plus(amount);
        if (!sum.isFinite()) {
            throw new CommandError("ERR increment would produce NaN or Infinity");
        }
        byte[] text = latin1(sum.toString());
        store(call, hash, text, "hincrbyfloat");
        call.propagateAs(latin1("HSET"), args.copy(1), args.copy(2), text);
        return call.reply().bulk(text);
    }

    private static LongDouble amount(Args args) {
        LongDouble amount;
        try {
            amount = LongDouble.parse(args.buffer(), args.offset(3), args.length(3));
        } catch (NotANumber e) {
            throw CommandError.notAFloat();
        }
        if (!amount.isFinite()) {
            throw new CommandError("ERR value is NaN or Infinity");
        }
        return amount;
    }

    private static LongDouble fraction(byte @Nullable [] value) {
        byte[] text = value == null ? latin1("0") : value;
        try {
            return LongDouble.parse(text, 0, text.length);
        } catch (NotANumber e) {
            throw new CommandError("ERR hash value is not a float");
        }
    }

    private static void store(Call call, HashValue hash, byte[] value, String event) {
        Args args = call.args();
        HashWrites.makeFit(call, hash, 2, 2);
        if (value.length > call.config().number(ConfigKey.HASH_MAX_LISTPACK_VALUE)) {
            hash.toTable();
        }
        hash.set(args.buffer(), args.offset(2), args.length(2), value, 0, value.length);
        HashWrites.keepFew(call, hash);
        call.changed(1, KeyEvent.HASH, event);
    }
}
