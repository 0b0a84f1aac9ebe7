package io.clusterjar.launch;

import io.clusterjar.config.ServerConfig;
import io.clusterjar.net.Address;
import io.clusterjar.node.NodeLife;
import io.clusterjar.node.NodePorts;
import io.clusterjar.node.RedisNode;
import io.clusterjar.persistence.Disk;
import io.clusterjar.persistence.FaultyDisk;
import io.clusterjar.persistence.MemoryDisk;
import io.clusterjar.protocol.Args;
import io.clusterjar.runtime.FileDisk;
import io.clusterjar.runtime.NodeHost;
import io.clusterjar.runtime.World;
import io.clusterjar.timeline.EventKind;
import io.clusterjar.timeline.Lane;
import io.clusterjar.timeline.PacketWatch;
import io.clusterjar.timeline.Recorder;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts the nodes of a deployment in one world, and is the hand that stops, kills, pauses and restarts them. Any thread may call
 * that is not a node's own.
 */
public final class Launcher implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** Tests that step from moment to moment would fill the timeline with their steps. */
    private static final long MIN_NOTED_ADVANCE_MS = 1000;

    private final DeploymentSpec spec;
    private final World world;
    private final Recorder recorder;
    private final List<Member> members = new ArrayList<>();
    private volatile DeploymentListener listener = DeploymentListener.NONE;
    private boolean closed;

    private Launcher(DeploymentSpec spec, World world) {
        this.spec = spec;
        this.world = world;
        long epochMs = world.time().nowMs() - world.time().nowNs() / NANOS_PER_MILLI;
        recorder = new Recorder(spec.name(), world.seed(), world.time()::nowNs, epochMs);
        world.network().observe(new PacketWatch(recorder));
    }

    /**
     * Starts all nodes.
     *
     * @param world what carries them; it ends with the deployment
     * @param form joins them, before any of them takes part in anything
     * @throws java.io.UncheckedIOException when a port or a file cannot be had; nothing is left running
     */
    public static Launcher start(DeploymentSpec spec, World world, Consumer<List<Member>> form) {
        Launcher launcher = new Launcher(spec, world);
        try {
            for (int i = 0; i < spec.ports().length; i++) {
                ServerConfig config = spec.config().copy();
                Member member = new Member(i, config, launcher.disk(i), new Address(LOOPBACK, spec.ports()[i]));
                launcher.members.add(member);
            }
            launcher.world.atSafepoint(() -> {
                launcher.members.forEach(launcher::bring);
                form.accept(launcher.members());
                launcher.members.forEach(member -> member.node().start());
                launcher.members.forEach(Member::tellAll);
            });
            return launcher;
        } catch (RuntimeException | Error e) {
            launcher.close();
            throw e;
        }
    }

    private Lane lane(Member member) {
        return recorder.lane(member.name(), Lane.Type.NODE);
    }

    private Disk disk(int index) {
        Path directory = spec.directory();
        String name = "node-" + (index + 1);
        return directory == null ? new MemoryDisk("/" + name) : new FileDisk(directory.resolve(name));
    }

    /** Puts a node into its place; it listens, but takes part in nothing yet. */
    private void bring(Member member) {
        NodeHost host = world.host(member.name());
        try {
            ServerConfig config = member.firstConfig().copy();
            NodePorts ports = new NodePorts(host.clock(), host.timers(), host.random(), host.net(), member.disk());
            Lane lane = lane(member);
            EventTrace trace = new EventTrace(recorder, lane, () -> listener);
            Life life = new Life(member);
            member.disk().onSlowSync(life::sleep);
            RedisNode node = new RedisNode(ports, config, member.address(), trace, life);
            NodeWatch watch = new NodeWatch(recorder, lane, node);
            host.attach(
                    () -> {
                        node.endTurn();
                        watch.look();
                    },
                    failure -> failed(member, failure));
            host.clock().skew(member.skew());
            host.clock().rate(member.rate());
            member.came(host, node, watch);
            recorder.address(lane, node.address());
            tell(member, EventKind.STARTED, node.address().toString());
        } catch (RuntimeException | Error e) {
            host.kill();
            throw e;
        }
    }

    private void failed(Member member, Throwable failure) {
        member.ended();
        tell(member, EventKind.FAILED, failure.toString());
        listener.onFailure(member.name(), failure);
        System.getLogger(Launcher.class.getName())
                .log(
                        failure instanceof FaultyDisk.DiskFailure ? Level.DEBUG : Level.ERROR,
                        member.name() + " failed and is stopped",
                        failure);
    }

    private void tell(Member member, EventKind event, String text) {
        recorder.record(event, lane(member), null, text);
        listener.onEvent(member.name(), event.label());
        listener.onChange(member.name());
    }

    // ---- what it holds

    /** Who hears what happens from now on. */
    public void listener(DeploymentListener newListener) {
        world.atSafepoint(() -> listener = newListener);
    }

    /** What threads and messages call it. */
    public String name() {
        return spec.name();
    }

    /** The world that carries the nodes. */
    public World world() {
        return world;
    }

    /** All places, in the order in which their nodes were started. */
    public List<Member> members() {
        return List.copyOf(members);
    }

    /** What happened. */
    public Recorder recorder() {
        return recorder;
    }

    /** Whether it is closed. */
    public synchronized boolean isClosed() {
        return closed;
    }

    // ---- life and death

    /** Ends a node at once: its memory is gone, its kernel ends its connections. */
    public void crash(Member member) {
        end(member, NodeHost::kill);
    }

    private void end(Member member, Consumer<NodeHost> ending) {
        world.atSafepoint(() -> {
            if (!member.isDown()) {
                NodeHost host = member.host();
                member.ended();
                ending.accept(host);
                tell(member, EventKind.CRASHED, "");
            }
        });
    }

    /**
     * Ends a node's whole machine: its connections fall silent, and what is not synced on its disk is gone.
     *
     * @throws IllegalStateException when its files are not in memory
     */
    public void losePower(Member member) {
        if (!(member.disk().behind() instanceof MemoryDisk memory)) {
            throw new IllegalStateException(
                    member.name() + " keeps its files in a directory: its power cannot be lost");
        }
        world.atSafepoint(() -> {
            if (!member.isDown()) {
                end(member, NodeHost::losePower);
                memory.losePower();
            }
        });
    }

    // ---- disks

    /** Whether every fsync of a node's disk fails. */
    public void failFsync(Member member, boolean on) {
        disk(member, on ? "disk fails to sync" : "disk syncs again", () -> member.disk()
                .failsFsync(on));
    }

    /** Whether a node's disk is full. */
    public void fillDisk(Member member, boolean on) {
        disk(member, on ? "disk full" : "disk has space again", () -> member.disk()
                .full(on));
    }

    /** How long an fsync of a node's disk takes. */
    public void slowDisk(Member member, Duration duration) {
        disk(member, "an fsync takes " + duration.toMillis() + " ms", () -> member.disk()
                .syncMs(duration.toMillis()));
    }

    private void disk(Member member, String what, Runnable change) {
        world.atSafepoint(() -> {
            change.run();
            recorder.record(EventKind.NOTE, lane(member), null, what);
        });
    }

    /** Ends a node in order. */
    public void stop(Member member) {
        world.atSafepoint(() -> {
            if (!member.isDown()) {
                NodeHost host = member.host();
                member.node().close();
                member.ended();
                host.kill();
                tell(member, EventKind.STOPPED, "");
            }
        });
    }

    /** Starts a node again at its place; a running one is stopped first. */
    public void restart(Member member, boolean withoutData) {
        world.atSafepoint(() -> {
            stop(member);
            if (withoutData) {
                member.disk().list().forEach(member.disk()::delete);
            }
            bring(member);
            try {
                member.node().start();
            } catch (RuntimeException | Error e) {
                crash(member);
                throw e;
            }
            member.tellAll();
        });
    }

    /**
     * Lets all nodes begin anew: those that are down are started, all keys are gone, parameters have their first values, and {@code form}
     * joins them again. Connections of clients stay where their node was alive.
     */
    public void reset(Consumer<List<Member>> form) {
        world.atSafepoint(() -> {
            recorder.clear();
            for (Member member : members) {
                if (member.isDown()) {
                    bring(member);
                }
                member.node().beginAnew(member.firstConfig());
            }
            form.accept(members());
            members.forEach(member -> member.node().start());
            members.forEach(Member::tellAll);
        });
    }

    /** Lets every node tell the others how far it is. */
    public void announce() {
        world.atSafepoint(
                () -> members.stream().filter(member -> !member.isDown()).forEach(member -> member.node()
                        .announce()));
    }

    /** Forgets what happened so far, but for {@code why}: somebody who looks at a failure wants to see what happened since. */
    public void forgetEvents(String why) {
        world.atSafepoint(() -> {
            recorder.clear();
            recorder.record(EventKind.DEPLOYMENT, null, null, why);
            members.stream().filter(member -> !member.isDown()).forEach(Member::tellAll);
        });
    }

    /** Stops a node where it stands. */
    public void pause(Member member) {
        world.atSafepoint(() -> {
            member.host().pause();
            member.paused(true);
            tell(member, EventKind.PAUSED, "");
        });
    }

    /** Lets a paused node go on. */
    public void resume(Member member) {
        world.atSafepoint(() -> {
            if (member.state() == Member.State.PAUSED) {
                member.host().resume();
                member.paused(false);
                tell(member, EventKind.RESUMED, "");
            }
        });
    }

    /** Records that the caller is about to advance the clock. */
    public void noteAdvance(Duration duration) {
        if (duration.toMillis() >= MIN_NOTED_ADVANCE_MS) {
            recorder.record(EventKind.CLOCK_ADVANCED, null, null, duration.toMillis(), 0, 0);
        }
    }

    /** Runs {@code task} after {@code delay} of cluster time. */
    public void after(Duration delay, Runnable task) {
        world.atSafepoint(() -> world.after(delay, task));
    }

    /** Runs a command on a node from inside; the reply as RESP2 bytes. */
    public byte[] execute(Member member, String... words) {
        byte[][] bytes = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = words[i].getBytes(StandardCharsets.UTF_8);
        }
        return world.call(member.host(), () -> member.node().execute(Args.of(bytes)));
    }

    /** Lets a node's wall clock differ; it stays so through restarts. */
    public void skew(Member member, Duration difference) {
        world.atSafepoint(() -> {
            if (!difference.equals(member.skew())) {
                recorder.record(EventKind.CLOCK_SKEWED, lane(member), null, difference.toMillis(), 0, 0);
            }
            member.skew(difference);
            if (!member.isDown()) {
                member.host().clock().skew(difference);
            }
        });
    }

    /** Lets a node's clocks run at another rate; it stays so through restarts. */
    public void drift(Member member, double rate) {
        world.atSafepoint(() -> {
            if (rate != member.rate()) {
                recorder.record(EventKind.CLOCK_DRIFTS, lane(member), null, Double.toString(rate));
            }
            member.rate(rate);
            if (!member.isDown()) {
                member.host().clock().rate(rate);
            }
        });
    }

    /** Asks something while all nodes stand still. */
    public <T extends @Nullable Object> T query(Supplier<T> question) {
        return world.look(question);
    }

    /** Ends everything. Closing twice is fine. */
    @Override
    public void close() {
        world.dismiss(); // before the lock: what ends there may ask whether this is closed
        synchronized (this) {
            if (!closed) {
                closed = true;
                world.close();
                for (Member member : members) {
                    if (member.disk().behind() instanceof FileDisk files) {
                        files.close();
                    }
                }
            }
        }
    }

    /** What the node that lives at a place can do to its process; it happens after the node's turn. */
    private final class Life implements NodeLife {
        private final Member member;

        Life(Member member) {
            this.member = member;
        }

        @Override
        public void crash() {
            world.after(Duration.ZERO, () -> Launcher.this.crash(member));
        }

        @Override
        public void sleep(long durationMs) {
            pause(member);
            world.after(Duration.ofMillis(durationMs), () -> resume(member));
        }
    }
}
