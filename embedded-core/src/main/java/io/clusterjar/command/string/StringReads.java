package io.clusterjar.command.string;

import io.clusterjar.base.Bytes;
import io.clusterjar.command.Call;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.command.Words;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.StringValue;
import org.jspecify.annotations.Nullable;

/** The commands that only read strings. */
final class StringReads {
    private StringReads() {}

    /** A string as the reply, null when there is none. */
    static Outcome bulk(Reply reply, @Nullable StringValue value) {
        if (value == null) {
            return reply.nullBulk();
        }
        return value.isInteger()
                ? reply.bulkInteger(value.integer())
                : reply.bulk(value.array(), 0, value.lengthBytes());
    }

    static Outcome get(Call call) {
        return bulk(call.reply(), call.read(1, StringValue.class));
    }

    static Outcome mget(Call call) {
        Reply reply = call.reply();
        int count = call.args().count();
        reply.array(count - 1L);
        for (int word = 1; word < count; word++) {
            KeyEntry entry = call.readEntry(word);
            bulk(reply, entry != null && entry.value() instanceof StringValue value ? value : null);
        }
        return reply.done();
    }

    static Outcome strlen(Call call) {
        StringValue value = call.read(1, StringValue.class);
        return call.reply().integer(value == null ? 0 : value.lengthBytes());
    }

    static Outcome getRange(Call call) {
        long start = Words.integer(call.args(), 2);
        long end = Words.integer(call.args(), 3);
        StringValue value = call.read(1, StringValue.class);
        int length = value == null ? 0 : value.lengthBytes();
        boolean crossed = start < 0 && end < 0 && start > end;
        long first = Math.max(0, start < 0 ? start + length : start);
        long last = Math.min(length - 1L, Math.max(0, end < 0 ? end + length : end));
        if (value == null || crossed || first > last) {
            return call.reply().bulk(Bytes.EMPTY);
        }
        byte[] bytes = value.isInteger() ? value.toBytes() : value.array();
        return call.reply().bulk(bytes, (int) first, (int) (last - first + 1));
    }
}
