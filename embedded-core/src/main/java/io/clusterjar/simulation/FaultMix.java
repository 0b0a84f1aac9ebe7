package io.clusterjar.simulation;

import io.clusterjar.BusMessageType;
import io.clusterjar.CrashMode;
import io.clusterjar.net.CutMode;
import io.clusterjar.net.Plane;
import io.clusterjar.time.SeededRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * Draws a plan of faults for each seed. Immutable.
 *
 * <p>The budget: faults that stop a node (crashes, pauses) never concern so many nodes at once that a majority of them, or of the
 * first masters, would be missing. Partitions may take the quorum away; that is what they are for, and they end.
 *
 * <p>A plan has 100,000 steps at most, which is eleven days at the standard pace; after them nothing breaks any more.
 */
public final class FaultMix implements FaultSource {
    /** How many faults begin in a minute of cluster time, about. */
    private static final double STANDARD_PER_MINUTE = 6;

    private static final int MAX_STEPS = 100_000;

    private final double perMinute;
    private final boolean chaos;

    private FaultMix(double perMinute, boolean chaos) {
        this.perMinute = perMinute;
        this.chaos = chaos;
    }

    /** Everything that happens to a cluster in production, at a pace at which it has time to react, mostly. */
    public static FaultMix standard() {
        return new FaultMix(STANDARD_PER_MINUTE, true);
    }

    /** Nothing. */
    public static FaultMix none() {
        return new FaultMix(0, false);
    }

    /**
     * The same at another pace.
     *
     * @param faults how many begin in a minute of cluster time, about; 0 or more
     */
    public FaultMix perMinute(double faults) {
        if (!(faults >= 0)) {
            throw new IllegalArgumentException("faults=" + faults + " is not 0 or more");
        }
        return new FaultMix(faults, chaos);
    }

    @Override
    public FaultPlan plan(long seed, Topology topology, Duration duration) {
        SeededRandom random = new SeededRandom(seed).fork("plan");
        return new Draw(random, topology, duration.toMillis()).plan();
    }

    @Override
    public String toString() {
        return "mix perMinute=" + perMinute;
    }

    private final class Draw {
        private final SeededRandom random;
        private final Topology topology;
        private final long durationMs;
        private final List<FaultStep> steps = new ArrayList<>();
        /** Until when each node is stopped. */
        private final long[] stoppedUntilMs;

        Draw(SeededRandom random, Topology topology, long durationMs) {
            this.random = random;
            this.topology = topology;
            this.durationMs = durationMs;
            this.stoppedUntilMs = new long[topology.nodes()];
        }

        FaultPlan plan() {
            if (perMinute == 0 || durationMs == 0) {
                return FaultPlan.NONE;
            }
            double gapMs = 60_000 / perMinute;
            long atMs = gap(gapMs / 2);
            while (atMs < durationMs && steps.size() < MAX_STEPS) {
                draw(atMs);
                atMs += gap(gapMs);
            }
            return FaultPlan.of(steps);
        }

        private long gap(double meanMs) {
            return 1 + (long) (-Math.log(1 - random.nextDouble()) * meanMs);
        }

        private void draw(long atMs) {
            long lastingMs = lastingMs();
            switch (random.nextInt(17)) {
                case 0, 1 -> add(atMs, lastingMs, new FaultSpec.Partition(some(1), Selector.rest()));
                case 2 -> halves(atMs, lastingMs);
                case 3 -> add(atMs, lastingMs, shaped(some(1), Selector.rest()));
                case 4 -> pair(atMs, lastingMs);
                case 5 -> swizzle(atMs, lastingMs);
                case 6 -> add(atMs, lastingMs, new FaultSpec.MajoritiesRing(Selector.all()));
                case 7 -> bridge(atMs, lastingMs);
                case 8 -> add(atMs, lastingMs, weak(new Weakness.Flaky(ms(200, 4000), ms(100, 3000))));
                case 9 -> add(atMs, lastingMs, weak(new Weakness.Lossy(random.nextInt(40) / 100.0)));
                case 10 -> add(atMs, lastingMs, weak(new Weakness.Slow(ms(1, 500), ms(1, 1000))));
                case 11, 12, 13 -> stop(atMs, lastingMs);
                case 14 -> clock(atMs, lastingMs);
                case 15 -> disk(atMs, lastingMs);
                default -> messages(atMs, lastingMs);
            }
        }

        /** A step that would begin after the end is none. */
        private void add(long atMs, long lastingMs, FaultSpec fault) {
            if (atMs >= durationMs) {
                return;
            }
            steps.add(new FaultStep(Duration.ofMillis(atMs), Duration.ofMillis(lastingMs), fault));
        }

        /** Around the node timeout, where things happen: from a tenth to four times of it. */
        private long lastingMs() {
            double times = 0.1 * Math.pow(40, random.nextDouble());
            return Math.max(1, (long) (topology.nodeTimeoutMs() * times));
        }

        private Duration ms(int from, int to) {
            return Duration.ofMillis(from + random.nextInt(to - from + 1));
        }

        private int node() {
            return random.nextInt(topology.nodes());
        }

        private int[] shuffled() {
            int[] all = new int[topology.nodes()];
            for (int i = 0; i < all.length; i++) {
                int j = random.nextInt(i + 1);
                all[i] = all[j];
                all[j] = i;
            }
            return all;
        }

        /** From {@code least} nodes to nearly half. */
        private Selector some(int least) {
            int most = Math.max(least, (topology.nodes() - 1) / 2);
            int count = least + random.nextInt(most - least + 1);
            return Selector.nodes(java.util.Arrays.copyOf(shuffled(), count));
        }

        private void halves(long atMs, long lastingMs) {
            int[] all = shuffled();
            int cut = 1 + random.nextInt(Math.max(1, all.length - 1));
            Selector left = Selector.nodes(java.util.Arrays.copyOf(all, cut));
            Selector right = Selector.nodes(java.util.Arrays.copyOfRange(all, cut, all.length));
            if (cut < all.length) {
                add(atMs, lastingMs, shaped(left, right));
            }
        }

        private void pair(long atMs, long lastingMs) {
            int[] all = shuffled();
            if (all.length > 1) {
                add(atMs, lastingMs, shaped(Selector.nodes(all[0]), Selector.nodes(all[1])));
            }
        }

        private FaultSpec shaped(Selector a, Selector b) {
            EnumSet<Plane> planes = EnumSet.allOf(Plane.class);
            if (random.nextInt(3) == 0) {
                planes = EnumSet.of(Plane.values()[random.nextInt(Plane.values().length)]);
            }
            boolean oneWay = random.nextInt(3) == 0;
            CutMode mode = CutMode.values()[random.nextInt(CutMode.values().length)];
            return new FaultSpec.Partition(a, b, planes, oneWay, mode);
        }

        /** Nodes are cut off one after the other, and come back in another order. */
        private void swizzle(long atMs, long lastingMs) {
            int[] all = shuffled();
            int count = 1 + random.nextInt(Math.max(1, all.length - 1));
            for (int i = 0; i < count; i++) {
                long startMs = atMs + (long) (random.nextDouble() * lastingMs / 2);
                long endMs = atMs + lastingMs / 2 + (long) (random.nextDouble() * lastingMs / 2);
                add(startMs, endMs - startMs, new FaultSpec.Partition(Selector.nodes(all[i]), Selector.rest()));
            }
        }

        private void bridge(long atMs, long lastingMs) {
            int[] all = shuffled();
            if (all.length < 3) {
                return;
            }
            int half = (all.length - 1) / 2;
            Selector left = Selector.nodes(java.util.Arrays.copyOf(all, half));
            Selector right = Selector.nodes(java.util.Arrays.copyOfRange(all, half, all.length - 1));
            add(atMs, lastingMs, new FaultSpec.Bridge(left, right));
        }

        private FaultSpec weak(Weakness weakness) {
            return random.nextInt(4) == 0
                    ? new FaultSpec.WeakLink(Selector.all(), Selector.rest(), weakness)
                    : new FaultSpec.WeakLink(Selector.nodes(node()), Selector.rest(), weakness);
        }

        private void stop(long atMs, long lastingMs) {
            int node = node();
            if (!mayStop(node, atMs)) {
                return;
            }
            stoppedUntilMs[node] = atMs + lastingMs;
            Selector who = Selector.nodes(node);
            add(
                    atMs,
                    lastingMs,
                    random.nextInt(3) == 0
                            ? new FaultSpec.Pause(who)
                            : new FaultSpec.Crash(who, CrashMode.values()[random.nextInt(CrashMode.values().length)]));
        }

        private boolean mayStop(int node, long atMs) {
            int nodes = 0;
            int masters = 0;
            for (int i = 0; i < stoppedUntilMs.length; i++) {
                if (i == node || stoppedUntilMs[i] > atMs) {
                    nodes++;
                    masters += i < topology.masters() ? 1 : 0;
                }
            }
            return stoppedUntilMs[node] <= atMs && nodes * 2 < topology.nodes() && masters * 2 < topology.masters();
        }

        private void clock(long atMs, long lastingMs) {
            Selector who = Selector.nodes(node());
            add(
                    atMs,
                    lastingMs,
                    random.nextInt(2) == 0
                            ? new FaultSpec.Skew(who, Duration.ofMillis(random.nextInt(120_000) - 60_000))
                            : new FaultSpec.Drift(who, (50 + random.nextInt(150)) / 100.0));
        }

        private void disk(long atMs, long lastingMs) {
            FaultSpec.DiskTrouble.Kind[] kinds = FaultSpec.DiskTrouble.Kind.values();
            FaultSpec.DiskTrouble.Kind kind = kinds[random.nextInt(kinds.length)];
            int node = node();
            boolean slow = kind == FaultSpec.DiskTrouble.Kind.SLOW;
            if (!slow) {
                if (!mayStop(node, atMs)) {
                    return;
                }
                stoppedUntilMs[node] =
                        Long.MAX_VALUE; // a node that cannot write stops, and nobody starts it again before the end
            }
            Duration delay = slow ? ms(1, 2000) : Duration.ZERO;
            add(atMs, lastingMs, new FaultSpec.DiskTrouble(Selector.nodes(node), kind, delay));
        }

        private void messages(long atMs, long lastingMs) {
            BusMessageType[] all = BusMessageType.values();
            FaultSpec.Messages.Action[] actions = FaultSpec.Messages.Action.values();
            BusMessageType type = all[random.nextInt(all.length)];
            Selector receiver = Selector.nodes(node());
            FaultSpec.Messages.Action action = actions[random.nextInt(actions.length)];
            // TCP neither loses nor doubles anything, and Redis counts on it in two places: it counts votes, not
            // voters, and a ping that is
            // lost alone is waited for as long as its link lives, while the other side's own pings say that all is
            // well.
            boolean lost = action == FaultSpec.Messages.Action.DROP
                    && (type == BusMessageType.PING || type == BusMessageType.PONG || type == BusMessageType.MEET);
            boolean doubled = action == FaultSpec.Messages.Action.DUPLICATE && type == BusMessageType.FAILOVER_AUTH_ACK;
            if (lost || doubled) {
                action = FaultSpec.Messages.Action.HOLD;
            }
            add(atMs, lastingMs, new FaultSpec.Messages(EnumSet.of(type), Selector.all(), receiver, action));
        }
    }
}
