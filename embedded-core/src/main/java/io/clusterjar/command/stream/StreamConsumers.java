package io.clusterjar.command.stream;

import io.clusterjar.command.Call;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.store.StreamConsumer;
import io.clusterjar.store.StreamGroup;

/** Consumers come to be when they are first named. */
final class StreamConsumers {
    private StreamConsumers() {}

    /** Adds a consumer and says so. */
    static StreamConsumer create(Call call, byte[] key, StreamGroup group, byte[] name) {
        StreamConsumer consumer = group.addConsumer(name, call.nowMs(), StreamConsumer.NEVER);
        call.dirty(1);
        call.notify(call.db(), key, KeyEvent.STREAM, "xgroup-createconsumer");
        return consumer;
    }

    /** The consumer of that name, added when it is missing, that asks for entries now. */
    static StreamConsumer seen(Call call, byte[] key, StreamGroup group, byte[] name) {
        StreamConsumer known = group.consumer(name);
        StreamConsumer consumer = known == null ? create(call, key, group, name) : known;
        consumer.seen(call.nowMs());
        return consumer;
    }
}
