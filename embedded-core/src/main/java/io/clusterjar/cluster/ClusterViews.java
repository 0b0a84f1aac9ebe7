package io.clusterjar.cluster;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.config.ServerConfig;
import io.clusterjar.engine.Connection;
import io.clusterjar.engine.EngineCall;
import io.clusterjar.gossip.BusCounters;
import io.clusterjar.gossip.BusType;
import io.clusterjar.gossip.ClusterNode;
import io.clusterjar.gossip.ClusterState;
import io.clusterjar.gossip.Link;
import io.clusterjar.gossip.NodeFlag;
import io.clusterjar.gossip.NodeLine;
import io.clusterjar.slot.SlotRange;
import io.clusterjar.slot.Slots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cluster as one client is shown it: SLOTS, SHARDS, NODES, LINKS, INFO and their like. Made for one call. */
final class ClusterViews {
    private final ClusterAgent agent;
    private final ClusterState state;
    private final ServerConfig config;
    private final Call call;
    private final Connection client;
    private final Reply reply;

    ClusterViews(ClusterAgent agent, Call call) {
        this.agent = agent;
        this.call = call;
        state = agent.state();
        config = agent.config();
        client = EngineCall.of(call).connection();
        reply = call.reply();
    }

    Outcome reply(ClusterCommand command) {
        return switch (command) {
            case SLOTS -> slots();
            case SHARDS -> shards();
            case NODES -> nodes();
            case LINKS -> links();
            case INFO -> reply.verbatim(info());
            case REPLICAS, SLAVES -> replicas();
            case MYID -> reply.bulk(state.myself().id());
            case MYSHARDID -> reply.bulk(state.myself().shardId());
            case COUNT_FAILURE_REPORTS ->
                reply.integer(node(2).failureReports(call.nowMs(), 2 * agent.nodeTimeoutMs()));
            default -> throw new AssertionError(command);
        };
    }

    private ClusterNode node(int word) {
        String id = call.args().text(word);
        ClusterNode node = state.lookup(id);
        if (node == null) {
            throw new CommandError("ERR Unknown node " + id);
        }
        return node;
    }

    // ---- slots

    private record Range(int first, int last, ClusterNode owner) {}

    private Outcome slots() {
        List<Range> ranges = new ArrayList<>();
        int first = 0;
        for (int slot = 1; slot <= Slots.COUNT; slot++) {
            ClusterNode owner = state.owner(first);
            if (slot == Slots.COUNT || state.owner(slot) != owner) {
                if (owner != null) {
                    ranges.add(new Range(first, slot - 1, owner));
                }
                first = slot;
            }
        }
        Outcome outcome = reply.array(ranges.size());
        for (Range range : ranges) {
            List<ClusterNode> shown = new ArrayList<>();
            shown.add(range.owner);
            for (ClusterNode replica : range.owner.replicas()) {
                if (!replica.isFailed() && offset(replica) != 0) {
                    shown.add(replica);
                }
            }
            reply.array(2 + shown.size());
            reply.integer(range.first);
            reply.integer(range.last);
            for (ClusterNode node : shown) {
                outcome = slotNode(node);
            }
        }
        return outcome;
    }

    private Outcome slotNode(ClusterNode node) {
        Endpoint seen = Endpoint.of(node, client, config);
        reply.array(4);
        @Nullable String endpoint = seen.preferredOrNull();
        if (endpoint == null) {
            reply.nullBulk();
        } else {
            reply.bulk(endpoint);
        }
        reply.integer(seen.port());
        reply.bulk(node.id());
        boolean ip = seen.preference() != Endpoint.Preference.IP;
        boolean hostname = seen.preference() != Endpoint.Preference.HOSTNAME
                && !seen.hostname().isEmpty();
        Outcome outcome = reply.map((ip ? 1 : 0) + (hostname ? 1 : 0));
        if (ip) {
            reply.bulk("ip");
            outcome = reply.bulk(seen.ip());
        }
        if (hostname) {
            reply.bulk("hostname");
            outcome = reply.bulk(seen.hostname());
        }
        return outcome;
    }

    private long offset(ClusterNode node) {
        return node.isMyself() ? agent.replicationOffset() : node.offset();
    }

    // ---- shards

    private Outcome shards() {
        Map<String, List<ClusterNode>> shards = new LinkedHashMap<>();
        for (ClusterNode node : state.nodes()) {
            if (!node.inHandshake()) {
                shards.computeIfAbsent(node.shardId(), none -> new ArrayList<>())
                        .add(node);
            }
        }
        Outcome outcome = reply.array(shards.size());
        for (List<ClusterNode> shard : shards.values()) {
            outcome = shard(shard);
        }
        return outcome;
    }

    private Outcome shard(List<ClusterNode> shard) {
        List<SlotRange> ranges = List.of();
        for (ClusterNode node : shard) {
            if (node.isMaster() && (ranges.isEmpty() || !node.slots().isEmpty())) {
                ranges = node.slots().ranges();
            }
        }
        reply.map(2);
        reply.bulk("slots");
        reply.array(ranges.size() * 2L);
        for (SlotRange range : ranges) {
            reply.integer(range.first());
            reply.integer(range.last());
        }
        reply.bulk("nodes");
        Outcome outcome = reply.array(shard.size());
        for (ClusterNode node : shard) {
            outcome = shardNode(node);
        }
        return outcome;
    }

    private Outcome shardNode(ClusterNode node) {
        Endpoint seen = Endpoint.of(node, client, config);
        boolean hostname = !seen.hostname().isEmpty();
        boolean port = seen.port() != 0;
        reply.map(6 + (port ? 1 : 0) + (hostname ? 1 : 0));
        reply.bulk("id");
        reply.bulk(node.id());
        if (port) {
            reply.bulk("port");
            reply.integer(seen.port());
        }
        reply.bulk("ip");
        reply.bulk(seen.ip());
        reply.bulk("endpoint");
        reply.bulk(seen.preferredText());
        if (hostname) {
            reply.bulk("hostname");
            reply.bulk(seen.hostname());
        }
        reply.bulk("role");
        reply.bulk(node.isReplica() ? "replica" : "master");
        reply.bulk("replication-offset");
        reply.integer(offset(node));
        reply.bulk("health");
        return reply.bulk(node.isFailed() ? "fail" : node.isReplica() && offset(node) == 0 ? "loading" : "online");
    }

    // ---- nodes

    private String line(ClusterNode node) {
        Endpoint seen = Endpoint.of(node, client, config);
        return NodeLine.shown(state, node, seen.ip(), seen.port(), node.busPort());
    }

    private Outcome nodes() {
        StringBuilder text = new StringBuilder(1024);
        for (ClusterNode node : state.nodes()) {
            text.append(line(node)).append('\n');
        }
        return reply.verbatim(text.toString());
    }

    private Outcome replicas() {
        ClusterNode master = node(2);
        if (master.isReplica()) {
            throw new CommandError("ERR The specified node is not a master");
        }
        Outcome outcome = reply.array(master.replicas().size());
        for (ClusterNode replica : master.replicas()) {
            outcome = reply.bulk(line(replica));
        }
        return outcome;
    }

    // ---- links

    private Outcome links() {
        List<Link> links = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (ClusterNode node : state.nodes()) {
            for (Link link : new @Nullable Link[] {node.link(), node.inboundLink()}) {
                if (link != null) {
                    links.add(link);
                    ids.add(node.id());
                }
            }
        }
        Outcome outcome = reply.array(links.size());
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            long queuedBytes = link.queuedBytes();
            reply.map(6);
            reply.bulk("direction");
            reply.bulk(link.inbound() ? "from" : "to");
            reply.bulk("node");
            reply.bulk(ids.get(i));
            reply.bulk("create-time");
            reply.integer(link.createdMs());
            reply.bulk("events");
            reply.bulk(queuedBytes > 0 ? "rw" : "r");
            reply.bulk("send-buffer-allocated");
            reply.integer(queuedBytes);
            reply.bulk("send-buffer-used");
            outcome = reply.integer(queuedBytes);
        }
        return outcome;
    }

    // ---- info

    private String info() {
        int assigned = 0;
        int suspected = 0;
        int failed = 0;
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            ClusterNode owner = state.owner(slot);
            if (owner != null) {
                assigned++;
                if (owner.isFailed()) {
                    failed++;
                } else if (owner.is(NodeFlag.PFAIL)) {
                    suspected++;
                }
            }
        }
        StringBuilder text = new StringBuilder(512);
        field(text, "cluster_state", state.ok() ? "ok" : "fail");
        field(text, "cluster_slots_assigned", assigned);
        field(text, "cluster_slots_ok", assigned - suspected - failed);
        field(text, "cluster_slots_pfail", suspected);
        field(text, "cluster_slots_fail", failed);
        field(text, "cluster_known_nodes", state.nodes().size());
        field(text, "cluster_size", state.size());
        field(text, "cluster_current_epoch", state.currentEpoch());
        field(text, "cluster_my_epoch", state.myself().effectiveEpoch());
        messages(text);
        field(
                text,
                "total_cluster_links_buffer_limit_exceeded",
                agent.brain().membership().counters().bufferLimitExceeded());
        return text.toString();
    }

    private void messages(StringBuilder text) {
        BusCounters counters = agent.brain().membership().counters();
        long sent = 0;
        long received = 0;
        for (BusType type : BusType.ALL) {
            sent += counters.sent(type);
            if (counters.sent(type) > 0) {
                field(text, "cluster_stats_messages_" + type.label() + "_sent", counters.sent(type));
            }
        }
        field(text, "cluster_stats_messages_sent", sent);
        for (BusType type : BusType.ALL) {
            received += counters.received(type);
            if (counters.received(type) > 0) {
                field(text, "cluster_stats_messages_" + type.label() + "_received", counters.received(type));
            }
        }
        field(text, "cluster_stats_messages_received", received);
    }

    private static void field(StringBuilder text, String name, Object value) {
        text.append(name).append(':').append(value).append("\r\n");
    }
}
