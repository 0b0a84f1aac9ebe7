package io.clusterjar.command.stream;

import io.clusterjar.base.Bytes;
import io.clusterjar.command.Call;
import io.clusterjar.store.StreamDelivery;
import io.clusterjar.store.StreamGroup;

/** What replicas hear of changes to a group, in words that have the same result however often they are said. */
final class StreamPropagation {
    private static final byte[] XCLAIM = Bytes.latin1("XCLAIM");
    private static final byte[] XGROUP = Bytes.latin1("XGROUP");
    private static final byte[] SETID = Bytes.latin1("SETID");
    private static final byte[] CREATECONSUMER = Bytes.latin1("CREATECONSUMER");
    private static final byte[] ENTRIESREAD = Bytes.latin1("ENTRIESREAD");
    private static final byte[] ZERO = {'0'};
    private static final byte[] TIME = Bytes.latin1("TIME");
    private static final byte[] RETRYCOUNT = Bytes.latin1("RETRYCOUNT");
    private static final byte[] FORCE = Bytes.latin1("FORCE");
    private static final byte[] JUSTID = Bytes.latin1("JUSTID");
    private static final byte[] LASTID = Bytes.latin1("LASTID");

    private StreamPropagation() {}

    /** Says whose an entry is now, since when and after how many deliveries. */
    static void delivery(Call call, byte[] key, byte[] name, StreamGroup group, byte[] id, StreamDelivery delivery) {
        call.propagateAlso(
                XCLAIM,
                key,
                name,
                delivery.consumer().name(),
                ZERO,
                id,
                TIME,
                Bytes.decimal(delivery.deliveredAtMs()),
                RETRYCOUNT,
                Bytes.decimal(delivery.count()),
                FORCE,
                JUSTID,
                LASTID,
                group.lastId().text());
    }

    /** Says how far the group has read. */
    static void position(Call call, byte[] key, byte[] name, StreamGroup group) {
        call.propagateAlso(
                XGROUP, SETID, key, name, group.lastId().text(), ENTRIESREAD, Bytes.decimal(group.entriesRead()));
    }

    /** Says that the group has a new consumer. */
    static void consumer(Call call, byte[] key, byte[] name, byte[] consumer) {
        call.propagateAlso(XGROUP, CREATECONSUMER, key, name, consumer);
    }
}
