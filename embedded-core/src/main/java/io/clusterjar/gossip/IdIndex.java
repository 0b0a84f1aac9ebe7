package io.clusterjar.gossip;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds nodes by the bytes of their ids. In a cluster of a thousand a packet tells of a hundred others, so that making strings of ids only to
 * look them up would be most of what a node does. Open addressing by the first eight characters.
 */
final class IdIndex {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long[] heads = {};
    private @Nullable Identity[] identities = {};
    private @Nullable ClusterNode[] nodes = {};
    private int shift;

    /** Forgets all and takes these. */
    void fill(List<ClusterNode> all) {
        int bits = 64 - Long.numberOfLeadingZeros(all.size() * 2L + 1);
        shift = 64 - bits;
        heads = new long[1 << bits];
        identities = new Identity[1 << bits];
        nodes = new ClusterNode[1 << bits];
        for (ClusterNode node : all) {
            Identity identity = node.identity();
            int place = place(identity.head());
            while (nodes[place] != null) {
                place = place + 1 & nodes.length - 1;
            }
            heads[place] = identity.head();
            identities[place] = identity;
            nodes[place] = node;
        }
    }

    /**
     * Finds the nodes of {@code count} entries of gossip.
     *
     * @param found where they are put, null for those that are not known
     */
    void findAll(byte[] bytes, int at, int count, @Nullable ClusterNode[] found) {
        // Nothing of a large cluster is in a cache. Looks that do not depend on each other are fetched together.
        for (int i = 0, entry = at; i < count; i++, entry += BusCodec.GOSSIP_BYTES) {
            found[i] = nodes[place(Identity.head(bytes, entry))];
        }
        for (int i = 0, entry = at; i < count; i++, entry += BusCodec.GOSSIP_BYTES) {
            long head = Identity.head(bytes, entry);
            int place = place(head);
            Identity identity = identities[place];
            if (identity != null && (heads[place] != head || !identity.isAt(bytes, entry))) {
                found[i] = search(place, bytes, entry);
            }
        }
    }

    /** The node whose id is at {@code at}, not found at {@code first}. */
    private @Nullable ClusterNode search(int first, byte[] bytes, int at) {
        int place = first + 1 & nodes.length - 1;
        Identity identity;
        while ((identity = identities[place]) != null && !identity.isAt(bytes, at)) {
            place = place + 1 & nodes.length - 1;
        }
        return nodes[place];
    }

    private int place(long head) {
        return (int) (head * SPREAD >>> shift);
    }
}
