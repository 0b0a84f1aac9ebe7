package io.clusterjar.timeline;

import io.clusterjar.net.virtual.LinkId;
import io.clusterjar.net.virtual.Links;
import java.util.LinkedHashMap;
import java.util.Map;

/** A fault of the network and what it stopped. Changed under the recorder's lock. */
final class FaultInfo {
    /** Links whose counts are kept one by one; those of all others go into the sum only. */
    static final int MAX_LINKS = 4096;

    final long number;
    final String description;
    final Links links;
    long begunNs;
    /** When it ended, or -1. */
    long endedNs = -1;

    private final Map<LinkId, long[]> stopped = new LinkedHashMap<>();
    private long sum;

    FaultInfo(long number, String description, Links links, long begunNs) {
        this.number = number;
        this.description = description;
        this.links = links;
        this.begunNs = begunNs;
    }

    /** One more was stopped on a link; how many that makes there. */
    long stopped(LinkId link) {
        sum++;
        long[] count = stopped.get(link);
        if (count == null) {
            if (stopped.size() == MAX_LINKS) {
                return sum;
            }
            count = new long[1];
            stopped.put(link, count);
        }
        return ++count[0];
    }

    long sum() {
        return sum;
    }

    Map<LinkId, long[]> links() {
        return stopped;
    }
}
