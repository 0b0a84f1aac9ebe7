package io.clusterjar.store;

/** An entry that was delivered to a consumer and not acknowledged yet. Changed by the node's own thread. */
public final class StreamDelivery {
    private StreamConsumer consumer;
    private long deliveredAtMs;
    private long count;

    StreamDelivery(StreamConsumer consumer, long deliveredAtMs, long count) {
        this.consumer = consumer;
        this.deliveredAtMs = deliveredAtMs;
        this.count = count;
    }

    /** Whose entry it is. */
    public StreamConsumer consumer() {
        return consumer;
    }

    void consumer(StreamConsumer consumer) {
        this.consumer = consumer;
    }

    /** When it was delivered last, wall time in milliseconds. */
    public long deliveredAtMs() {
        return deliveredAtMs;
    }

    /** How often it was delivered. */
    public long count() {
        return count;
    }

    /** Sets when and how often it was delivered. */
    public void delivered(long atMs, long times) {
        deliveredAtMs = atMs;
        count = times;
    }
}
