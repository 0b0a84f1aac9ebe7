package io.clusterjar.cluster;

import io.clusterjar.gossip.BusType;
import io.clusterjar.gossip.ClusterNode;
import io.clusterjar.gossip.Link;
import io.clusterjar.time.RandomSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Brains of many nodes over a bus in memory, in virtual time. */
final class BusWorld {
    private static final long LATENCY_MS = 1;

    long nowMs = 1_700_000_000_000L;
    final List<Member> members = new ArrayList<>();
    long nodeTimeoutMs = 2000;
    int validityFactor = 10;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atMs).thenComparingLong(Event::sequence));
    private long sequence;

    private record Event(long atMs, long sequence, Runnable task) {}

    void after(long delayMs, Runnable task) {
        events.add(new Event(nowMs + delayMs, sequence++, task));
    }

    void run(long durationMs) {
        runUntil(durationMs, () -> false);
    }

    boolean runUntil(long limitMs, BooleanSupplier done) {
        long end = nowMs + limitMs;
        while (!done.getAsBoolean()) {
            Event next = events.peek();
            if (next == null || next.atMs > end) {
                nowMs = end;
                return done.getAsBoolean();
            }
            events.poll();
            nowMs = next.atMs;
            next.task.run();
        }
        return true;
    }

    Member member() {
        Member member = new Member(members.size());
        members.add(member);
        member.start();
        return member;
    }

    /** A cluster as redis-cli makes it: masters first, then their replicas in turn. */
    void cluster(int masters, int replicasEach) {
        int count = masters * (replicasEach + 1);
        for (int i = 0; i < count; i++) {
            member();
        }
        for (int i = 0; i < masters; i++) {
            Member m = members.get(i);
            int from = (int) Math.round(16384.0 / masters * i);
            int to = (int) Math.round(16384.0 / masters * (i + 1));
            for (int slot = from; slot < to; slot++) {
                m.brain.state().bind(slot, m.self());
            }
        }
        for (int i = 0; i < count; i++) {
            Member m = members.get(i);
            m.brain.state().configEpoch(m.self(), i + 1);
            m.brain.state().currentEpoch(i + 1);
            if (i > 0) {
                m.brain.membership().meet("10.0.0.1", 7000, 17000, nowMs);
            }
        }
        if (!runUntil(20_000, () -> members.stream().allMatch(m -> m.settled(count)))) {
            throw new AssertionError("no full mesh");
        }
        for (int i = masters; i < count; i++) {
            Member m = members.get(i);
            m.brain.membership().replicate(m.lookup(members.get((i - masters) % masters)));
            m.brain.endOfTurn(nowMs);
        }
        if (!runUntil(
                20_000, () -> members.stream().allMatch(m -> m.brain.state().ok()))) {
            throw new AssertionError("not up");
        }
        run(3000);
    }

    static RandomSource random(long seed) {
        return new Seeded(seed);
    }

    private static final class Seeded implements RandomSource {
        private final long seed;
        private final SplittableRandom random;

        Seeded(long seed) {
            this.seed = seed;
            random = new SplittableRandom(seed);
        }

        @Override
        public long nextLong() {
            return random.nextLong();
        }

        @Override
        public int nextInt(int bound) {
            return random.nextInt(bound);
        }

        @Override
        public double nextDouble() {
            return random.nextDouble();
        }

        @Override
        public RandomSource fork(String purpose) {
            return new Seeded(seed * 31 + purpose.hashCode());
        }
    }

    /** One node of the world: a brain, and fields for what is around it. */
    final class Member implements ClusterPorts, ClusterSettings, ClusterTrace {
        final int number;
        String ip;
        long queuedBytes;
        long sendBufferLimitBytes;
        final Map<Integer, Integer> keys = new HashMap<>();
        final List<String> story = new ArrayList<>();
        final List<MemoryLink> links = new ArrayList<>();
        ClusterBrain brain;
        byte @Nullable [] disk;
        boolean up;
        boolean migration = true;
        boolean fullCoverage = true;

        @Nullable
        String masterAddress;

        long offset;
        long silenceMs;
        long pausedUntilMs;
        int saves;
        int generation;
        /** Members that packets neither reach nor come from. */
        final List<Member> cut = new ArrayList<>();

        Member(int number) {
            this.number = number;
            ip = "10.0.0." + (number + 1);
            brain = ClusterBrain.fresh(this, this, this, random(number + 1), nowMs);
        }

        void start() {
            up = true;
            int life = ++generation;
            tick(life);
        }

        private void tick(int life) {
            after(100, () -> {
                if (up && life == generation) {
                    if (!paused) {
                        brain.onCron(nowMs);
                    }
                    tick(life);
                }
            });
        }

        boolean paused;

        void crash() {
            up = false;
            generation++;
            for (MemoryLink link : List.copyOf(links)) {
                link.breakPair();
            }
            links.clear();
        }

        void restart() {
            masterAddress = null;
            brain = ClusterBrain.restored(
                    disk, "nodes.conf", this, this, this, random(1000 + number + generation), nowMs);
            start();
        }

        ClusterNode self() {
            return brain.state().myself();
        }

        String id() {
            return self().id();
        }

        ClusterNode lookup(Member other) {
            ClusterNode node = brain.state().lookup(other.id());
            if (node == null) {
                throw new AssertionError(number + " does not know " + other.number);
            }
            return node;
        }

        boolean settled(int count) {
            return brain.state().nodes().size() == count
                    && brain.state().nodes().stream().noneMatch(ClusterNode::inHandshake)
                    && members.stream()
                            .allMatch(m -> lookup(m).slots().equals(m.self().slots()));
        }

        void cutFrom(Member other) {
            cut.add(other);
            other.cut.add(this);
        }

        void heal() {
            for (Member other : cut) {
                other.cut.remove(this);
            }
            cut.clear();
        }

        // ports

        @Override
        public Link connect(ClusterNode node, String ip, int busPort, long nowMs) {
            MemoryLink mine = new MemoryLink(this, node, nowMs);
            links.add(mine);
            after(LATENCY_MS, () -> {
                Member target = members.stream()
                        .filter(m -> m.up && m.ip.equals(ip))
                        .findFirst()
                        .orElse(null);
                if (mine.closed()) {
                    return;
                }
                if (target == null) {
                    links.remove(mine);
                    brain.onClosed(mine, BusWorld.this.nowMs);
                } else if (!cut.contains(target)) {
                    MemoryLink theirs = new MemoryLink(target, null, BusWorld.this.nowMs);
                    target.links.add(theirs);
                    mine.pair = theirs;
                    theirs.pair = mine;
                    brain.onConnected(mine, BusWorld.this.nowMs);
                }
            });
            return mine;
        }

        @Override
        public void saveNodes(byte[] content, boolean fsync) {
            disk = content;
            saves++;
        }

        @Override
        public void replicate(String ip, int port) {
            masterAddress = ip + ":" + port;
        }

        @Override
        public void stopReplicating() {
            masterAddress = null;
        }

        @Override
        public boolean replicating() {
            return masterAddress != null;
        }

        @Override
        public long replicationOffset() {
            return offset;
        }

        @Override
        public long masterSilenceMs() {
            return silenceMs;
        }

        @Override
        public int keysInSlot(int slot) {
            return keys.getOrDefault(slot, 0);
        }

        @Override
        public void deleteKeysInSlot(int slot) {
            keys.remove(slot);
        }

        @Override
        public void deleteAllData() {
            keys.clear();
        }

        @Override
        public void dropShardChannels(int slot) {}

        @Override
        public void deliver(byte[] channel, byte[] message, boolean shard) {
            story.add((shard ? "shard " : "") + new String(channel) + "=" + new String(message));
        }

        @Override
        public void pauseWriters(long untilMs) {
            pausedUntilMs = untilMs;
        }

        @Override
        public void resumeWriters() {
            pausedUntilMs = 0;
        }

        // settings

        @Override
        public long nodeTimeoutMs() {
            return nodeTimeoutMs;
        }

        @Override
        public boolean requireFullCoverage() {
            return fullCoverage;
        }

        @Override
        public boolean allowReplicaMigration() {
            return migration;
        }

        @Override
        public int migrationBarrier() {
            return 1;
        }

        @Override
        public boolean replicaNoFailover() {
            return false;
        }

        @Override
        public long linkSendBufferLimitBytes() {
            return sendBufferLimitBytes;
        }

        @Override
        public String announcedIp() {
            return "";
        }

        @Override
        public int announcedPort() {
            return 7000;
        }

        @Override
        public int announcedBusPort() {
            return 17000;
        }

        @Override
        public String announcedHostname() {
            return "";
        }

        @Override
        public String announcedNodename() {
            return "";
        }

        @Override
        public int validityFactor() {
            return validityFactor;
        }

        @Override
        public long replicaPingPeriodMs() {
            return 10_000;
        }

        // trace

        @Override
        public void onElectionScheduled(long delayMs, int rank, long offset) {
            story.add("scheduled rank " + rank + " offset " + offset);
        }

        @Override
        public void onElectionStarted(long epoch, int rank, long offset) {
            story.add("started " + epoch);
        }

        @Override
        public void onElected(long epoch, int votes) {
            story.add("elected " + epoch);
        }

        @Override
        public void onElectionBarred(String reason) {
            story.add("barred " + reason);
        }

        @Override
        public void onVoteGranted(String candidate, long epoch) {
            story.add("voted " + epoch);
        }

        @Override
        public void onVoteRefused(String candidate, long epoch, io.clusterjar.election.Ballot refused) {
            story.add("refused " + refused);
        }
    }

    private final class MemoryLink extends Link {
        private final Member owner;
        private @Nullable MemoryLink pair;

        MemoryLink(Member owner, @Nullable ClusterNode node, long createdMs) {
            super(node, createdMs);
            this.owner = owner;
        }

        @Override
        protected void send(byte[] bytes, int length, BusType type) {
            byte[] packet = Arrays.copyOf(bytes, length);
            MemoryLink to = pair;
            if (to == null) {
                return;
            }
            after(LATENCY_MS, () -> {
                if (!to.closed() && to.owner.up && !to.owner.cut.contains(owner)) {
                    to.owner.brain.onPacket(to, packet, 0, packet.length, nowMs);
                }
            });
        }

        void breakPair() {
            MemoryLink other = pair;
            if (other != null) {
                after(LATENCY_MS, () -> {
                    if (!other.closed() && other.owner.up && !other.owner.cut.contains(owner)) {
                        other.owner.links.remove(other);
                        other.owner.brain.onClosed(other, nowMs);
                    }
                });
            }
        }

        @Override
        protected void disconnect() {
            owner.links.remove(this);
            breakPair();
        }

        @Override
        public long queuedBytes() {
            return owner.queuedBytes;
        }

        @Override
        public String localIp() {
            return owner.ip;
        }

        @Override
        public String peerIp() {
            return pair == null ? "" : pair.owner.ip;
        }
    }
}
