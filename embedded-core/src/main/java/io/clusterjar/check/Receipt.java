package io.clusterjar.check;

import java.util.List;

/**
 * Who acknowledged a write, and how far its replication stream was then. Known in simulated runs; {@link LossChecker} needs it to tell
 * a loss that the protocol excuses from one that it does not.
 *
 * @param node the master that acknowledged
 * @param offsetBytes the master's replication offset when the write was done: a replica that is this far has the write
 * @param history the replication id of the master's data then; empty when it is not known. Offsets of different histories say nothing
 *     about each other: that of a master that came back empty is a new one
 * @param confirmedBy replicas that acknowledged this offset before the client was told, through {@code WAIT}
 */
public record Receipt(String node, long offsetBytes, String history, List<String> confirmedBy) {
    /** A receipt. */
    public Receipt {
        confirmedBy = List.copyOf(confirmedBy);
    }

    /** Without any replica's word. */
    public Receipt(String node, long offsetBytes, String history) {
        this(node, offsetBytes, history, List.of());
    }

    /** Without any replica's word, of a history that is not known. */
    public Receipt(String node, long offsetBytes) {
        this(node, offsetBytes, "");
    }
}
