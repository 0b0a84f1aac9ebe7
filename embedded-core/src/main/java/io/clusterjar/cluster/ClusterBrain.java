package io.clusterjar.cluster;

import io.clusterjar.config.Flaw;
import io.clusterjar.election.Ballot;
import io.clusterjar.election.Candidate;
import io.clusterjar.election.Electorate;
import io.clusterjar.election.ManualFailover;
import io.clusterjar.election.VoteRequest;
import io.clusterjar.election.Voter;
import io.clusterjar.gossip.BusPacket;
import io.clusterjar.gossip.ClusterNode;
import io.clusterjar.gossip.ClusterState;
import io.clusterjar.gossip.GossipActions;
import io.clusterjar.gossip.Ids;
import io.clusterjar.gossip.Link;
import io.clusterjar.gossip.LocalFacts;
import io.clusterjar.gossip.Membership;
import io.clusterjar.gossip.NodesFile;
import io.clusterjar.gossip.Todo;
import io.clusterjar.slot.Slots;
import io.clusterjar.time.RandomSource;
import org.jspecify.annotations.Nullable;

/**
 * The two brains of a node, gossip and election, joined to one state machine without I/O: events and the time in
 * milliseconds come in, everything else goes through {@link ClusterPorts}. After every event the owner calls
 * {@link #endOfTurn}.
 */
public final class ClusterBrain {
    private final ClusterState state;
    private final ClusterSettings settings;
    private final ClusterPorts ports;
    private final Membership membership;
    private final Candidate candidate;
    private final Voter voter;
    private final ManualFailover manual;
    private final RandomSource random;
    private long nowMs;

    private ClusterBrain(
            ClusterState state, ClusterSettings settings, ClusterPorts ports, ClusterTrace trace, RandomSource random) {
        this.state = state;
        this.settings = settings;
        this.ports = ports;
        this.random = random;
        Electorate electorate = new Votes();
        manual = new ManualFailover(electorate, trace);
        candidate = new Candidate(electorate, manual, trace, random.fork("election"));
        voter = new Voter(electorate, trace);
        membership = new Membership(state, settings, new Facts(), new Actions(), trace, random.fork("gossip"));
    }

    /** The brain of a node that never was in a cluster. */
    public static ClusterBrain fresh(
            ClusterSettings settings, ClusterPorts ports, ClusterTrace trace, RandomSource random, long nowMs) {
        ClusterState state = new ClusterState(
                Ids.random(random), Ids.random(random), nowMs, (slot, owner) -> ports.dropShardChannels(slot));
        ClusterBrain brain = new ClusterBrain(state, settings, ports, trace, random);
        trace.log("No cluster configuration found, I'm " + state.myself().id());
        brain.save(true);
        return brain;
    }

    /** The brain of a node that finds its nodes.conf; throws {@link io.clusterjar.gossip.NodesFileException} when it is corrupt. */
    public static ClusterBrain restored(
            byte[] nodesFile,
            String file,
            ClusterSettings settings,
            ClusterPorts ports,
            ClusterTrace trace,
            RandomSource random,
            long nowMs) {
        ClusterState state = NodesFile.read(nodesFile, file, nowMs, (slot, owner) -> ports.dropShardChannels(slot));
        trace.log("Node configuration loaded, I'm " + state.myself().id());
        return new ClusterBrain(state, settings, ports, trace, random);
    }

    /** What the node knows of its cluster. */
    public ClusterState state() {
        return state;
    }

    /** The gossip brain. */
    public Membership membership() {
        return membership;
    }

    /** The manual failover that is under way, if any. */
    public ManualFailover manualFailover() {
        return manual;
    }

    // ---- events

    /** A tenth of a second passed. */
    public void onCron(long nowMs) {
        this.nowMs = nowMs;
        membership.onCron(nowMs);
        manual.onCron(nowMs);
        advanceElection();
        endOfTurn(nowMs);
    }

    /** A link that this node opened is connected. */
    public void onConnected(Link link, long nowMs) {
        this.nowMs = nowMs;
        membership.onConnected(link, nowMs);
        endOfTurn(nowMs);
    }

    /** A link ended from outside. */
    public void onClosed(Link link, long nowMs) {
        this.nowMs = nowMs;
        membership.onClosed(link, nowMs);
        endOfTurn(nowMs);
    }

    /** A whole packet arrived; whether the link still lives. */
    public boolean onPacket(Link link, byte[] bytes, int offset, int length, long nowMs) {
        this.nowMs = nowMs;
        boolean alive = membership.onPacket(link, bytes, offset, length, nowMs);
        endOfTurn(nowMs);
        return alive && !link.closed();
    }

    /** Does what events and commands left to be done. */
    public void endOfTurn(long nowMs) {
        this.nowMs = nowMs;
        int todo = state.takeTodo();
        if (todo == 0) {
            return;
        }
        if ((todo & (Todo.FAILOVER | Todo.MANUAL_FAILOVER)) != 0) {
            advanceElection();
            todo |= state.takeTodo();
            if ((todo & Todo.FAILOVER) != 0) {
                advanceElection();
                todo |= state.takeTodo();
            }
        }
        if ((todo & Todo.STATE) != 0) {
            membership.updateHealth(nowMs);
        }
        if ((todo & Todo.SAVE) != 0) {
            save((todo & Todo.FSYNC) != 0);
        }
        if ((todo & Todo.BROADCAST) != 0) {
            membership.announce(nowMs);
        }
    }

    /** The replication offset moved on; a manual failover may wait for it. */
    public void onOffset(long nowMs) {
        if (manual.active() && !manual.ready()) {
            this.nowMs = nowMs;
            advanceElection();
            endOfTurn(nowMs);
        }
    }

    private void advanceElection() {
        if (state.myself().isReplica()) {
            manual.check();
            candidate.advance(nowMs);
        }
    }

    /** Writes nodes.conf. */
    public void save(boolean fsync) {
        long vote = state.lastVoteEpoch();
        if (settings.has(Flaw.FORGETS_ITS_VOTE)) {
            state.lastVoteEpoch(0);
        }
        ports.saveNodes(NodesFile.write(state), fsync);
        state.lastVoteEpoch(vote);
    }

    // ---- what an operator orders; the caller has checked that it may be done

    /** Begins a manual failover of this replica. */
    public void failOver(boolean force, long nowMs) {
        this.nowMs = nowMs;
        manual.onCommand(force, nowMs);
    }

    /** Makes this replica a master without asking anybody. */
    public void takeOver(long nowMs) {
        this.nowMs = nowMs;
        manual.reset();
        state.bumpEpochWithoutConsensus();
        promote(state.myself().configEpoch());
    }

    /** Makes this node forget its cluster. */
    public void reset(boolean hard, long nowMs) {
        this.nowMs = nowMs;
        ClusterNode myself = state.myself();
        if (myself.isReplica()) {
            state.makeMaster(myself);
            ports.stopReplicating();
            ports.deleteAllData();
        }
        state.closeAllSlots();
        manual.reset();
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            state.unbind(slot);
        }
        for (ClusterNode node : java.util.List.copyOf(state.nodes())) {
            if (node != myself) {
                state.remove(node);
            }
        }
        state.clearBlacklist();
        if (hard) {
            state.currentEpoch(0);
            state.configEpoch(myself, 0);
            state.lastVoteEpoch(0);
            state.newIdentity(Ids.random(random), Ids.random(random));
        }
        state.todo(Todo.SAVE | Todo.STATE | Todo.FSYNC);
    }

    private void promote(long epoch) {
        ports.stopReplicating();
        membership.promote(epoch, nowMs);
        manual.reset();
    }

    private void replicate(ClusterNode master) {
        ports.replicate(master.ip(), master.port());
    }

    private final class Facts implements LocalFacts {
        @Override
        public long replicationOffset() {
            return ports.replicationOffset();
        }

        @Override
        public int keysInSlot(int slot) {
            return ports.keysInSlot(slot);
        }

        @Override
        public boolean replicating() {
            return ports.replicating();
        }

        @Override
        public boolean manualFailover() {
            return manual.active();
        }

        @Override
        public @Nullable String manualFailoverReplica() {
            return manual.replica();
        }
    }

    private final class Actions implements GossipActions {
        @Override
        public Link connect(ClusterNode node, String ip, int busPort, long nowMs) {
            return ports.connect(node, ip, busPort, nowMs);
        }

        @Override
        public void saveConfig(boolean fsync) {
            save(fsync);
        }

        @Override
        public void replicate(ClusterNode master) {
            ClusterBrain.this.replicate(master);
        }

        @Override
        public void deleteKeysInSlot(int slot) {
            ports.deleteKeysInSlot(slot);
        }

        @Override
        public void dropForeignShardChannels() {
            ClusterNode myself = state.myself();
            for (int slot = 0; slot < Slots.COUNT; slot++) {
                ClusterNode owner = state.owner(slot);
                if (owner != null && owner != myself && owner != myself.master()) {
                    ports.dropShardChannels(slot);
                }
            }
        }

        @Override
        public void deliver(byte[] channel, byte[] message, boolean shard) {
            ports.deliver(channel, message, shard);
        }

        @Override
        public void onVoteRequest(ClusterNode from, BusPacket request) {
            ClusterNode master = from.master();
            VoteRequest asked = new VoteRequest(
                    from.id(),
                    from.isReplica() && master != null,
                    master != null && master.isFailed(),
                    master == null ? 0 : master.votedMs(),
                    request.currentEpoch,
                    request.configEpoch,
                    request.slots::get,
                    (request.messageFlags & BusPacket.FORCE_ACK) != 0);
            if (voter.onRequest(asked, nowMs) == Ballot.GRANTED && master != null) {
                master.votedMs(nowMs);
                membership.vote(from);
            }
        }

        @Override
        public void onVote(ClusterNode from, long voterEpoch) {
            if (state.myself().isReplica()) {
                candidate.onVote(from.id(), voterEpoch);
            }
        }

        @Override
        public void onManualFailoverStart(ClusterNode replica) {
            manual.onRequest(replica.id(), nowMs);
        }

        @Override
        public void onPausedMasterOffset(long offset) {
            manual.onMasterOffset(offset);
        }

        @Override
        public void endManualFailover() {
            manual.reset();
        }
    }

    private final class Votes implements Electorate {
        @Override
        public boolean has(Flaw flaw) {
            return settings.has(flaw);
        }

        @Override
        public boolean isMaster() {
            return state.myself().isMaster();
        }

        @Override
        public boolean ownsSlots() {
            return state.myself().slots().count() > 0;
        }

        @Override
        public boolean hasMaster() {
            return state.myself().isReplica() && state.myself().master() != null;
        }

        @Override
        public boolean masterFailed() {
            ClusterNode master = state.myself().master();
            return master != null && master.isFailed();
        }

        @Override
        public boolean masterOwnsSlots() {
            ClusterNode master = state.myself().master();
            return master != null && master.slots().count() > 0;
        }

        @Override
        public int quorum() {
            return state.quorum();
        }

        @Override
        public int rank() {
            ClusterNode myself = state.myself();
            ClusterNode master = myself.master();
            int rank = 0;
            if (master != null && !has(Flaw.IGNORES_ITS_RANK)) {
                long offset = offset();
                for (ClusterNode sibling : master.replicas()) {
                    if (sibling != myself
                            && !sibling.is(io.clusterjar.gossip.NodeFlag.NOFAILOVER)
                            && sibling.offset() > offset) {
                        rank++;
                    }
                }
            }
            return rank;
        }

        @Override
        public long offset() {
            return ports.replicationOffset();
        }

        @Override
        public long dataAgeMs() {
            return ports.masterSilenceMs();
        }

        @Override
        public long currentEpoch() {
            return state.currentEpoch();
        }

        @Override
        public long nextEpoch() {
            return state.nextEpoch();
        }

        @Override
        public long lastVoteEpoch() {
            return state.lastVoteEpoch();
        }

        @Override
        public void lastVoteEpoch(long epoch) {
            state.lastVoteEpoch(epoch);
        }

        @Override
        public long epochOfSlot(int slot) {
            ClusterNode owner = state.owner(slot);
            return owner == null || state.unclaimed(slot) ? -1 : owner.configEpoch();
        }

        @Override
        public long nodeTimeoutMs() {
            return settings.nodeTimeoutMs();
        }

        @Override
        public int validityFactor() {
            return settings.validityFactor();
        }

        @Override
        public long pingPeriodMs() {
            return settings.replicaPingPeriodMs();
        }

        @Override
        public boolean noFailover() {
            return settings.replicaNoFailover();
        }

        @Override
        public void saveConfig() {
            save(true);
        }

        @Override
        public void requestVotes(boolean force) {
            membership.requestVotes(force);
        }

        @Override
        public void announceToSiblings() {
            membership.announceToSiblings(nowMs);
        }

        @Override
        public void promote(long epoch) {
            ClusterNode master = state.myself().master();
            boolean keep = has(Flaw.KEEPS_THE_OLD_EPOCH);
            ClusterBrain.this.promote(keep && master != null ? master.configEpoch() : epoch);
        }

        @Override
        public void requestPause() {
            ClusterNode master = state.myself().master();
            if (master != null) {
                membership.requestPause(master);
            }
        }

        @Override
        public void pauseWriters(long untilMs) {
            ports.pauseWriters(untilMs);
        }

        @Override
        public void resumeWriters() {
            ports.resumeWriters();
        }

        @Override
        public void lookAgain() {
            state.todo(Todo.FAILOVER);
        }
    }
}
