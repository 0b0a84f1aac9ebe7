package io.clusterjar.gossip;

import io.clusterjar.config.Flaw;
import io.clusterjar.time.RandomSource;
import org.jspecify.annotations.Nullable;

/** What a node does with each bus packet that it gets. */
final class PacketRule {
    private static final long FUTURE_TOLERANCE_MS = 500;

    private final Membership membership;
    private final ClusterState state;
    private final GossipSettings settings;
    private final GossipActions actions;
    private final MembershipTrace trace;
    private final RandomSource random;
    private final BusSender sender;
    private final SlotRule slots;
    private final BusCounters counters;

    PacketRule(
            Membership membership,
            ClusterState state,
            GossipSettings settings,
            GossipActions actions,
            MembershipTrace trace,
            RandomSource random,
            BusSender sender,
            SlotRule slots,
            BusCounters counters) {
        this.membership = membership;
        this.state = state;
        this.settings = settings;
        this.actions = actions;
        this.trace = trace;
        this.random = random;
        this.sender = sender;
        this.slots = slots;
        this.counters = counters;
    }

    void handle(Link link, byte[] bytes, int offset, int length, long nowMs) {
        counters.countReceived(BusCodec.typeOf(bytes, offset));
        BusPacket packet = BusCodec.decodeInPlace(bytes, offset, length, link.node);
        if (packet == null) {
            return;
        }
        ClusterNode from = senderOf(link, packet);
        if (from != null) {
            if ((packet.messageFlags & BusPacket.EXT_DATA) != 0) {
                from.flags |= NodeFlag.EXTENSIONS;
            }
            from.dataReceivedMs = nowMs;
            if (!from.inHandshake()) {
                readHeader(from, packet);
            }
        }
        if (packet.type.isPing()) {
            handlePing(link, packet, bytes, from, nowMs);
        } else if (from != null) {
            handleOther(packet, from, link, nowMs);
        }
    }

    private @Nullable ClusterNode senderOf(Link link, BusPacket packet) {
        ClusterNode bound = link.node;
        if (bound != null && !bound.inHandshake()) {
            return bound;
        }
        ClusterNode from = state.lookup(packet.sender);
        if (from != null && bound == null) {
            Link former = from.inboundLink;
            if (former != null && former != link) {
                former.close();
            }
            link.node = from;
            from.inboundLink = link;
        }
        return from;
    }

    private void readHeader(ClusterNode from, BusPacket packet) {
        if (packet.currentEpoch > state.currentEpoch || settings.has(Flaw.BELIEVES_EVERY_EPOCH)) {
            state.currentEpoch = packet.currentEpoch;
        }
        if (packet.configEpoch > from.configEpoch) {
            from.configEpoch = packet.configEpoch;
            state.todo(Todo.SAVE | Todo.FSYNC);
        }
        from.offset = packet.offset;
        if (state.myself().master == from && (packet.messageFlags & BusPacket.PAUSED) != 0) {
            actions.onPausedMasterOffset(packet.offset);
        }
    }

    // ---- ping, pong, meet

    private void handlePing(Link link, BusPacket packet, byte[] bytes, @Nullable ClusterNode from, long nowMs) {
        if (packet.type != BusType.PONG) {
            answer(link, packet, bytes, from, nowMs);
            if (link.closed()) {
                return;
            }
        }
        if (!link.inbound() && !checkIdentity(link, packet, from)) {
            return;
        }
        if (from != null) {
            from.flags = from.flags & ~NodeFlag.NOFAILOVER | packet.flags & NodeFlag.NOFAILOVER;
            if (packet.type == BusType.PING && !from.inHandshake()) {
                updateAddress(from, link, packet);
            }
        }
        ClusterNode bound = link.node;
        if (!link.inbound() && packet.type == BusType.PONG && bound != null) {
            bound.pongReceivedMs = nowMs;
            bound.pingSentMs = 0;
            recover(bound, nowMs);
        }
        if (from == null) {
            return;
        }
        readRole(from, packet);
        readSlots(from, packet);
        collide(from, packet);
        readGossip(packet, bytes, from, nowMs);
        readExtensions(packet, from, nowMs);
    }

    private void answer(Link link, BusPacket packet, byte[] bytes, @Nullable ClusterNode from, long nowMs) {
        ClusterNode myself = state.myself();
        if ((packet.type == BusType.MEET || myself.ip.isEmpty())
                && settings.announcedIp().isEmpty()
                && !link.localIp().equals(myself.ip)) {
            myself.ip = link.localIp();
            trace.log("IP address for this node updated to " + myself.ip);
            state.todo(Todo.SAVE);
        }
        if (from == null && packet.type == BusType.MEET) {
            ClusterNode node = state.create(Ids.random(random), Ids.random(random), NodeFlag.HANDSHAKE, nowMs);
            node.ip = packet.ip.isEmpty() ? link.peerIp() : packet.ip;
            node.port = packet.port;
            node.plainPort = packet.plainPort;
            node.busPort = packet.busPort;
            state.todo(Todo.SAVE);
            readGossip(packet, bytes, link.node, nowMs);
        }
        sender.ping(link, BusType.PONG, nowMs);
    }

    /** On an outbound link: whether the node that answered is the one that was expected. */
    private boolean checkIdentity(Link link, BusPacket packet, @Nullable ClusterNode from) {
        ClusterNode bound = link.node;
        if (bound == null) {
            return false;
        }
        if (bound.inHandshake()) {
            if (from != null) {
                updateAddress(from, link, packet);
                state.remove(bound);
                return false;
            }
            state.rename(bound, packet.sender);
            trace.log("Handshake with node " + bound.id + " completed.");
            bound.flags &= ~NodeFlag.HANDSHAKE;
            bound.flags |= packet.flags & (NodeFlag.MASTER | NodeFlag.REPLICA);
            if ((packet.messageFlags & BusPacket.EXT_DATA) != 0) {
                bound.flags |= NodeFlag.EXTENSIONS;
            }
            state.todo(Todo.SAVE);
        } else if (!bound.id.equals(packet.sender)) {
            bound.flags |= NodeFlag.NOADDR;
            bound.ip = "";
            bound.port = 0;
            bound.plainPort = 0;
            bound.busPort = 0;
            link.close();
            state.todo(Todo.SAVE);
            return false;
        }
        return true;
    }

    private void updateAddress(ClusterNode node, Link link, BusPacket packet) {
        if (link == node.link) {
            return;
        }
        String ip = packet.ip.isEmpty() ? link.peerIp() : packet.ip;
        if (node.port == packet.port
                && node.busPort == packet.busPort
                && node.plainPort == packet.plainPort
                && node.ip.equals(ip)) {
            return;
        }
        node.ip = ip;
        node.port = packet.port;
        node.plainPort = packet.plainPort;
        node.busPort = packet.busPort;
        if (node.link != null) {
            node.link.close();
        }
        node.flags &= ~NodeFlag.NOADDR;
        trace.log("Address updated for node " + node.id + ", now " + ip + ":" + node.port);
        if (state.myself().master == node) {
            actions.replicate(node);
        }
        state.todo(Todo.SAVE | Todo.STATE);
    }

    private void recover(ClusterNode node, long nowMs) {
        if (node.is(NodeFlag.PFAIL)) {
            node.flags &= ~NodeFlag.PFAIL;
            state.todo(Todo.SAVE | Todo.STATE);
            trace.onRecovered(node);
        } else if (node.isFailed()) {
            boolean old = nowMs - node.failMs > settings.nodeTimeoutMs() * 2;
            if (node.isReplica() || node.slots.count() == 0 || old) {
                node.flags &= ~NodeFlag.FAIL;
                state.todo(Todo.SAVE | Todo.STATE);
                trace.onRecovered(node);
                trace.log("Clear FAIL state for node " + node.id);
            }
        }
    }

    private void readRole(ClusterNode from, BusPacket packet) {
        if (packet.master.isEmpty()) {
            state.makeMaster(from);
            return;
        }
        ClusterNode known = from.master;
        ClusterNode master = known != null && known.id.equals(packet.master) ? known : state.lookup(packet.master);
        if (from.isMaster()) {
            state.unbindAll(from);
            from.flags = from.flags & ~(NodeFlag.MASTER | NodeFlag.MIGRATE_TO) | NodeFlag.REPLICA;
            state.todo(Todo.SAVE | Todo.STATE);
        }
        if (master != null && from.master != master) {
            if (from.master != null) {
                state.removeReplica(from.master, from);
            }
            state.addReplica(master, from);
            state.shardId(from, master.shardId);
            state.todo(Todo.SAVE);
        }
    }

    private void readSlots(ClusterNode from, BusPacket packet) {
        ClusterNode owner = from.isMaster() ? from : from.master;
        if (owner == null || owner.slots.equals(packet.slots)) {
            return;
        }
        if (from.isMaster()) {
            slots.claim(from, packet.configEpoch, packet.slots);
        }
        for (int slot = packet.slots.next(0); slot >= 0; slot = packet.slots.next(slot + 1)) {
            ClusterNode current = state.owner(slot);
            if (current == null || current == from || state.unclaimed(slot)) {
                continue;
            }
            if (current.configEpoch > packet.configEpoch) {
                if (from.link != null && !settings.has(Flaw.SENDS_NO_UPDATE)) {
                    sender.update(from.link, current);
                }
                break;
            }
        }
    }

    private void collide(ClusterNode from, BusPacket packet) {
        ClusterNode myself = state.myself();
        if (!myself.isMaster()
                || !from.isMaster()
                || packet.configEpoch != myself.configEpoch
                || from.configEpoch != myself.configEpoch
                || from.id.compareTo(myself.id) <= 0) {
            return;
        }
        myself.configEpoch = state.nextEpoch();
        actions.saveConfig(true);
        trace.log("WARNING: configEpoch collision with node " + from.id + ". configEpoch set to " + myself.configEpoch);
    }

    private void readGossip(BusPacket packet, byte[] bytes, @Nullable ClusterNode from, long nowMs) {
        int at = packet.gossipAt;
        @Nullable ClusterNode[] found = state.lookupAll(bytes, at, packet.gossipCount);
        for (int i = 0; i < packet.gossipCount; i++, at += BusCodec.GOSSIP_BYTES) {
            ClusterNode node = found[i];
            if (node != null) {
                hear(node, bytes, at, from, nowMs);
            } else if (from != null) {
                meet(BusCodec.gossipAt(bytes, at), nowMs);
            }
        }
    }

    private void meet(GossipEntry entry, long nowMs) {
        if ((entry.flags() & NodeFlag.NOADDR) == 0
                && Ids.valid(entry.id())
                && state.lookup(entry.id()) == null // or the same packet has told of it already
                && !state.blacklisted(entry.id(), nowMs)) {
            int flags = entry.flags() & ~(NodeFlag.MYSELF | NodeFlag.EXTENSIONS);
            ClusterNode added = state.create(entry.id(), Ids.random(random), flags, nowMs);
            added.ip = entry.ip();
            added.port = entry.port();
            added.plainPort = entry.plainPort();
            added.busPort = entry.busPort();
        }
    }

    private void hear(ClusterNode node, byte[] bytes, int at, @Nullable ClusterNode from, long nowMs) {
        int flags = BusCodec.gossipFlags(bytes, at);
        boolean bad = (flags & (NodeFlag.FAIL | NodeFlag.PFAIL)) != 0;
        if (from != null && from.isMaster() && !node.isMyself()) {
            if (bad) {
                node.reportFailure(from, nowMs);
                membership.markFailedIfAgreed(node, nowMs);
            } else {
                node.withdrawReport(from);
            }
        }
        if (!bad && node.pingSentMs == 0 && node.failureReports(nowMs, settings.nodeTimeoutMs() * 2) == 0) {
            long pongMs = BusCodec.gossipPongS(bytes, at) * 1000;
            if (pongMs <= nowMs + FUTURE_TOLERANCE_MS && pongMs > node.pongReceivedMs) {
                node.pongReceivedMs = pongMs;
            }
        }
        if (node.is(NodeFlag.FAIL | NodeFlag.PFAIL) && !bad && (flags & NodeFlag.NOADDR) == 0) {
            move(node, BusCodec.gossipAt(bytes, at));
        }
    }

    /** A node that cannot be reached may have another address now. */
    private static void move(ClusterNode node, GossipEntry entry) {
        if (node.ip.equalsIgnoreCase(entry.ip()) && node.port == entry.port() && node.busPort == entry.busPort()) {
            return;
        }
        if (node.link != null) {
            node.link.close();
        }
        node.ip = entry.ip();
        node.port = entry.port();
        node.plainPort = entry.plainPort();
        node.busPort = entry.busPort();
        node.flags &= ~NodeFlag.NOADDR;
    }

    private void readExtensions(BusPacket packet, ClusterNode from, long nowMs) {
        ClusterNode myself = state.myself();
        for (BusPacket.Forgotten gone : packet.forgotten) {
            ClusterNode node = state.lookup(gone.id());
            if (node != null && node != myself && myself.master != node && node != from) {
                state.blacklist(gone.id(), nowMs, gone.ttlS() * 1000);
                state.remove(node);
                state.todo(Todo.STATE | Todo.SAVE);
            }
        }
        String hostname = packet.hostname == null ? "" : packet.hostname;
        String nodename = packet.nodename == null ? "" : packet.nodename;
        if (!from.hostname.equals(hostname) || !from.nodename.equals(nodename)) {
            from.hostname = hostname;
            from.nodename = nodename;
            state.todo(Todo.SAVE);
        }
        if (packet.shardId != null) {
            state.shardId(from, packet.shardId);
        } else if (from.master != null) {
            state.shardId(from, from.master.shardId);
        }
    }

    // ---- all other packets

    private void handleOther(BusPacket packet, ClusterNode from, Link link, long nowMs) {
        switch (packet.type) {
            case FAIL -> fail(state.lookup(packet.about), nowMs);
            case PUBLISH, PUBLISHSHARD ->
                actions.deliver(packet.channel, packet.message, packet.type == BusType.PUBLISHSHARD);
            case AUTH_REQUEST -> actions.onVoteRequest(from, packet);
            case AUTH_ACK -> {
                if (from.isMaster() && from.slots.count() > 0) {
                    actions.onVote(from, packet.currentEpoch);
                }
            }
            case MFSTART -> {
                if (from.master == state.myself()) {
                    actions.onManualFailoverStart(from);
                    sender.ping(link, BusType.PING, nowMs);
                }
            }
            case UPDATE -> update(packet);
            case MODULE, PING, PONG, MEET -> {}
        }
    }

    private void fail(@Nullable ClusterNode node, long nowMs) {
        if (node != null && !node.is(NodeFlag.FAIL | NodeFlag.MYSELF)) {
            node.flags = node.flags & ~NodeFlag.PFAIL | NodeFlag.FAIL;
            node.failMs = nowMs;
            state.todo(Todo.SAVE | Todo.STATE);
            trace.onFailed(node, false);
        }
    }

    private void update(BusPacket packet) {
        ClusterNode node = state.lookup(packet.about);
        if (node == null || node.configEpoch >= packet.aboutEpoch) {
            return;
        }
        if (node.isReplica()) {
            state.makeMaster(node);
        }
        node.configEpoch = packet.aboutEpoch;
        state.todo(Todo.SAVE | Todo.FSYNC);
        slots.claim(node, packet.aboutEpoch, packet.aboutSlots);
    }
}
