package io.clusterjar.gossip;

import io.clusterjar.slot.SlotRange;
import io.clusterjar.slot.SlotSet;
import org.jspecify.annotations.Nullable;

/** The line that describes one node, in the forms of {@code CLUSTER NODES} and of nodes.conf. */
public final class NodeLine {
    private NodeLine() {}

    /** As {@code CLUSTER NODES} shows it, without a line end; {@code ip} and ports are those that the asking client sees. */
    public static String shown(ClusterState state, ClusterNode node, String ip, int port, int busPort) {
        StringBuilder line = new StringBuilder(160);
        line.append(node.id)
                .append(' ')
                .append(ip)
                .append(':')
                .append(port)
                .append('@')
                .append(busPort);
        if (!node.hostname.isEmpty()) {
            line.append(',').append(node.hostname);
        }
        return rest(line, state, node).toString();
    }

    /** Appends it as nodes.conf has it, without a line end. */
    static void save(StringBuilder line, ClusterState state, ClusterNode node) {
        line.append(node.id).append(' ').append(node.ip).append(':').append(node.port);
        line.append('@').append(node.busPort).append(',').append(node.hostname);
        if (node.plainPort != 0) {
            line.append(",tcp-port=").append(node.plainPort);
        } else {
            line.append(",tls-port=0");
        }
        if (!node.nodename.isEmpty()) {
            line.append(",nodename=").append(node.nodename);
        }
        line.append(",shard-id=").append(node.shardId);
        rest(line, state, node);
    }

    private static StringBuilder rest(StringBuilder line, ClusterState state, ClusterNode node) {
        line.append(' ').append(NodeFlag.describe(node.flags)).append(' ');
        line.append(node.master == null ? "-" : node.master.id);
        line.append(' ')
                .append(node.pingSentMs)
                .append(' ')
                .append(node.pongReceivedMs)
                .append(' ');
        line.append(node.effectiveEpoch()).append(' ');
        line.append(node.link != null || node.isMyself() ? "connected" : "disconnected");
        slots(line, node);
        if (node.isMyself()) {
            openSlots(line, state);
        }
        return line;
    }

    private static void slots(StringBuilder line, ClusterNode node) {
        if (!node.slots.isEmpty()) {
            for (SlotRange range : node.slots.ranges()) {
                line.append(' ').append(range);
            }
        }
    }

    private static void openSlots(StringBuilder line, ClusterState state) {
        SlotSet open = state.openSlots();
        for (int slot = open.next(0); slot >= 0; slot = open.next(slot + 1)) {
            @Nullable ClusterNode target = state.migratingTo(slot);
            @Nullable ClusterNode source = state.importingFrom(slot);
            if (target != null) {
                line.append(" [").append(slot).append("->-").append(target.id).append(']');
            } else if (source != null) {
                line.append(" [").append(slot).append("-<-").append(source.id).append(']');
            }
        }
    }
}
