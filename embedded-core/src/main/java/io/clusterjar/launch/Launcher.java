package io.clusterjar.launch;

import io.clusterjar.config.ServerConfig;
import io.clusterjar.net.Address;
import io.clusterjar.node.NodeLife;
import io.clusterjar.node.NodePorts;
import io.clusterjar.node.RedisNode;
import io.clusterjar.persistence.Disk;
import io.clusterjar.persistence.MemoryDisk;
import io.clusterjar.protocol.Args;
import io.clusterjar.runtime.FileDisk;
import io.clusterjar.runtime.NodeHost;
import io.clusterjar.runtime.World;
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

    private final DeploymentSpec spec;
    private final World world;
    private final NodeEvents events = new NodeEvents();
    private final List<Member> members = new ArrayList<>();
    private volatile DeploymentListener listener = DeploymentListener.NONE;
    private boolean closed;

    private Launcher(DeploymentSpec spec, World world) {
        this.spec = spec;
        this.world = world;
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
            });
            return launcher;
        } catch (RuntimeException | Error e) {
            launcher.close();
            throw e;
        }
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
            EventTrace trace = new EventTrace(events, world.time()::nowMs, member.name(), () -> listener);
            RedisNode node = new RedisNode(ports, config, member.address(), trace, new Life(member));
            host.attach(node::endTurn, failure -> failed(member, failure));
            host.clock().skew(member.skew());
            host.clock().rate(member.rate());
            member.came(host, node);
            tell(member, "started", "started on " + node.address());
        } catch (RuntimeException | Error e) {
            host.kill();
            throw e;
        }
    }

    private void failed(Member member, Throwable failure) {
        member.ended();
        tell(member, "failed", "failed and is stopped: " + failure);
        listener.onFailure(member.name(), failure);
        System.getLogger(Launcher.class.getName())
                .log(System.Logger.Level.ERROR, member.name() + " failed and is stopped", failure);
    }

    private void tell(Member member, String event, String what) {
        events.add(world.time().nowMs(), member.name(), what);
        listener.onEvent(member.name(), event);
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

    /** What happened lately. */
    public NodeEvents events() {
        return events;
    }

    /** Whether it is closed. */
    public synchronized boolean isClosed() {
        return closed;
    }

    // ---- life and death

    /** Ends a node at once: sockets are reset, memory is gone. */
    public void crash(Member member) {
        world.atSafepoint(() -> {
            if (!member.isDown()) {
                NodeHost host = member.host();
                member.ended();
                host.kill();
                tell(member, "crashed", "crashed");
            }
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
                tell(member, "stopped", "stopped");
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
            member.node().start();
        });
    }

    /**
     * Lets all nodes begin anew: those that are down are started, all keys are gone, parameters have their first values, and {@code form}
     * joins them again. Connections of clients stay where their node was alive.
     */
    public void reset(Consumer<List<Member>> form) {
        world.atSafepoint(() -> {
            events.clear();
            for (Member member : members) {
                if (member.isDown()) {
                    bring(member);
                }
                member.node().beginAnew(member.firstConfig());
            }
            form.accept(members());
            members.forEach(member -> member.node().start());
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
        events.clear();
        events.add(world.time().nowMs(), spec.name(), why);
    }

    /** Stops a node where it stands. */
    public void pause(Member member) {
        world.atSafepoint(() -> {
            member.host().pause();
            member.paused(true);
            tell(member, "paused", "paused");
        });
    }

    /** Lets a paused node go on. */
    public void resume(Member member) {
        world.atSafepoint(() -> {
            if (member.state() == Member.State.PAUSED) {
                member.host().resume();
                member.paused(false);
                tell(member, "resumed", "resumed");
            }
        });
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
            member.skew(difference);
            if (!member.isDown()) {
                member.host().clock().skew(difference);
            }
        });
    }

    /** Lets a node's clocks run at another rate; it stays so through restarts. */
    public void drift(Member member, double rate) {
        world.atSafepoint(() -> {
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
                    if (member.disk() instanceof FileDisk files) {
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
