package io.clusterjar.check;

import java.util.List;

/**
 * Who acknowledged a write, and how far its replication stream was then. Known in simulated runs; {@link LossChecker} needs it to tell a loss
 * that the protocol excuses from one that it does not.
 *
 * @param node the master that acknowledged
 * @param offsetBytes the master's replication offset when the write was done: a replica that is this far has the write
 * @param confirmedBy replicas that acknowledged this offset before the client was told, through {@code WAIT}
 */
public record Receipt(String node, long offsetBytes, List<String> confirmedBy) {
    /** A receipt. */
    public Receipt {
        confirmedBy = List.copyOf(confirmedBy);
    }

    /** Without any replica's word. */
    public Receipt(String node, long offsetBytes) {
        this(node, offsetBytes, List.of());
    }
}
