package io.clusterjar.command.hash;

import io.clusterjar.command.Call;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.HashValue;
import io.clusterjar.store.Listpack;
import org.jspecify.annotations.Nullable;

/** The commands that only read hashes. */
final class HashReads {
    private HashReads() {}

    static Outcome hget(Call call) {
        return value(call, call.read(1, HashValue.class), 2);
    }

    static Outcome hmget(Call call) {
        HashValue hash = call.read(1, HashValue.class);
        int count = call.args().count();
        call.reply().array(count - 2L);
        for (int word = 2; word < count; word++) {
            value(call, hash, word);
        }
        return call.reply().done();
    }

    /** The value of the field at {@code word}, straight from where it lies. */
    private static Outcome value(Call call, @Nullable HashValue hash, int word) {
        Reply reply = call.reply();
        Args args = call.args();
        if (hash == null) {
            return reply.nullBulk();
        }
        Listpack pack = hash.listpack();
        if (pack == null) {
            byte[] value = hash.get(args.buffer(), args.offset(word), args.length(word));
            return value == null ? reply.nullBulk() : reply.bulk(value);
        }
        int at = hash.valueAt(args.buffer(), args.offset(word), args.length(word));
        return at == Listpack.NONE ? reply.nullBulk() : bulk(reply, pack, at);
    }

    private static Outcome bulk(Reply reply, Listpack pack, int at) {
        return pack.isInteger(at)
                ? reply.bulkInteger(pack.integer(at))
                : reply.bulk(pack.array(), pack.stringOffset(at), pack.stringLength(at));
    }

    static Outcome hexists(Call call) {
        HashValue hash = call.read(1, HashValue.class);
        Args args = call.args();
        return call.reply().integer(hash != null && hash.contains(args.buffer(), args.offset(2), args.length(2)));
    }

    static Outcome hlen(Call call) {
        HashValue hash = call.read(1, HashValue.class);
        return call.reply().integer(hash == null ? 0 : hash.size());
    }

    static Outcome hstrlen(Call call) {
        HashValue hash = call.read(1, HashValue.class);
        Args args = call.args();
        if (hash == null) {
            return call.reply().integer(0);
        }
        byte[] value = hash.get(args.buffer(), args.offset(2), args.length(2));
        return call.reply().integer(value == null ? 0 : value.length);
    }

    static Outcome hgetAll(Call call) {
        HashValue hash = call.read(1, HashValue.class);
        call.reply().map(hash == null ? 0 : hash.size());
        return all(call.reply(), hash, true, true);
    }

    static Outcome hkeys(Call call) {
        HashValue hash = call.read(1, HashValue.class);
        call.reply().array(hash == null ? 0 : hash.size());
        return all(call.reply(), hash, true, false);
    }

    static Outcome hvals(Call call) {
        HashValue hash = call.read(1, HashValue.class);
        call.reply().array(hash == null ? 0 : hash.size());
        return all(call.reply(), hash, false, true);
    }

    private static Outcome all(Reply reply, @Nullable HashValue hash, boolean fields, boolean values) {
        Listpack pack = hash == null ? null : hash.listpack();
        if (pack != null) {
            boolean field = true;
            for (int at = pack.first(); at != Listpack.NONE; at = pack.next(at)) {
                if (field ? fields : values) {
                    bulk(reply, pack, at);
                }
                field = !field;
            }
        } else if (hash != null) {
            hash.forEachWhile((field, value) -> {
                if (fields) {
                    reply.bulk(field);
                }
                if (values) {
                    reply.bulk(value);
                }
                return true;
            });
        }
        return reply.done();
    }
}
