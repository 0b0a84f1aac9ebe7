package io.clusterjar.command.string;

import static io.clusterjar.base.Bytes.latin1;

import io.clusterjar.base.LongDouble;
import io.clusterjar.base.NotANumber;
import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.StringValue;
import org.jspecify.annotations.Nullable;

/** The commands that count: strings read as numbers, changed and stored again. */
final class StringCounters {
    private StringCounters() {}

    static Outcome incrBy(Call call) {
        return add(call, Words.integer(call.args(), 2));
    }

    static Outcome decrBy(Call call) {
        long amount = Words.integer(call.args(), 2);
        if (amount == Long.MIN_VALUE) {
            throw new CommandError("ERR decrement would overflow");
        }
        return add(call, -amount);
    }

    static Outcome add(Call call, long amount) {
        StringValue value = call.write(1, StringValue.class);
        long old = integer(value);
        long sum = old + amount;
        if (((old ^ sum) & (amount ^ sum)) < 0) {
            throw new CommandError("ERR increment or decrement would overflow");
        }
        if (value == null) {
            call.put(1, StringValue.of(sum), false);
        } else {
            value.set(sum);
        }
        call.changed(1, KeyEvent.STRING, "incrby");
        return call.reply().integer(sum);
    }

    private static long integer(@Nullable StringValue value) {
        try {
            return value == null ? 0 : value.parseInteger();
        } catch (NotANumber e) {
            throw CommandError.notAnInteger();
        }
    }

    static Outcome incrByFloat(Call call) {
        Args args = call.args();
        StringValue value = call.write(1, StringValue.class);
        LongDouble sum;
        try {
            byte[] old = value == null ? latin1("0") : value.toBytes();
            sum = LongDouble.parse(old, 0, old.length)
                    .plus(LongDouble.parse(args.buffer(), args.offset(2), args.length(2)));
        } catch (NotANumber e) {
            throw CommandError.notAFloat();
        }
        if (!sum.isFinite()) {
            throw new CommandError("ERR increment would produce NaN or Infinity");
        }
        byte[] text = latin1(sum.toString());
        call.put(1, StringValue.text(text), true);
        call.changed(1, KeyEvent.STRING, "incrbyfloat");
        call.propagateAs(latin1("SET"), args.copy(1), text, latin1("KEEPTTL"));
        return call.reply().bulk(text);
    }
}
