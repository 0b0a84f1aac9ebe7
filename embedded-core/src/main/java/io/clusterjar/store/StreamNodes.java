package io.clusterjar.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The nodes of a stream in the order of their ids: found by id in logarithmic time, taken from the head at no cost. */
final class StreamNodes {
    private @Nullable StreamNode[] nodes = new StreamNode[2];
    private int head;
    private int count;

    int count() {
        return count;
    }

    /** The node at {@code index}, 0 being that of the oldest entries. */
    StreamNode get(int index) {
        StreamNode node = nodes[head + index];
        if (index < 0 || index >= count || node == null) {
            throw new IndexOutOfBoundsException("index=" + index + " count=" + count);
        }
        return node;
    }

    /** Adds a node after all others. */
    void add(StreamNode node) {
        if (head + count == nodes.length) {
            @Nullable StreamNode[] larger = count * 2 > nodes.length ? new StreamNode[nodes.length * 2] : nodes;
            System.arraycopy(nodes, head, larger, 0, count);
            if (larger == nodes) {
                Arrays.fill(nodes, count, nodes.length, null);
            }
            nodes = larger;
            head = 0;
        }
        nodes[head + count++] = node;
    }

    void remove(int index) {
        if (index == 0) {
            nodes[head++] = null;
        } else {
            System.arraycopy(nodes, head + index + 1, nodes, head + index, count - index - 1);
            nodes[head + count - 1] = null;
        }
        count--;
        if (count == 0) {
            head = 0;
        }
    }

    /** The last node whose id is not after {@code id}; -1 when all are. */
    int floor(StreamId id) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (get(middle).id().isAfter(id)) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return high;
    }

    /** How many nodes Redis' radix tree over the ids of these nodes has. */
    long radixTreeNodes() {
        byte[][] ids = new byte[count][];
        for (int i = 0; i < count; i++) {
            ids[i] = get(i).id().toBytes();
        }
        return RadixTree.nodes(ids, count);
    }
}
