package io.clusterjar.command.string;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.StringLimits;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.StringValue;

/** The commands that change a part of a string where it is. */
final class StringEdits {
    private StringEdits() {}

    static Outcome append(Call call) {
        Args args = call.args();
        StringValue value = call.write(1, StringValue.class);
        int count = args.length(2);
        if (value == null) {
            value = StringValue.of(args.buffer(), args.offset(2), count);
            call.put(1, value, false);
        } else {
            checkLength(call, (long) value.lengthBytes() + count);
            value.append(args.buffer(), args.offset(2), count);
        }
        call.changed(1, KeyEvent.STRING, "append");
        return call.reply().integer(value.lengthBytes());
    }

    static Outcome setRange(Call call) {
        Args args = call.args();
        long offset = Words.integer(args, 2);
        if (offset < 0) {
            throw new CommandError("ERR offset is out of range");
        }
        int count = args.length(3);
        StringValue value = call.write(1, StringValue.class);
        if (count == 0) {
            return call.reply().integer(value == null ? 0 : value.lengthBytes());
        }
        checkLength(call, offset > Long.MAX_VALUE - count ? Long.MAX_VALUE : offset + count);
        if (value == null) {
            value = StringValue.zeros((int) offset + count);
            call.put(1, value, false);
        }
        value.overwrite((int) offset, args.buffer(), args.offset(3), count);
        call.changed(1, KeyEvent.STRING, "setrange");
        return call.reply().integer(value.lengthBytes());
    }

    private static void checkLength(Call call, long lengthBytes) {
        if (lengthBytes > StringLimits.maxLengthBytes(call)) {
            throw new CommandError("ERR string exceeds maximum allowed size (proto-max-bulk-len)");
        }
    }
}
