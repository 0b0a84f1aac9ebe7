package io.clusterjar.runtime;

import io.clusterjar.net.Net;
import io.clusterjar.net.virtual.Party;
import io.clusterjar.time.RandomSource;
import io.clusterjar.time.Timers;
import java.lang.System.Logger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where one node lives: its ports (clock, timers, chance, network) and its life (pause, resume, kill). The ports are used on the
 * node's loop only, or at a safepoint; the life is any thread's to command.
 */
public final class NodeHost implements Party {
    private static final Logger LOG = System.getLogger(NodeHost.class.getName());
    private static final long NANOS_PER_MILLI = 1_000_000;

    private enum State {
        RUNNING,
        /** Stopped as by SIGSTOP: events pile up. */
        PAUSED,
        /** Killed or closed: nothing of it runs any more. */
        DEAD
    }

    private final World world;
    private final String endpoint;
    private final int ordinal;
    private final EventLoop loop;
    private final NodeClock clock;
    private final RandomSource random;
    private final HostNet net;
    private final Set<Flushable> streams = new LinkedHashSet<>();
    private final ArrayDeque<Runnable> backlog = new ArrayDeque<>();
    private List<Flushable> unflushed = new ArrayList<>();
    private List<Flushable> flushing = new ArrayList<>();
    private Runnable endOfTurn = () -> {};
    private @Nullable Consumer<Throwable> onFailure;
    private volatile State state = State.RUNNING;
    private @Nullable Throwable failure;
    private boolean touched;

    NodeHost(World world, String endpoint, int ordinal, EventLoop loop, RandomSource random) {
        this.ordinal = ordinal;
        this.world = world;
        this.endpoint = endpoint;
        this.loop = loop;
        this.random = random;
        this.clock = new NodeClock(this, loop, world.time());
        this.net = new HostNet(world, this, loop);
    }

    /**
     * Says what is called after each batch of the node's callbacks, before what it wrote is sent, and who hears when the node throws
     * an exception that nobody expected, after which it is dead. Called before the node does anything, at a safepoint or on its loop.
     */
    public void attach(Runnable atEndOfTurn, Consumer<Throwable> whenFailed) {
        this.endOfTurn = atEndOfTurn;
        this.onFailure = whenFailed;
    }

    /** The name that faults know the node by. */
    @Override
    public String endpoint() {
        return endpoint;
    }

    /** The node's clock, with its skew and drift. */
    public NodeClock clock() {
        return clock;
    }

    /** The node's timers. */
    public Timers timers() {
        return this::after;
    }

    /** The node's chance: it depends on the world's seed and the endpoint's name. */
    public RandomSource random() {
        return random;
    }

    /** The node's network. */
    public Net net() {
        return net;
    }

    World world() {
        return world;
    }

    EventLoop loop() {
        return loop;
    }

    HostNet hostNet() {
        return net;
    }

    @Override
    public EventLoop lane() {
        return loop;
    }

    /** Whether it is neither killed nor closed. */
    public boolean isAlive() {
        return state != State.DEAD;
    }

    /** Whether it is paused. */
    public boolean isPaused() {
        return state == State.PAUSED;
    }

    /** Stops it as SIGSTOP does: others can still connect and send, nobody answers, its timers wait. */
    public void pause() {
        world.atSafepoint(() -> {
            if (state == State.RUNNING) {
                state = State.PAUSED;
                net.refreshSockets();
            }
        });
    }

    /** Goes on: what piled up is handled now, time having passed. */
    public void resume() {
        world.atSafepoint(() -> {
            if (state == State.PAUSED) {
                state = State.RUNNING;
                net.refreshSockets();
                loop.hand(loop, this::handleBacklog);
            }
        });
    }

    /**
     * Ends it at once, as SIGKILL does: doors are closed, timers and queues dropped, and its kernel ends its streams, with a reset where it
     * had left bytes unread. When this returns the name can be hosted and the ports be bound again.
     */
    public void kill() {
        world.atSafepoint(this::die);
    }

    /**
     * Ends its whole machine: nobody hears of it, what is sent to it disappears, and who connects to it waits in vain, until the name is
     * hosted again. Then its kernel answers with resets what it knows nothing of.
     */
    public void losePower() {
        world.atSafepoint(() -> {
            if (end(Flushable::vanish, net::vanish)) {
                world.network().powerOff(endpoint);
            }
        });
    }

    /** Ends it as its process does that is killed. */
    void die() {
        end(Flushable::abandon, net::close);
    }

    /** Ends it together with its world: nothing is to be left in the machine's kernel. */
    void leave() {
        end(
                stream -> {
                    if (stream instanceof SocketStream socket) {
                        socket.cutOff();
                    } else {
                        stream.abandon();
                    }
                },
                net::close);
    }

    private boolean end(Consumer<Flushable> ending, Runnable closing) {
        if (state == State.DEAD) {
            return false;
        }
        state = State.DEAD;
        backlog.clear();
        unflushed.forEach(ending);
        unflushed.clear();
        new ArrayList<>(streams).forEach(ending);
        closing.run();
        loop.forget(this);
        world.forget(this);
        return true;
    }

    /** Whether sockets are left of it, although it is dead: they are silent, or say their last words over a bad link. */
    boolean hasRemains() {
        return !streams.isEmpty();
    }

    /** Ends what is left of it, because its world ends. */
    void clearAway() {
        for (Flushable stream : new ArrayList<>(streams)) {
            if (stream instanceof SocketStream socket) {
                socket.cutOff();
            }
        }
    }

    private void handleBacklog() {
        touch(); // what it had written before it was paused leaves now
        // An event may pause the node again; what is behind it then waits for the next resumption.
        while (state == State.RUNNING && !backlog.isEmpty()) {
            run(backlog.remove());
        }
    }

    @Override
    public void deliver(Runnable event) {
        if (state == State.RUNNING && backlog.isEmpty()) {
            run(event);
        } else if (state != State.DEAD) {
            backlog.add(event);
        }
    }

    private void run(Runnable event) {
        if (state != State.RUNNING) {
            return;
        }
        touch();
        loop.trace(ordinal);
        try {
            event.run();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    /** Whether events may be handled right away. */
    boolean isRunning() {
        return state == State.RUNNING && backlog.isEmpty();
    }

    void refreshStreams() {
        for (Flushable stream : streams) {
            if (stream instanceof SocketStream) {
                ((SocketStream) stream).serve();
            }
        }
    }

    void failed(Throwable cause) {
        if (failure == null && state != State.DEAD) {
            failure = cause;
            loop.hand(loop, () -> {
                die();
                if (onFailure == null) {
                    LOG.log(Logger.Level.ERROR, "node " + endpoint + " failed and is stopped", cause);
                } else {
                    onFailure.accept(cause);
                }
            });
        }
    }

    void touch() {
        if (!touched) {
            touched = true;
            loop.touch(this);
        }
    }

    void endTurn() {
        touched = false;
        if (state != State.RUNNING) {
            return; // what it wrote before it was paused leaves when it goes on
        }
        try {
            endOfTurn.run();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
        List<Flushable> batch = unflushed;
        unflushed = flushing;
        flushing = batch;
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).flush();
        }
        batch.clear();
    }

    @Override
    public void flushLater(Flushable sender) {
        unflushed.add(sender);
        touch();
    }

    @Override
    public void adopt(Flushable stream) {
        streams.add(stream);
    }

    @Override
    public void release(Flushable stream) {
        streams.remove(stream);
    }

    private Timers.Timer after(long delayMs, Runnable task) {
        if (delayMs < 0) {
            throw new IllegalArgumentException("delayMs=" + delayMs + " is negative");
        }
        if (state == State.DEAD) {
            return () -> {};
        }
        long localNs = clock.turnNs() + delayMs * NANOS_PER_MILLI;
        return loop.schedule(this, localNs, clock.baseNs(localNs), task);
    }

    @Override
    public String toString() {
        return endpoint + " " + state;
    }
}
