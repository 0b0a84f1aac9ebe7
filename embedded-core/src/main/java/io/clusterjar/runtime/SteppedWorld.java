package io.clusterjar.runtime;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A world in virtual time on the caller's thread: nothing happens but when the caller lets it, and the same seed gives the same run.
 * No sockets: addresses outside refuse. One thread uses it, or the strand that it has handed its turn to.
 */
public final class SteppedWorld extends World {
    /** Wall time at which such a world begins: 2024-01-01T00:00:00Z. */
    public static final long EPOCH_MS = 1_704_067_200_000L;

    private final List<EventLoop> loops = List.of(new EventLoop(0, time(), null));
    private Thread owner = Thread.currentThread();
    private Runnable afterTurn = () -> {};
    private final Strands strands = new Strands(this, loops.get(0));
    private final Map<String, VirtualClient> clients = new LinkedHashMap<>();
    private boolean looking;
    private boolean closed;

    /** A world whose chance comes from {@code seed}. */
    public SteppedWorld(long seed) {
        super(seed, EPOCH_MS, 0);
    }

    /** Blocking code that waits in this world's time. */
    public Strands strands() {
        return strands;
    }

    /** The client of that name, which stands at the endpoint {@code client:name}. The same name gives the same client. */
    public VirtualClient client(String name) {
        requireOpen();
        return clients.computeIfAbsent(name, key -> new VirtualClient(this, key));
    }

    /** The names of the clients that there are, in the order in which they came. */
    public Set<String> clientNames() {
        return Collections.unmodifiableSet(clients.keySet());
    }

    /** Handles everything that is due now, without letting time pass. */
    public void settle() {
        advance(0, () -> false);
    }

    /** Lets {@code duration} pass. */
    public void advance(Duration duration) {
        time().advance(duration);
    }

    /** Says what is run after each turn of the nodes that did something, while they stand still. */
    public void afterTurn(Runnable action) {
        afterTurn = action;
    }

    /** A rolling hash over all that happened: equal for two runs only if they were equal, but for one chance in 2<sup>64</sup>. */
    public long traceHash() {
        return loops.get(0).traceHash();
    }

    /** Hands the world over to another thread; this one may not use it from then on. */
    public void handOver(Thread newOwner) {
        requireOpen();
        owner = newOwner;
    }

    @Override
    void turned() {
        boolean before = looking;
        looking = true;
        try {
            afterTurn.run();
            strands.lookAgain();
        } finally {
            looking = before;
        }
    }

    /** Whether the world's own thread may let time pass: not from a task or callback, nor from what looks at the nodes between two turns. */
    boolean mayPass() {
        return !looking && !loops.get(0).isInTurn();
    }

    @Override
    public void atSafepoint(Runnable action) {
        requireOpen();
        action.run();
    }

    @Override
    public <T extends @Nullable Object> T call(NodeHost host, Callable<T> question) {
        requireOpen();
        host.touch();
        return Calls.answer(question);
    }

    @Override
    public <T extends @Nullable Object> T look(Supplier<T> question) {
        requireOpen();
        return question.get();
    }

    /** Time passes as far as it must: there is no other way for something to happen. */
    @Override
    public boolean await(BooleanSupplier condition, Duration deadline, Duration fastForward) {
        Duration limit = fastForward.isZero() ? deadline : fastForward;
        return strands.current() != null ? strands.await(condition, limit) : time().advanceUntil(condition, limit);
    }

    @Override
    List<EventLoop> loops() {
        return loops;
    }

    @Override
    public boolean followsRealTime() {
        return false;
    }

    @Override
    void requireRealTime(String verb) {
        throw new UnsupportedOperationException(verb + ": a stepped world has no real time to follow");
    }

    @Override
    boolean advance(long durationNs, BooleanSupplier condition) {
        requireOpen();
        if (strands.current() != null) {
            return strands.await(condition, Duration.ofNanos(durationNs));
        }
        if (!strands.mayWait()) {
            throw new IllegalStateException(
                    "nothing can wait here: this is a task, a callback, a condition or an invariant, between two"
                            + " turns of the nodes, and time stands still until it returns; wait on a thread of the simulation: run.thread(name, body)");
        }
        strands.lookAgain();
        boolean held = passThrough(durationNs, () -> strands.hasFailed() || condition.getAsBoolean());
        strands.rethrowFailure();
        return held;
    }

    @Override
    public void dismiss() {
        if (!closed) {
            if (strands.current() != null) {
                throw new IllegalStateException("a simulated world cannot be closed by a strand inside it");
            }
            strands.endAll();
        }
    }

    @Override
    public void close() {
        if (!closed) {
            dismiss();
            killAll();
            closed = true;
            loops.get(0).drain(task -> {});
        }
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the world is closed");
        }
        if (Thread.currentThread() != owner && strands.current() == null) {
            throw new IllegalStateException("thread " + Thread.currentThread().getName()
                    + " is none of the simulation's, of which one runs at a time: " + owner.getName()
                    + ", which owns it, and those that run.thread(name, body) starts");
        }
    }
}
