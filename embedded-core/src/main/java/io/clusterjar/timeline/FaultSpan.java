package io.clusterjar.timeline;

import io.clusterjar.net.virtual.LinkId;
import io.clusterjar.net.virtual.Links;
import java.util.Map;

/**
 * A fault of the network from its beginning to its end.
 *
 * @param number its number within the recording
 * @param description what it does and to whom
 * @param links where it is in force
 * @param begunNs when it began, in nanoseconds since the recording began
 * @param endedNs when it ended, or -1 while it is in force
 * @param stopped how many segments and packets it stopped
 * @param stoppedOn how many of them on each link; at most {@value #MAX_LINKS} links are told
 */
public record FaultSpan(
        long number,
        String description,
        Links links,
        long begunNs,
        long endedNs,
        long stopped,
        Map<LinkId, Long> stoppedOn) {
    /** How many links are told one by one. */
    public static final int MAX_LINKS = 256;
}
