package io.clusterjar.store;

import io.clusterjar.base.Bytes;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A group of consumers that share the entries of a stream: each entry goes to one of them, and is pending until that one
 * acknowledges it. Changed by the node's own thread.
 */
public final class StreamGroup {
    /** The number of entries read when it is not known. */
    public static final long UNKNOWN = -1;

    private final TreeMap<StreamId, StreamDelivery> pending = new TreeMap<>();
    private final TreeMap<byte[], StreamConsumer> consumers = new TreeMap<>(Bytes::compare);
    private StreamId lastId;
    private long entriesRead;

    StreamGroup(StreamId lastId, long entriesRead) {
        this.lastId = lastId;
        this.entriesRead = entriesRead;
    }

    /** The id of the entry that was delivered last. */
    public StreamId lastId() {
        return lastId;
    }

    /** Sets what was delivered last. */
    public void lastId(StreamId id) {
        lastId = id;
    }

    /** How many entries of the stream lie behind {@link #lastId()}, or {@link #UNKNOWN}. */
    public long entriesRead() {
        return entriesRead;
    }

    /** Sets how many entries of the stream were read, or {@link #UNKNOWN}. */
    public void entriesRead(long count) {
        entriesRead = count;
    }

    // ---- consumers

    /** All consumers in the order of their names' bytes. */
    public Collection<StreamConsumer> consumers() {
        return consumers.values();
    }

    /** The consumer of that name, or null. */
    public @Nullable StreamConsumer consumer(byte[] name) {
        return consumers.get(name);
    }

    /** Adds a consumer, whose name is not taken. */
    public StreamConsumer addConsumer(byte[] name, long seenAtMs, long activeAtMs) {
        StreamConsumer added = new StreamConsumer(name, seenAtMs, activeAtMs);
        consumers.put(name, added);
        return added;
    }

    /** Removes a consumer with all that it did not acknowledge. */
    public void remove(StreamConsumer consumer) {
        pending.keySet().removeAll(consumer.pending().keySet());
        consumers.remove(consumer.name());
    }

    // ---- what is pending

    /** The entries that are not acknowledged, by id. Changed through the methods here only. */
    public NavigableMap<StreamId, StreamDelivery> pending() {
        return pending;
    }

    /** Says that an entry, which is not pending, is delivered. */
    public StreamDelivery deliver(StreamId id, StreamConsumer to, long atMs, long times) {
        StreamDelivery delivery = new StreamDelivery(to, atMs, times);
        pending.put(id, delivery);
        to.pending().put(id, delivery);
        return delivery;
    }

    /** Gives a pending entry to a consumer, who may have it already. */
    public void give(StreamId id, StreamDelivery delivery, StreamConsumer to) {
        if (delivery.consumer() != to) {
            delivery.consumer().pending().remove(id);
            delivery.consumer(to);
            to.pending().put(id, delivery);
        }
    }

    /** Forgets that an entry is pending; whether it was. */
    public boolean acknowledge(StreamId id) {
        StreamDelivery delivery = pending.remove(id);
        if (delivery == null) {
            return false;
        }
        delivery.consumer().pending().remove(id);
        return true;
    }

    StreamGroup copy() {
        StreamGroup copy = new StreamGroup(lastId, entriesRead);
        for (StreamConsumer consumer : consumers.values()) {
            StreamConsumer to = copy.addConsumer(consumer.name(), consumer.seenAtMs(), consumer.activeAtMs());
            consumer.pending()
                    .forEach((id, delivery) -> copy.deliver(id, to, delivery.deliveredAtMs(), delivery.count()));
        }
        return copy;
    }
}
