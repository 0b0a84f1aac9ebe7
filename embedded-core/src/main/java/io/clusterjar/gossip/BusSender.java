package io.clusterjar.gossip;

import io.clusterjar.time.RandomSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Builds bus packets out of what the node knows, and sends them. */
final class BusSender {
    private static final int MIN_GOSSIP = 3;

    private final ClusterState state;
    private final GossipSettings settings;
    private final LocalFacts facts;
    private final RandomSource random;
    private final BusCounters counters;
    /** Whom the ping that is being made speaks of. */
    private final List<ClusterNode> spokenOf = new ArrayList<>();

    private byte[] bytes = {};
    private long pings;

    BusSender(
            ClusterState state, GossipSettings settings, LocalFacts facts, RandomSource random, BusCounters counters) {
        this.state = state;
        this.settings = settings;
        this.facts = facts;
        this.random = random;
        this.counters = counters;
    }

    BusPacket packet(BusType type) {
        return packet(type, List.of());
    }

    private BusPacket packet(BusType type, List<ClusterNode> gossipOf) {
        ClusterNode myself = state.myself();
        ClusterNode owner = myself.isReplica() && myself.master != null ? myself.master : myself;
        BusPacket packet = new BusPacket(type, gossipOf);
        packet.sender = myself.id;
        packet.currentEpoch = state.currentEpoch;
        packet.configEpoch = owner.configEpoch;
        packet.offset = facts.replicationOffset();
        packet.slots = owner.slots;
        packet.master = myself.master == null ? "" : myself.master.id;
        packet.ip = settings.announcedIp();
        packet.port = settings.announcedPort();
        packet.busPort = settings.announcedBusPort();
        packet.flags = myself.flags;
        packet.down = !state.ok;
        if (myself.isMaster() && facts.manualFailover()) {
            packet.messageFlags |= BusPacket.PAUSED;
        }
        return packet;
    }

    void ping(Link link, BusType type, long nowMs) {
        @Nullable ClusterNode receiver = link.node;
        spokenOf.clear();
        BusPacket packet = packet(type, spokenOf);
        packet.messageFlags |= BusPacket.EXT_DATA;
        if (receiver != null && receiver.is(NodeFlag.EXTENSIONS)) {
            extend(packet, nowMs);
        }
        if (receiver != null && !link.inbound() && type == BusType.PING) {
            receiver.pingSentMs = nowMs;
        }
        gossip(receiver);
        send(link, packet);
    }

    private void extend(BusPacket packet, long nowMs) {
        packet.hostname = settings.announcedHostname().isEmpty() ? null : settings.announcedHostname();
        packet.nodename = settings.announcedNodename().isEmpty() ? null : settings.announcedNodename();
        packet.shardId = state.myself().shardId;
        state.blacklistS(nowMs).forEach((id, ttlS) -> packet.forgotten.add(new BusPacket.Forgotten(id, ttlS)));
    }

    private void gossip(@Nullable ClusterNode receiver) {
        List<ClusterNode> nodes = state.nodes();
        pings++;
        int fresh = nodes.size() - 2;
        int wanted = Math.min(fresh, Math.max(MIN_GOSSIP, nodes.size() / 10));
        int attempts = wanted * 3;
        while (fresh > 0 && spokenOf.size() < wanted && attempts-- > 0) {
            ClusterNode node = nodes.get(random.nextInt(nodes.size()));
            if (node.isMyself() || node == receiver || node.is(NodeFlag.PFAIL)) {
                continue;
            }
            if (node.is(NodeFlag.HANDSHAKE | NodeFlag.NOADDR) || node.link == null && node.slots.count() == 0) {
                fresh--;
                continue;
            }
            if (node.lastGossipPing != pings) {
                node.lastGossipPing = pings;
                spokenOf.add(node);
                fresh--;
            }
        }
        for (int i = 0; i < nodes.size() && state.suspects > 0; i++) {
            ClusterNode node = nodes.get(i);
            if (node.is(NodeFlag.PFAIL) && !node.is(NodeFlag.HANDSHAKE | NodeFlag.NOADDR)) {
                spokenOf.add(node); // suspicions always travel, so that they become failures in time
            }
        }
    }

    void update(Link link, ClusterNode about) {
        BusPacket packet = packet(BusType.UPDATE);
        packet.about = about.id;
        packet.aboutEpoch = about.configEpoch;
        packet.aboutSlots = state.claimedSlots(about);
        send(link, packet);
    }

    void send(Link link, BusPacket packet) {
        if (!link.closed()) {
            counters.countSent(packet.type);
            int length = write(packet);
            link.send(bytes, length, packet.type);
        }
    }

    /** Writes a packet to {@link #bytes} and returns its length. */
    private int write(BusPacket packet) {
        int length = BusCodec.lengthBytes(packet);
        if (bytes.length < length) {
            bytes = new byte[length];
        }
        BusCodec.write(packet, bytes, length);
        return length;
    }

    /** Sends one packet to all nodes that {@code to} accepts and that are connected. */
    void broadcast(BusPacket packet, Predicate<ClusterNode> to) {
        int length = write(packet);
        for (ClusterNode node : state.snapshot()) {
            Link link = node.link;
            if (link != null && !node.isMyself() && !node.inHandshake() && to.test(node)) {
                counters.countSent(packet.type);
                link.send(bytes, length, packet.type);
            }
        }
    }

    void pong(Predicate<ClusterNode> to, long nowMs) {
        for (ClusterNode node : state.snapshot()) {
            Link link = node.link;
            if (link != null && !node.isMyself() && !node.inHandshake() && to.test(node)) {
                ping(link, BusType.PONG, nowMs);
            }
        }
    }
}
