package io.clusterjar.store;

import java.util.NavigableMap;
import java.util.TreeMap;

/** A member of a consumer group. Changed by the node's own thread. */
public final class StreamConsumer {
    /** The time of a consumer that never got an entry. */
    public static final long NEVER = -1;

    private final byte[] name;
    private final TreeMap<StreamId, StreamDelivery> pending = new TreeMap<>();
    private long seenAtMs;
    private long activeAtMs;

    StreamConsumer(byte[] name, long seenAtMs, long activeAtMs) {
        this.name = name;
        this.seenAtMs = seenAtMs;
        this.activeAtMs = activeAtMs;
    }

    /** Its name; not to be changed. */
    public byte[] name() {
        return name;
    }

    /** When it tried to get entries last, wall time in milliseconds. */
    public long seenAtMs() {
        return seenAtMs;
    }

    /** Says that it tries to get entries. */
    public void seen(long atMs) {
        seenAtMs = atMs;
    }

    /** When it got an entry last, wall time in milliseconds; {@link #NEVER} when it never did. */
    public long activeAtMs() {
        return activeAtMs;
    }

    /** Says that it gets an entry. */
    public void active(long atMs) {
        activeAtMs = atMs;
    }

    /** Its entries that are not acknowledged, by id. Changed through the group only. */
    public NavigableMap<StreamId, StreamDelivery> pending() {
        return pending;
    }
}
