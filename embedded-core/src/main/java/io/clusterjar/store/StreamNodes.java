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

    /**
     * How many nodes a radix tree has that maps the ids of these nodes, as Redis keeps them: one for each run of bytes
     * without a fork, one for each fork, one for each end; one when it is empty.
     */
    long radixTreeNodes() {
        byte[][] keys = new byte[count][];
        for (int i = 0; i < count; i++) {
            keys[i] = get(i).id().toBytes();
        }
        return count == 0 ? 1 : radixTreeNodes(keys, 0, count, 0);
    }

    private static long radixTreeNodes(byte[][] keys, int from, int to, int depth) {
        if (to - from == 1) {
            return depth == keys[from].length ? 1 : 2;
        }
        int fork = Arrays.mismatch(keys[from], keys[to - 1]);
        long nodes = fork > depth ? 2 : 1;
        int begin = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || keys[i][fork] != keys[begin][fork]) {
                nodes += radixTreeNodes(keys, begin, i, fork + 1);
                begin = i;
            }
        }
        return nodes;
    }
}
