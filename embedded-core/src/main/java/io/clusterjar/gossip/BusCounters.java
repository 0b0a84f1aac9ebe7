package io.clusterjar.gossip;

/** How many bus packets of each type were sent and received. */
public final class BusCounters {
    private final long[] sent = new long[BusType.ALL.size()];
    private final long[] received = new long[BusType.ALL.size()];
    long bufferLimitExceeded;

    void countSent(BusType type) {
        sent[type.ordinal()]++;
    }

    void countReceived(int type) {
        if (type < received.length) {
            received[type]++;
        }
    }

    /** Packets of {@code type} sent. */
    public long sent(BusType type) {
        return sent[type.ordinal()];
    }

    /** Packets of {@code type} received. */
    public long received(BusType type) {
        return received[type.ordinal()];
    }

    /** Links that were closed because too much was queued on them. */
    public long bufferLimitExceeded() {
        return bufferLimitExceeded;
    }
}
