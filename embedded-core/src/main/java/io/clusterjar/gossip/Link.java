package io.clusterjar.gossip;

import org.jspecify.annotations.Nullable;

/**
 * One bus connection to or from another node, as membership sees it; whoever moves the bytes extends it. An outbound link
 * has its node from the start, an inbound one once its sender is known.
 */
public abstract class Link {
    private final boolean inbound;
    private final long createdMs;

    @Nullable
    ClusterNode node;

    private boolean closed;

    /** A link that was opened at {@code createdMs}; {@code node} is null when another side opened it. */
    protected Link(@Nullable ClusterNode node, long createdMs) {
        this.node = node;
        this.inbound = node == null;
        this.createdMs = createdMs;
    }

    /** Whether another node opened it. */
    public final boolean inbound() {
        return inbound;
    }

    /** When it was opened, wall time in milliseconds. */
    public final long createdMs() {
        return createdMs;
    }

    /** The node at the other side; null while an inbound link's sender is not known. */
    public final @Nullable ClusterNode node() {
        return node;
    }

    /** Whether it is of no use any more. */
    public final boolean closed() {
        return closed;
    }

    /** Closes the link and takes it from its node. */
    final void close() {
        if (!closed) {
            detach();
            disconnect();
        }
    }

    /** Takes the link from its node, for the connection is gone. */
    final void detach() {
        closed = true;
        ClusterNode owner = node;
        if (owner != null) {
            if (owner.link == this) {
                owner.lostLink();
            }
            if (owner.inboundLink == this) {
                owner.inboundLink = null;
            }
        }
    }

    /** Queues one packet, the first {@code length} of these bytes, which are the caller's again when this returns. */
    protected abstract void send(byte[] packet, int length, BusType type);

    /** Closes the connection. */
    protected abstract void disconnect();

    /** Bytes that were sent and have not left yet. */
    public abstract long queuedBytes();

    /** The address of this side, without its port. */
    public abstract String localIp();

    /** The address of the other side, without its port. */
    public abstract String peerIp();
}
