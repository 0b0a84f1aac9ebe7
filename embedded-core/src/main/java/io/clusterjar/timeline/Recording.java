package io.clusterjar.timeline;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recording at one moment, for readers. Does not change any more.
 *
 * @param name the deployment's
 * @param seed what its chance came from, or null when nobody knows
 * @param startedMs wall time of the deployment at the beginning, in milliseconds since the epoch
 * @param endedNs when this was taken, in nanoseconds since the beginning
 * @param forgotten how many events are not here because the rings were full
 * @param lanes nodes in their order, then clients and others that have a part in it
 * @param events oldest first
 * @param faults faults of the network in the order in which they began
 * @param packets bus packets that arrived, by sender, then by type
 */
public record Recording(
        String name,
        @Nullable Long seed,
        long startedMs,
        long endedNs,
        long forgotten,
        List<Lane> lanes,
        List<Event> events,
        List<FaultSpan> faults,
        Map<Lane, Map<String, Long>> packets) {}
