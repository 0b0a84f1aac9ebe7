package io.clusterjar.store;

import org.jspecify.annotations.Nullable;

/** A node of a list: a listpack, and the nodes beside it. */
final class ListNode {
    Listpack pack;

    @Nullable
    ListNode previous;

    @Nullable
    ListNode next;

    ListNode(Listpack pack) {
        this.pack = pack;
    }
}
