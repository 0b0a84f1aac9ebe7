package io.clusterjar.command.stream;

import io.clusterjar.command.Reply;
import io.clusterjar.store.Listpack;
import io.clusterjar.store.StreamCursor;
import io.clusterjar.store.StreamId;
import io.clusterjar.store.StreamValue;

/** How ids and entries are shown. */
final class StreamReply {
    private StreamReply() {}

    /** An id as a bulk string. */
    static void id(Reply reply, StreamId id) {
        reply.bulk(id.text());
    }

    /** The entry that {@code cursor} stands at: its id, then its fields and values in one array. */
    static void entry(Reply reply, StreamCursor cursor) {
        reply.array(2);
        id(reply, cursor.id());
        reply.array(2L * cursor.fieldCount());
        while (cursor.nextField()) {
            element(reply, cursor.pack(), cursor.field());
            element(reply, cursor.pack(), cursor.value());
        }
    }

    private static void element(Reply reply, Listpack pack, int position) {
        if (pack.isInteger(position)) {
            reply.bulkInteger(pack.integer(position));
        } else {
            reply.bulk(pack.array(), pack.stringOffset(position), pack.stringLength(position));
        }
    }

    /**
     * All entries that {@code cursor} finds, in an array.
     *
     * @param count how many at most; 0 for no limit
     */
    static void entries(Reply reply, StreamCursor cursor, long count) {
        int start = reply.out().length();
        long found = 0;
        while ((count == 0 || found < count) && cursor.next()) {
            entry(reply, cursor);
            found++;
        }
        reply.out().arrayBefore(start, found);
    }

    /** The entry of that id; whether it is there, else nothing is written. */
    static boolean entry(Reply reply, StreamValue stream, StreamId id) {
        StreamCursor cursor = stream.cursor(id, id, false);
        if (!cursor.next()) {
            return false;
        }
        entry(reply, cursor);
        return true;
    }
}
