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
    private @Nullable ClusterNode[] nodes = {};
    private int shift;

    /** Forgets all and takes these. */
    void fill(List<ClusterNode> all) {
        int bits = 64 - Long.numberOfLeadingZeros(all.size() * 2L + 1);
        shift = 64 - bits;
        nodes = new ClusterNode[1 << bits];
        heads = new long[1 << bits];
        for (ClusterNode node : all) {
            long head = node.identity().head();
            int place = place(head);
            while (nodes[place] != null) {
                place = place + 1 & nodes.length - 1;
            }
            nodes[place] = node;
            heads[place] = head;
        }
    }

    /** The node whose id is at {@code at}. */
    @Nullable
    ClusterNode find(byte[] bytes, int at) {
        long head = Identity.head(bytes, at);
        int place = place(head);
        while (true) {
            ClusterNode node = nodes[place];
            if (node == null || heads[place] == head && node.identity().isAt(bytes, at)) {
                return node;
            }
            place = place + 1 & nodes.length - 1;
        }
    }

    private int place(long head) {
        return (int) (head * SPREAD >>> shift);
    }
}
