package io.clusterjar.gossip;

import java.util.Arrays;
import java.util.List;

/**
 * When each node must be looked at again at the latest. Ten times a second a node goes through all others, of which in a large cluster
 * hardly one needs anything: here that costs a glance at a row of numbers.
 */
final class Attention {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long NOW = Long.MIN_VALUE;

    private List<ClusterNode> nodes = List.of();
    private long[] dueMs = {};
    private long nodeTimeoutMs;
    private long roundMs;

    /** {@code node} is to be looked at in the next round: something happened to it that needs it earlier than was said. */
    void look(ClusterNode node) {
        if (node.place < nodes.size() && nodes.get(node.place) == node) {
            dueMs[node.place] = NOW;
        }
    }

    /** A round over {@code present} begins. When nodes came or went, or clocks were turned back, it is over all. */
    void begin(List<ClusterNode> present, long timeoutMs, long nowMs, boolean overAll) {
        if (present != nodes || timeoutMs != nodeTimeoutMs || nowMs < roundMs || overAll) {
            nodeTimeoutMs = timeoutMs;
            if (present != nodes) {
                number(present);
            }
            Arrays.fill(dueMs, NOW);
        }
        roundMs = nowMs;
    }

    private void number(List<ClusterNode> present) {
        nodes = present;
        if (dueMs.length != present.size()) {
            dueMs = new long[present.size()];
        }
        for (int i = 0; i < present.size(); i++) {
            present.get(i).place = i;
        }
    }

    /** The place of the first node from {@code place} on that is to be looked at in this round; -1 when there is none. */
    int next(int place) {
        for (int i = place; i < dueMs.length; i++) {
            if (dueMs[i] <= roundMs) {
                return i;
            }
        }
        return -1;
    }

    /** The node at a place. */
    ClusterNode node(int place) {
        return nodes.get(place);
    }

    /** Says of the node at a place, just looked at, when nothing but the time can want that it is looked at again. */
    void settle(int place) {
        ClusterNode node = nodes.get(place);
        if (node.isMyself()) {
            dueMs[place] = NEVER;
        } else if (node.link == null || node.is(NodeFlag.NOADDR | NodeFlag.HANDSHAKE | NodeFlag.PFAIL)) {
            dueMs[place] = NOW;
        } else if (node.pingSentMs == 0) {
            dueMs[place] = node.pongReceivedMs + nodeTimeoutMs / 2;
        } else {
            long stuckMs = node.pingSentMs + nodeTimeoutMs / 2;
            dueMs[place] = stuckMs > roundMs ? stuckMs : NOW;
        }
    }
}
