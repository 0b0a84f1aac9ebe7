package io.clusterjar.command.stream;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Words;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.StreamId;
import io.clusterjar.store.StreamValue;
import org.jspecify.annotations.Nullable;

/** Commands that add and remove entries. */
final class StreamWrites {
    private StreamWrites() {}

    static Outcome xadd(Call call) {
        Args args = call.args();
        StreamTrim trim = StreamTrim.read(call, true);
        int fields = trim.idWord + 1;
        if (args.count() - fields < 2 || (args.count() - fields) % 2 == 1) {
            throw new CommandError("ERR wrong number of arguments for 'xadd' command");
        }
        StreamId wanted = trim.id;
        if (wanted != null && !trim.openSeq && wanted.isZero()) {
            throw new CommandError("ERR The ID specified in XADD must be greater than 0-0");
        }
        StreamValue stream = call.write(1, StreamValue.class);
        if (stream == null && trim.noMakeStream) {
            return call.reply().nullBulk();
        }
        StreamId id = nextId(call, stream == null ? StreamId.MIN : stream.lastId(), wanted, trim.openSeq);
        checkSize(args, fields);
        if (stream == null) {
            stream = new StreamValue();
            call.put(1, stream, false);
        }
        stream.append(
                id,
                args,
                fields,
                call.config().number(ConfigKey.STREAM_NODE_MAX_BYTES),
                call.config().number(ConfigKey.STREAM_NODE_MAX_ENTRIES));
        call.changed(1, KeyEvent.STREAM, "xadd");
        if (trim.trims() && trim.trim(stream) > 0) {
            call.notify(call.db(), args.copy(1), KeyEvent.STREAM, "xtrim");
        }
        byte[] text = id.text();
        if (wanted == null || trim.openSeq || trim.isApproximate()) {
            byte[][] words = args.toArray();
            words[trim.idWord] = wanted == null || trim.openSeq ? text : words[trim.idWord];
            if (trim.isApproximate()) {
                trim.rewrite(words, stream);
            }
            call.propagateAs(words);
        }
        return call.reply().bulk(text);
    }

    /** The id of the entry that is to be added after {@code last}. */
    private static StreamId nextId(Call call, StreamId last, @Nullable StreamId wanted, boolean openSeq) {
        if (last.equals(StreamId.MAX)) {
            throw new CommandError("ERR The stream has exhausted the last possible ID, unable to add more items");
        }
        if (wanted == null) {
            long nowMs = call.nowMs();
            return Long.compareUnsigned(nowMs, last.ms()) > 0 ? new StreamId(nowMs, 0) : last.next();
        }
        boolean follows = openSeq && wanted.ms() == last.ms() && last.seq() != -1;
        StreamId id = follows ? last.next() : wanted;
        if (!id.isAfter(last)) {
            throw new CommandError("ERR The ID specified in XADD is equal or smaller than the target stream top item");
        }
        return id;
    }

    private static void checkSize(Args args, int from) {
        long bytes = 0;
        for (int word = from; word < args.count(); word++) {
            bytes += args.length(word);
        }
        if (bytes > StreamValue.MAX_NODE_BYTES) {
            throw new CommandError("ERR Elements are too large to be stored");
        }
    }

    static Outcome xtrim(Call call) {
        StreamTrim trim = StreamTrim.read(call, false);
        StreamValue stream = call.write(1, StreamValue.class);
        if (stream == null) {
            return call.reply().integer(0);
        }
        long gone = trim.trim(stream);
        if (gone > 0) {
            call.changed(1, KeyEvent.STREAM, "xtrim");
            call.dirty(gone - 1);
            if (trim.isApproximate()) {
                byte[][] words = call.args().toArray();
                trim.rewrite(words, stream);
                call.propagateAs(words);
            }
        }
        return call.reply().integer(gone);
    }

    static Outcome xdel(Call call) {
        Args args = call.args();
        StreamValue stream = call.write(1, StreamValue.class);
        if (stream == null) {
            return call.reply().integer(0);
        }
        StreamId[] ids = new StreamId[args.count() - 2];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = StreamIds.strict(args, i + 2);
        }
        int deleted = 0;
        for (StreamId id : ids) {
            deleted += stream.delete(id) ? 1 : 0;
        }
        if (deleted > 0) {
            call.changed(1, KeyEvent.STREAM, "xdel");
            call.dirty(deleted - 1);
        }
        return call.reply().integer(deleted);
    }

    static Outcome xsetid(Call call) {
        Args args = call.args();
        StreamId id = StreamIds.strict(args, 2);
        long entriesAdded = -1;
        StreamId maxDeleted = StreamId.MIN;
        for (int word = 3; word < args.count(); word += 2) {
            boolean more = word + 1 < args.count();
            if (more && args.is(word, "entriesadded")) {
                entriesAdded = Words.integer(args, word + 1);
                if (entriesAdded < 0) {
                    throw new CommandError("ERR entries_added must be positive");
                }
            } else if (more && args.is(word, "maxdeletedid")) {
                maxDeleted = StreamIds.strict(args, word + 1);
                if (id.isBefore(maxDeleted)) {
                    throw new CommandError(
                            "ERR The ID specified in XSETID is smaller than the provided max_deleted_entry_id");
                }
            } else {
                throw CommandError.syntax();
            }
        }
        StreamValue stream = call.write(1, StreamValue.class);
        if (stream == null) {
            throw new CommandError("ERR no such key");
        }
        checkLastId(stream, id, entriesAdded);
        stream.lastId(id);
        if (entriesAdded != -1) {
            stream.entriesAdded(entriesAdded);
        }
        if (!maxDeleted.isZero()) {
            stream.maxDeletedId(maxDeleted);
        }
        call.dirty(1);
        call.notify(call.db(), args.copy(1), KeyEvent.STREAM, "xsetid");
        return call.reply().ok();
    }

    private static void checkLastId(StreamValue stream, StreamId id, long entriesAdded) {
        if (id.isBefore(stream.maxDeletedId())) {
            throw new CommandError("ERR The ID specified in XSETID is smaller than current max_deleted_entry_id");
        }
        StreamId top = stream.length() == 0 ? null : stream.edge(false);
        if (top == null) {
            return;
        }
        if (id.isBefore(top)) {
            throw new CommandError("ERR The ID specified in XSETID is smaller than the target stream top item");
        }
        if (entriesAdded != -1 && stream.length() > entriesAdded) {
            throw new CommandError(
                    "ERR The entries_added specified in XSETID is smaller than the target stream length");
        }
    }
}
