package io.clusterjar.gossip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds nodes by the bytes of their ids. In a cluster of a thousand a packet tells of a hundred others, so that making strings of ids only to
 * look them up would be most of what a node does. Open addressing; ids lie in the table itself.
 */
final class IdIndex {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORDS = BusCodec.ID_BYTES / Long.BYTES;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long[] ids = {};
    private @Nullable ClusterNode[] nodes = {};
    private int shift;

    /** Forgets all and takes these. */
    void fill(List<ClusterNode> all) {
        int bits = 64 - Long.numberOfLeadingZeros(all.size() * 2L + 1);
        shift = 64 - bits;
        nodes = new ClusterNode[1 << bits];
        ids = new long[WORDS << bits];
        for (ClusterNode node : all) {
            byte[] id = node.id.getBytes(StandardCharsets.ISO_8859_1);
            if (id.length == BusCodec.ID_BYTES) {
                put(node, id);
            }
        }
    }

    private void put(ClusterNode node, byte[] id) {
        int place = place(id, 0);
        while (nodes[place] != null) {
            place = place + 1 & nodes.length - 1;
        }
        nodes[place] = node;
        for (int i = 0; i < WORDS; i++) {
            ids[place * WORDS + i] = (long) LONGS.get(id, i * Long.BYTES);
        }
    }

    /** The node whose id is at {@code at}. */
    @Nullable
    ClusterNode find(byte[] bytes, int at) {
        int place = place(bytes, at);
        while (true) {
            ClusterNode node = nodes[place];
            if (node == null || isAt(place * WORDS, bytes, at)) {
                return node;
            }
            place = place + 1 & nodes.length - 1;
        }
    }

    private int place(byte[] bytes, int at) {
        return (int) ((long) LONGS.get(bytes, at) * SPREAD >>> shift);
    }

    private boolean isAt(int word, byte[] bytes, int at) {
        for (int i = 0; i < WORDS; i++) {
            if (ids[word + i] != (long) LONGS.get(bytes, at + i * Long.BYTES)) {
                return false;
            }
        }
        return true;
    }
}
