package io.clusterjar.samples;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import java.util.BitSet;

/** Keys {@code order:1}, {@code order:2}, …, only those whose slots are a given node's at the beginning. */
final class OrderKeys {
    private final BitSet slots = new BitSet();
    private int number;

    OrderKeys(ClusterNode owner) {
        for (String range : owner.slots()) {
            String[] ends = range.split("-", 2);
            int first = Integer.parseInt(ends[0]);
            int last = ends.length == 1 ? first : Integer.parseInt(ends[1]);
            slots.set(first, last + 1);
        }
        if (slots.isEmpty()) {
            throw new IllegalArgumentException(owner + " owns no slots");
        }
    }

    /** The next key; never the same twice. */
    String next() {
        String key;
        do {
            number++;
            key = "order:" + number;
        } while (!slots.get(EmbeddedCluster.slotOf(key)));
        return key;
    }
}
