package io.clusterjar.simulation;

import io.clusterjar.BusMessageType;
import io.clusterjar.ClusterNode;
import io.clusterjar.CrashMode;
import io.clusterjar.Cut;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.Endpoint;
import io.clusterjar.Fault;
import io.clusterjar.Network;
import io.clusterjar.net.CutMode;
import io.clusterjar.net.Plane;
import io.clusterjar.time.TimeLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is broken, as data: it can be written down, read again, and done to any cluster. {@code toString} gives the text form, {@link
 * FaultText#parse} reads it.
 */
public sealed interface FaultSpec {
    /** Breaks it now; closing what is returned mends it. Nothing happens where a selector finds nobody. */
    Fault inject(EmbeddedCluster cluster);

    /** The word that its text form begins with. */
    String verb();

    /**
     * Two sides cannot reach each other.
     *
     * @param a one side
     * @param b the other; {@link Selector#rest()} for everybody else, clients included
     * @param planes what is cut
     * @param oneWay whether only what goes from {@code a} to {@code b} is stopped
     * @param mode how it fails
     */
    record Partition(Selector a, Selector b, Set<Plane> planes, boolean oneWay, CutMode mode) implements FaultSpec {
        /** Takes a copy of the planes. */
        public Partition {
            a = Sides.first("cut", a);
            planes = Collections.unmodifiableSet(EnumSet.copyOf(planes));
        }

        /** All planes, both ways, as a black hole. */
        public Partition(Selector a, Selector b) {
            this(a, b, EnumSet.allOf(Plane.class), false, CutMode.BLACKHOLE);
        }

        @Override
        public Fault inject(EmbeddedCluster cluster) {
            List<Endpoint> left = a.bind(cluster);
            if (b == Selector.rest()) {
                return left.isEmpty()
                        ? Faults.nothing(this)
                        : shape(cluster.network().isolate(left));
            }
            List<Endpoint> right = new ArrayList<>(b.bind(cluster));
            right.removeAll(left);
            return left.isEmpty() || right.isEmpty()
                    ? Faults.nothing(this)
                    : shape(cluster.network().partition(left, right));
        }

        private Cut shape(Cut cut) {
            if (oneWay) {
                cut.oneWay();
            }
            if (planes.size() < Plane.values().length) {
                cut.planes(planes.toArray(Plane[]::new));
            }
            return mode == CutMode.BLACKHOLE ? cut : cut.mode(mode);
        }

        @Override
        public String verb() {
            return "cut";
        }

        @Override
        public String toString() {
            return FaultText.of(this);
        }
    }

    /**
     * Every node sees a majority, but no two see the same: each is cut off from the ones opposite to it on a ring.
     *
     * @param nodes who stands on the ring
     */
    record MajoritiesRing(Selector nodes) implements FaultSpec {
        /** Checks that it is about nodes. */
        public MajoritiesRing {
            nodes = Sides.nodes("ring", nodes);
        }

        @Override
        public Fault inject(EmbeddedCluster cluster) {
            List<ClusterNode> ring = Sides.bind(nodes, cluster);
            int size = ring.size();
            int reach = (size / 2 + 1) / 2; // neighbours that each sees on either side: with itself a majority
            List<Fault> cuts = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                for (int j = i + 1; j < size; j++) {
                    int distance = Math.min(j - i, size - (j - i));
                    if (distance > reach) {
                        cuts.add(cluster.network().partition(ring.get(i), ring.get(j)));
                    }
                }
            }
            return Faults.together(this, cuts);
        }

        @Override
        public String verb() {
            return "ring";
        }

        @Override
        public String toString() {
            return "ring " + nodes;
        }
    }

    /**
     * Two halves that cannot reach each other, and one node that both can reach: everybody else.
     *
     * @param a one half
     * @param b the other half
     */
    record Bridge(Selector a, Selector b) implements FaultSpec {
        /** Checks the sides. */
        public Bridge {
            a = Sides.first("bridge", a);
        }

        @Override
        public Fault inject(EmbeddedCluster cluster) {
            return new Partition(a, b).inject(cluster);
        }

        @Override
        public String verb() {
            return "bridge";
        }

        @Override
        public String toString() {
            return "bridge " + a + " " + b;
        }
    }

    /**
     * The links between two sides are worse than they were.
     *
     * @param a one side
     * @param b the other; {@link Selector#rest()} for everybody else
     * @param planes which streams
     * @param weakness how
     */
    record WeakLink(Selector a, Selector b, Set<Plane> planes, Weakness weakness) implements FaultSpec {
        /** Takes a copy of the planes. */
        public WeakLink {
            a = Sides.first(weakness.verb(), a);
            planes = Collections.unmodifiableSet(EnumSet.copyOf(planes));
        }

        /** All planes. */
        public WeakLink(Selector a, Selector b, Weakness weakness) {
            this(a, b, EnumSet.allOf(Plane.class), weakness);
        }

        @Override
        public Fault inject(EmbeddedCluster cluster) {
            Network network = cluster.network();
            Plane[] only = planes.toArray(Plane[]::new);
            if (a == Selector.all() && b == Selector.rest()) {
                return weakness.apply(network.allLinks().planes(only));
            }
            List<Endpoint> left = a.bind(cluster);
            List<Endpoint> right = b == Selector.rest() ? List.of() : b.bind(cluster);
            List<Fault> links = new ArrayList<>();
            for (int i = 0; i < left.size(); i++) {
                Endpoint from = left.get(i);
                if (b == Selector.rest()) {
                    links.add(weakness.apply(network.linksOf(from).planes(only)));
                }
                for (Endpoint to : right) {
                    boolean done = right.contains(from) && left.subList(0, i).contains(to); // from the other end
                    if (to != from && !done) {
                        links.add(weakness.apply(network.link(from, to).planes(only)));
                    }
                }
            }
            return Faults.together(this, links);
        }

        @Override
        public String verb() {
            return weakness.verb();
        }

        @Override
        public String toString() {
            return FaultText.of(this);
        }
    }

    /**
     * A node dies, and is started again at the end.
     *
     * @param nodes who
     * @param mode how: {@link CrashMode#POWER_LOSS} leaves the others without an answer until then
     */
    record Crash(Selector nodes, CrashMode mode) implements FaultSpec {
        /** Checks that it is about nodes. */
        public Crash {
            nodes = Sides.nodes("crash", nodes);
        }

        @Override
        public Fault inject(EmbeddedCluster cluster) {
            List<Fault> crashes = new ArrayList<>();
            for (ClusterNode node : Sides.bind(nodes, cluster)) {
                if (Faults.isUp(node)) {
                    node.crash(mode);
                    crashes.add(Faults.healedBy("crash of " + node.name(), () -> {
                        if (!Faults.isUp(node)) {
                            Faults.restart(node);
                        }
                    }));
                }
            }
            return Faults.together(this, crashes);
        }

        @Override
        public String verb() {
            return "crash";
        }

        @Override
        public String toString() {
            return FaultText.of(this);
        }
    }

    /**
     * A node stands still, as behind a long garbage collection.
     *
     * @param nodes who
     */
    record Pause(Selector nodes) implements FaultSpec {
        /** Checks that it is about nodes. */
        public Pause {
            nodes = Sides.nodes("pause", nodes);
        }

        @Override
        public Fault inject(EmbeddedCluster cluster) {
            List<Fault> pauses = new ArrayList<>();
            for (ClusterNode node : Sides.bind(nodes, cluster)) {
                if (node.isRunning()) {
                    pauses.add(node.pause());
                }
            }
            return Faults.together(this, pauses);
        }

        @Override
        public String verb() {
            return "pause";
        }

        @Override
        public String toString() {
            return "pause " + nodes;
        }
    }

    /**
     * A node's wall clock is wrong.
     *
     * @param nodes whose
     * @param difference against the others', in milliseconds; negative: it is behind
     */
    record Skew(Selector nodes, Duration difference) implements FaultSpec {
        /** Checks that it is about nodes, and the difference. */
        public Skew {
            nodes = Sides.nodes("skew", nodes);
            TimeLimits.checkSize("difference", difference);
        }

        @Override
        public Fault inject(EmbeddedCluster cluster) {
            List<Fault> skews = new ArrayList<>();
            for (ClusterNode node : Sides.bind(nodes, cluster)) {
                node.clock().skew(difference);
                skews.add(Faults.healedBy(
                        "skew of " + node.name(), () -> node.clock().skew(Duration.ZERO)));
            }
            return Faults.together(this, skews);
        }

        @Override
        public String verb() {
            return "skew";
        }

        @Override
        public String toString() {
            return "skew " + nodes + " by=" + difference.toMillis();
        }
    }

    /**
     * A node's clocks run too fast or too slow.
     *
     * @param nodes whose
     * @param rate seconds that they count in a second
     */
    record Drift(Selector nodes, double rate) implements FaultSpec {
        /** Checks the rate. */
        public Drift {
            nodes = Sides.nodes("drift", nodes);
            if (!(rate > 0 && rate <= 100)) {
                throw new IllegalArgumentException("rate=" + rate + " is not more than 0 and at most 100");
            }
        }

        @Override
        public Fault inject(EmbeddedCluster cluster) {
            List<Fault> drifts = new ArrayList<>();
            for (ClusterNode node : Sides.bind(nodes, cluster)) {
                node.clock().drift(rate);
                drifts.add(Faults.healedBy(
                        "drift of " + node.name(), () -> node.clock().drift(1)));
            }
            return Faults.together(this, drifts);
        }

        @Override
        public String verb() {
            return "drift";
        }

        @Override
        public String toString() {
            return "drift " + nodes + " rate=" + rate;
        }
    }

    /**
     * Single messages of the cluster bus are held back until the end, lost, or doubled.
     *
     * @param types which
     * @param from who sends them
     * @param to who is to get them
     * @param action what becomes of them
     */
    record Messages(Set<BusMessageType> types, Selector from, Selector to, Action action) implements FaultSpec {
        /** What becomes of a message. */
        public enum Action {
            /** Kept, and delivered at the end of the fault. */
            HOLD,
            /** Lost. */
            DROP,
            /** Delivered twice. */
            DUPLICATE
        }

        /** Takes a copy of the types. */
        public Messages {
            from = Sides.nodes("messages", from);
            to = Sides.nodes("messages", to);
            types = Collections.unmodifiableSet(EnumSet.copyOf(types));
        }

        @Override
        public Fault inject(EmbeddedCluster cluster) {
            List<ClusterNode> senders = Sides.bind(from, cluster);
            List<ClusterNode> receivers = Sides.bind(to, cluster);
            if (senders.isEmpty() || receivers.isEmpty()) {
                return Faults.nothing(this);
            }
            io.clusterjar.Messages messages = cluster.network()
                    .messages(types.toArray(BusMessageType[]::new))
                    .from(senders.toArray(ClusterNode[]::new))
                    .to(receivers.toArray(ClusterNode[]::new));
            return switch (action) {
                case HOLD -> messages.hold();
                case DROP -> messages.drop();
                case DUPLICATE -> messages.duplicate();
            };
        }

        @Override
        public String verb() {
            return "messages";
        }

        @Override
        public String toString() {
            return FaultText.of(this);
        }
    }

    /**
     * A disk fails.
     *
     * @param nodes whose
     * @param kind how
     * @param delay how long an fsync takes; zero for other kinds
     */
    record DiskTrouble(Selector nodes, Kind kind, Duration delay) implements FaultSpec {
        /** How a disk fails. */
        public enum Kind {
            /** Every fsync fails. */
            FAIL_FSYNC,
            /** No space is left. */
            FULL,
            /** An fsync takes long. */
            SLOW
        }

        /** Checks the delay. */
        public DiskTrouble {
            nodes = Sides.nodes("disk", nodes);
            TimeLimits.check("delay", delay);
            if ((kind == Kind.SLOW) == (delay.toMillis() < 1)) {
                throw new IllegalArgumentException("delay=" + delay + " is not 1 ms or more for a slow disk, or zero");
            }
        }

        @Override
        public Fault inject(EmbeddedCluster cluster) {
            List<Fault> disks = new ArrayList<>();
            for (ClusterNode node : Sides.bind(nodes, cluster)) {
                disks.add(
                        switch (kind) {
                            case FAIL_FSYNC -> node.disk().failFsync();
                            case FULL -> node.disk().full();
                            case SLOW -> node.disk().slow(delay);
                        });
            }
            return Faults.together(this, disks);
        }

        @Override
        public String verb() {
            return "disk";
        }

        @Override
        public String toString() {
            return "disk " + nodes + " kind=" + kind + (kind == Kind.SLOW ? " by=" + delay.toMillis() : "");
        }
    }
}
