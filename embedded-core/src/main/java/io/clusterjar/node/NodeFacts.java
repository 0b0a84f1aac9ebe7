package io.clusterjar.node;

import io.clusterjar.net.Address;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a node sees itself and its cluster at one moment.
 *
 * @param id node id, or run id in standalone mode
 * @param master whether it holds itself for a master
 * @param masterAddress whom it follows
 * @param linkUp whether it is in sync with its master
 * @param offset bytes of replication stream
 * @param keys keys in all databases
 * @param configEpoch its epoch
 * @param currentEpoch the greatest epoch it has seen
 * @param slots slots it owns, as ranges
 * @param clusterOk whether it says {@code cluster_state:ok}
 * @param suspected nodes flagged PFAIL, by address
 * @param failed nodes flagged FAIL, by address
 */
public record NodeFacts(
        String id,
        boolean master,
        Optional<Address> masterAddress,
        boolean linkUp,
        long offset,
        long keys,
        long configEpoch,
        long currentEpoch,
        List<String> slots,
        boolean clusterOk,
        Set<Address> suspected,
        Set<Address> failed) {
    /** Of a node that has not lived yet. */
    public static final NodeFacts NONE =
            new NodeFacts("", true, Optional.empty(), false, 0, 0, 0, 0, List.of(), false, Set.of(), Set.of());
}
