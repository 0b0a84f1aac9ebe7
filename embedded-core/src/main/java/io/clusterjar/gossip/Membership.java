package io.clusterjar.gossip;

import io.clusterjar.slot.Slots;
import io.clusterjar.time.RandomSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gossip brain of one node: it keeps a link to every node, pings them, suspects those that do not answer, spreads and
 * collects suspicions, and settles who owns which slot. Events come in with the time in milliseconds; what is to be done goes
 * out through {@link GossipActions}. Used on the node's own thread.
 */
public final class Membership {
    /** How often {@link #onCron} is to be called. */
    public static final long CRON_PERIOD_MS = 100;

    private static final long MIN_HANDSHAKE_TIMEOUT_MS = 1000;
    private static final int TICKS_PER_RANDOM_PING = 10;
    private static final int RANDOM_PING_SAMPLE = 5;

    private final ClusterState state;
    private final GossipSettings settings;
    private final LocalFacts facts;
    private final GossipActions actions;
    private final MembershipTrace trace;
    private final RandomSource random;
    private final Attention attention;
    private final BusCounters counters = new BusCounters();
    private final BusSender sender;
    private final SlotRule slots;
    private final HealthRule health;
    private final ReplicaMigration migration;
    private final PacketRule packets;
    private long ticks;

    /** The brain over {@code state}. */
    public Membership(
            ClusterState state,
            GossipSettings settings,
            LocalFacts facts,
            GossipActions actions,
            MembershipTrace trace,
            RandomSource random) {
        this.state = state;
        this.settings = settings;
        this.facts = facts;
        this.actions = actions;
        this.trace = trace;
        this.random = random;
        attention = state.attention;
        sender = new BusSender(state, settings, facts, random, counters);
        slots = new SlotRule(state, settings, facts, actions, trace);
        health = new HealthRule(state, settings, trace);
        migration = new ReplicaMigration(state, settings, slots);
        packets = new PacketRule(this, state, settings, actions, trace, random, sender, slots, counters);
        refreshMyself();
    }

    /** Packets counted by type. */
    public BusCounters counters() {
        return counters;
    }

    // ---- events

    /** A link that {@link GossipActions#connect} opened is connected. */
    public void onConnected(Link link, long nowMs) {
        ClusterNode node = link.node;
        if (link.closed() || node == null) {
            return;
        }
        if (node.acquainted) {
            node.acquainted = false;
            return;
        }
        long pendingMs = node.pingSentMs;
        sender.ping(link, node.is(NodeFlag.MEET) ? BusType.MEET : BusType.PING, nowMs);
        if (pendingMs != 0) {
            node.pingSentMs = pendingMs; // a reconnection must not hide for how long the node has been silent
        }
        node.flags &= ~NodeFlag.MEET;
    }

    /** A link could not be opened, or broke. */
    public void onClosed(Link link, long nowMs) {
        ClusterNode node = link.node;
        boolean current = node != null && node.link == link;
        link.detach();
        if (current && node != null && node.pingSentMs == 0) {
            node.pingSentMs = nowMs; // so that silence is counted even if no ping can be sent at all
        }
    }

    /**
     * A whole packet arrived.
     *
     * @return whether the link still lives
     */
    public boolean onPacket(Link link, byte[] bytes, int offset, int length, long nowMs) {
        packets.handle(link, bytes, offset, length, nowMs);
        return !link.closed();
    }

    /** The bytes on a link are no packets. */
    public void onGarbage(Link link) {
        link.close();
    }

    /** A tenth of a second passed. */
    public void onCron(long nowMs) {
        refreshMyself();
        String pausedFor = state.myself().isMaster() ? facts.manualFailoverReplica() : null;
        long sendLimitBytes = settings.linkSendBufferLimitBytes();
        attention.begin(state.snapshot(), settings.nodeTimeoutMs(), nowMs, sendLimitBytes != 0 || pausedFor != null);
        connect(sendLimitBytes, nowMs);
        if (ticks++ % TICKS_PER_RANDOM_PING == 0) {
            pingSomebody(nowMs);
        }
        boolean suspected = watch(pausedFor, nowMs);
        ClusterNode myself = state.myself();
        ClusterNode master = myself.master;
        if (master != null && !facts.replicating() && !master.is(NodeFlag.NOADDR) && !master.ip.isEmpty()) {
            actions.replicate(master);
        }
        if (myself.isReplica()) {
            migration.cron(nowMs);
        }
        if (suspected || !state.ok) {
            health.update(nowMs);
        }
    }

    /** Computes the state of the cluster anew. */
    public void updateHealth(long nowMs) {
        health.update(nowMs);
    }

    /**
     * Begins in a cluster that was made whole, as one that has been running for a while: it need not wait to hear whether it was replaced,
     * all know each other, and the last pongs came at different times. If all nodes greeted all others at the start, then they would all ping
     * all others again half a node time-out later, and so on: in a cluster of a thousand, a million pings at once.
     */
    public void startAcquainted(long nowMs) {
        health.skipStartDelay();
        health.update(nowMs);
        for (ClusterNode node : state.nodes()) {
            if (!node.isMyself()) {
                node.flags |= NodeFlag.EXTENSIONS;
                node.acquainted = true;
                node.pongReceivedMs = nowMs - random.nextInt((int) (settings.nodeTimeoutMs() / 2) + 1);
            }
        }
        connectAll(nowMs);
    }

    private void refreshMyself() {
        ClusterNode myself = state.myself();
        myself.port = settings.announcedPort();
        myself.busPort = settings.announcedBusPort();
        if (!settings.announcedIp().isEmpty()) {
            myself.ip = settings.announcedIp();
        }
        if (!myself.hostname.equals(settings.announcedHostname())) {
            myself.hostname = settings.announcedHostname();
            state.todo(Todo.SAVE);
        }
        if (!myself.nodename.equals(settings.announcedNodename())) {
            myself.nodename = settings.announcedNodename();
            state.todo(Todo.SAVE);
        }
        if (settings.replicaNoFailover()) {
            myself.flags |= NodeFlag.NOFAILOVER;
        } else {
            myself.flags &= ~NodeFlag.NOFAILOVER;
        }
    }

    /** Opens the links that are missing. */
    public void connectAll(long nowMs) {
        attention.begin(state.snapshot(), settings.nodeTimeoutMs(), nowMs, true);
        connect(settings.linkSendBufferLimitBytes(), nowMs);
    }

    private void connect(long sendLimitBytes, long nowMs) {
        long handshakeTimeoutMs = Math.max(MIN_HANDSHAKE_TIMEOUT_MS, settings.nodeTimeoutMs());
        int suspects = 0;
        for (int i = attention.next(0); i >= 0; i = attention.next(i + 1)) {
            ClusterNode node = attention.node(i);
            if (sendLimitBytes != 0) {
                dropOverfull(node.link, sendLimitBytes);
                dropOverfull(node.inboundLink, sendLimitBytes);
            }
            if (node.is(NodeFlag.MYSELF | NodeFlag.NOADDR)) {
                continue;
            }
            if (node.is(NodeFlag.PFAIL)) {
                suspects++;
            }
            if (node.inHandshake() && nowMs - node.createdMs > handshakeTimeoutMs) {
                state.remove(node);
            } else if (node.link == null) {
                node.link = actions.connect(node, node.ip, node.busPort, nowMs);
            }
        }
        state.suspects = suspects;
    }

    private void dropOverfull(@Nullable Link link, long limitBytes) {
        if (link != null && link.queuedBytes() > limitBytes) {
            counters.bufferLimitExceeded++;
            link.close();
        }
    }

    private void pingSomebody(long nowMs) {
        List<ClusterNode> nodes = state.nodes();
        ClusterNode oldest = null;
        for (int i = 0; i < RANDOM_PING_SAMPLE; i++) {
            ClusterNode node = nodes.get(random.nextInt(nodes.size()));
            if (node.link == null || node.pingSentMs != 0 || node.is(NodeFlag.MYSELF | NodeFlag.HANDSHAKE)) {
                continue;
            }
            if (oldest == null || oldest.pongReceivedMs > node.pongReceivedMs) {
                oldest = node;
            }
        }
        if (oldest != null && oldest.link != null) {
            sender.ping(oldest.link, BusType.PING, nowMs);
        }
    }

    private boolean watch(@Nullable String pausedFor, long nowMs) {
        boolean suspected = false;
        for (int i = attention.next(0); i >= 0; i = attention.next(i + 1)) {
            ClusterNode node = attention.node(i);
            if (!node.is(NodeFlag.MYSELF | NodeFlag.NOADDR | NodeFlag.HANDSHAKE)) {
                suspected |= watch(node, pausedFor, nowMs);
            }
            attention.settle(i);
        }
        return suspected;
    }

    /** Looks after one node; whether it is suspected since. */
    private boolean watch(ClusterNode node, @Nullable String pausedFor, long nowMs) {
        long timeoutMs = settings.nodeTimeoutMs();
        long pingDelayMs = nowMs - node.pingSentMs;
        long dataDelayMs = nowMs - node.dataReceivedMs;
        Link link = node.link;
        if (link != null
                && nowMs - link.createdMs() > timeoutMs
                && node.pingSentMs != 0
                && pingDelayMs > timeoutMs / 2
                && dataDelayMs > timeoutMs / 2) {
            link.close(); // the node may be fine and only the connection be stuck
        }
        link = node.link;
        if (link != null && node.pingSentMs == 0 && nowMs - node.pongReceivedMs > timeoutMs / 2) {
            sender.ping(link, BusType.PING, nowMs);
            return false;
        }
        if (link != null && pausedFor != null && node.id.equals(pausedFor)) {
            sender.ping(link, BusType.PING, nowMs);
            return false;
        }
        if (node.pingSentMs == 0) {
            return false;
        }
        if (Math.min(pingDelayMs, dataDelayMs) > timeoutMs && !node.is(NodeFlag.PFAIL | NodeFlag.FAIL)) {
            node.flags |= NodeFlag.PFAIL;
            trace.onSuspected(node);
            return true;
        }
        return false;
    }

    void markFailedIfAgreed(ClusterNode node, long nowMs) {
        if (!node.is(NodeFlag.PFAIL) || node.isFailed()) {
            return;
        }
        int failures = node.failureReports(nowMs, settings.nodeTimeoutMs() * 2);
        if (state.myself().isMaster()) {
            failures++;
        }
        if (failures < state.quorum()) {
            return;
        }
        node.flags = node.flags & ~NodeFlag.PFAIL | NodeFlag.FAIL;
        node.failMs = nowMs;
        trace.onFailed(node, true);
        trace.log("Marking node " + node.id + " as failing (quorum reached).");
        BusPacket packet = sender.packet(BusType.FAIL);
        packet.about = node.id;
        sender.broadcast(packet, any -> true);
        state.todo(Todo.STATE | Todo.SAVE);
    }

    // ---- what commands and elections want

    /**
     * Begins to meet the node at an address.
     *
     * @return false when that is under way already
     */
    public boolean meet(String ip, int port, int busPort, long nowMs) {
        for (ClusterNode node : state.nodes()) {
            if (node.inHandshake() && node.ip.equalsIgnoreCase(ip) && node.busPort == busPort) {
                return false;
            }
        }
        ClusterNode node =
                state.create(Ids.random(random), Ids.random(random), NodeFlag.HANDSHAKE | NodeFlag.MEET, nowMs);
        node.ip = ip;
        node.port = port;
        node.busPort = busPort;
        return true;
    }

    /** Forgets a node, tells the others to do so, and lets it not in again for a minute. */
    public void forget(ClusterNode node, long nowMs) {
        state.blacklist(node.id, nowMs, ClusterState.FORGET_TTL_MS);
        state.remove(node);
        state.todo(Todo.STATE | Todo.SAVE);
    }

    /** Makes this node, which must own no slots, a replica of {@code master}. */
    public void replicate(ClusterNode master) {
        slots.replicate(master);
    }

    /** Sends a message for a channel to all nodes, or to those of this node's shard. */
    public void publish(byte[] channel, byte[] message, boolean shard) {
        BusPacket packet = sender.packet(shard ? BusType.PUBLISHSHARD : BusType.PUBLISH);
        packet.channel = channel.clone();
        packet.message = message.clone();
        String own = state.myself().shardId;
        sender.broadcast(packet, node -> !shard || node.shardId.equals(own));
    }

    /** Tells all nodes about this one at once. */
    public void announce(long nowMs) {
        sender.pong(node -> true, nowMs);
    }

    /** Tells the other replicas of the same master about this one at once. */
    public void announceToSiblings(long nowMs) {
        ClusterNode myself = state.myself();
        sender.pong(node -> node.master != null && (node.master == myself || node.master == myself.master), nowMs);
    }

    /** Asks all nodes for their vote. */
    public void requestVotes(boolean force) {
        BusPacket packet = sender.packet(BusType.AUTH_REQUEST);
        if (force) {
            packet.messageFlags |= BusPacket.FORCE_ACK;
        }
        sender.broadcast(packet, any -> true);
    }

    /** Votes for {@code candidate}. */
    public void vote(ClusterNode candidate) {
        sendTo(candidate, BusType.AUTH_ACK);
    }

    /** Asks the master to pause for a manual failover. */
    public void requestPause(ClusterNode master) {
        sendTo(master, BusType.MFSTART);
    }

    private void sendTo(ClusterNode node, BusType type) {
        if (node.link != null) {
            sender.send(node.link, sender.packet(type));
        }
    }

    /** Takes over the slots of this node's master with {@code epoch}, as the winner of an election or by force. */
    public void promote(long epoch, long nowMs) {
        ClusterNode myself = state.myself();
        ClusterNode old = myself.master;
        if (old == null) {
            return;
        }
        myself.configEpoch = Math.max(myself.configEpoch, epoch);
        state.makeMaster(myself);
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            if (state.owner(slot) == old) {
                state.unbind(slot);
                state.bind(slot, myself);
            }
        }
        health.update(nowMs);
        actions.saveConfig(true);
        announce(nowMs);
    }
}
