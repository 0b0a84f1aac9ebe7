package io.clusterjar.store;

import java.util.Arrays;

/** What Redis' radix tree, which keeps a stream's nodes, groups and pending entries, would look like over given keys. */
final class RadixTree {
    private RadixTree() {}

    /**
     * How many nodes it has: one for each run of bytes without a fork, one for each fork, one for each end; one when it is empty.
     *
     * @param keys in their order, all of one length
     * @param count how many of them count
     */
    static long nodes(byte[][] keys, int count) {
        return count == 0 ? 1 : nodes(keys, 0, count, 0);
    }

    private static long nodes(byte[][] keys, int from, int to, int depth) {
        if (to - from == 1) {
            return depth == keys[from].length ? 1 : 2;
        }
        int fork = Arrays.mismatch(keys[from], keys[to - 1]);
        long nodes = fork > depth ? 2 : 1;
        int begin = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || keys[i][fork] != keys[begin][fork]) {
                nodes += nodes(keys, begin, i, fork + 1);
                begin = i;
            }
        }
        return nodes;
    }
}
