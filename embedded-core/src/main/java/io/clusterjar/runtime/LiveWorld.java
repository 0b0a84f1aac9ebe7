package io.clusterjar.runtime;

import io.clusterjar.net.tcp.Poller;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A world that lives: loops on daemon threads named {@code clusterjar-<name>-loop-<index>}, real sockets for clients, real time
 * unless a test says otherwise. With nothing to do its threads sleep in their selectors.
 */
public final class LiveWorld extends World {
    /** Turns without work, after work, before a loop sleeps: a reply often comes sooner than a sleeper wakes. */
    private static final int MAX_IDLE_POLLS = 20;

    /** A loop that slept longer than this is idle: it does not poll for the next event, it sleeps again. */
    private static final long BUSY_SLEEP_NS = 1_000_000;

    private static final int MAX_LOOPS = 64;
    /** How long a guest goes on with what it caused; the rest is the loops' own. */
    private static final int MAX_GUEST_TURNS = 64;

    private final List<EventLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final TurnObservers observers = new TurnObservers();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Request> requests = new ArrayDeque<>();
    /** Loops that stand still, between turns or inside a callback that waits for its own request. */
    private int standing;
    /** Those of them that stand between turns. */
    private int standingBetweenTurns;

    private volatile @Nullable Thread conductor;
    private volatile boolean stop;
    private volatile boolean closed;
    private boolean ended;

    private static final class Request {
        private final Runnable action;
        private boolean done;
        private @Nullable Throwable failure;

        Request(Runnable action) {
            this.action = action;
        }

        void run() {
            try {
                action.run();
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }
    }

    /**
     * Starts the loops.
     *
     * @param name part of the threads' names
     * @param seed where the nodes' chance comes from
     * @param loopCount 1 to 64; one is enough for most clusters
     */
    public LiveWorld(String name, long seed, int loopCount) {
        super(seed, System.currentTimeMillis(), 1);
        if (loopCount < 1 || loopCount > MAX_LOOPS) {
            throw new IllegalArgumentException("loopCount=" + loopCount + " is not within 1 to " + MAX_LOOPS);
        }
        for (int i = 0; i < loopCount; i++) {
            loops.add(new EventLoop(i, time(), new Poller()));
        }
        for (EventLoop loop : loops) {
            Thread thread = new Thread(() -> pump(loop), "clusterjar-" + name + "-loop-" + loop.index);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /** A world with one loop. */
    public LiveWorld(String name, long seed) {
        this(name, seed, 1);
    }

    /** How many turns with work the loops made so far, together: stands still while nothing happens. */
    public long turns() {
        long sum = 0;
        for (EventLoop loop : loops) {
            sum += loop.turns();
        }
        return sum;
    }

    private void pump(EventLoop loop) {
        int idlePolls = 0;
        boolean busy = true;
        int begun = 0; // work that the sleeper did on waking, counted with the next turn
        while (!ended(loop)) {
            int work = begun + loop.turnWithSockets();
            begun = 0;
            if (work > 0) {
                idlePolls = 0;
                observers.turned();
            } else if (busy && idlePolls < MAX_IDLE_POLLS) {
                idlePolls++;
            } else if (!stop) {
                long sleptFromNs = System.nanoTime();
                int woken = loop.sleep();
                busy = System.nanoTime() - sleptFromNs < BUSY_SLEEP_NS;
                begun = woken + loop.turn();
            }
        }
    }

    @Override
    public boolean await(BooleanSupplier condition, Duration deadline, Duration fastForward) {
        long endNs = System.nanoTime() + deadline.toNanos();
        if (!fastForward.isZero()) {
            boolean[] held = new boolean[1];
            time().advanceUntil(
                            () -> {
                                held[0] = condition.getAsBoolean();
                                return held[0] || System.nanoTime() - endNs > 0;
                            },
                            fastForward);
            return held[0];
        }
        return observers.await(() -> look(condition::getAsBoolean), endNs);
    }

    /** A seed that nobody has chosen. */
    public static long drawSeed() {
        return new java.util.SplittableRandom().nextLong();
    }

    /** Stands still while somebody asks for it; returns whether the world has ended. */
    private boolean ended(EventLoop loop) {
        if (!stop) {
            return false;
        }
        lock.lock();
        try {
            standing++;
            standingBetweenTurns++;
            changed.signalAll();
            while (stop && !ended) {
                Request next = standingBetweenTurns == loops.size() && conductor == null ? requests.poll() : null;
                if (next == null) {
                    changed.awaitUninterruptibly();
                } else {
                    conduct(next);
                }
            }
            standing--;
            standingBetweenTurns--;
            loop.readTime();
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Runs a request on this thread while all others wait. Called with the lock. */
    private void conduct(Request request) {
        conductor = Thread.currentThread();
        loops.forEach(EventLoop::readTime);
        lock.unlock();
        try {
            request.run();
        } finally {
            lock.lock();
            conductor = null;
            request.done = true;
            stop = !requests.isEmpty() || ownRequests > 0;
            changed.signalAll();
        }
    }

    /** Requests that wait inside a callback of a node. */
    private int ownRequests;

    @Override
    public void atSafepoint(Runnable action) {
        if (conductor == Thread.currentThread()) {
            action.run();
            return;
        }
        Request request = new Request(action);
        boolean onLoop = threads.contains(Thread.currentThread());
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the world is closed");
            }
            if (onLoop) {
                waitInsideCallback(request);
            } else {
                requests.add(request);
                halt();
                while (!request.done) {
                    if (ended) {
                        throw new IllegalStateException("the world was closed meanwhile");
                    }
                    changed.awaitUninterruptibly();
                }
            }
        } finally {
            lock.unlock();
        }
        Calls.rethrow(request.failure);
    }

    @Override
    public <T extends @Nullable Object> T look(Supplier<T> question) {
        if (conductor == Thread.currentThread()) {
            return question.get();
        }
        if (enterAsGuest()) {
            try {
                return question.get();
            } finally {
                leaveAsGuest();
            }
        }
        List<T> answer = new ArrayList<>(1);
        atSafepoint(() -> answer.add(question.get()));
        return answer.get(0);
    }

    /** Comes in where all loops sleep, if they do. The conductor must leave again. */
    private boolean enterAsGuest() {
        for (int i = 0; i < loops.size(); i++) {
            if (!loops.get(i).lease.tryEnter()) {
                while (--i >= 0) {
                    loops.get(i).lease.leave();
                }
                return false;
            }
        }
        conductor = Thread.currentThread();
        for (EventLoop loop : loops) {
            loop.beginVisit();
        }
        if (closed) {
            leaveAsGuest();
            throw new IllegalStateException("the world is closed");
        }
        return true;
    }

    /** Lets what the guest caused happen, then leaves the loops to themselves. */
    private void leaveAsGuest() {
        boolean worked = false;
        try {
            for (int turns = 0, work = 1; work > 0 && turns < MAX_GUEST_TURNS; turns++) {
                work = 0;
                for (EventLoop loop : loops) {
                    work += loop.hasWork() ? loop.turn() : 0;
                }
                worked |= work > 0;
            }
        } finally {
            conductor = null;
            for (EventLoop loop : loops) {
                loop.endVisit();
            }
        }
        if (worked) {
            observers.turned();
        }
    }

    private void waitInsideCallback(Request request) {
        ownRequests++;
        standing++;
        halt();
        changed.signalAll();
        while (standing < loops.size() || conductor != null) {
            changed.awaitUninterruptibly();
        }
        ownRequests--;
        conduct(request);
        standing--;
    }

    private void halt() {
        stop = true;
        loops.forEach(EventLoop::wakeup);
    }

    @Override
    public <T extends @Nullable Object> T call(NodeHost host, Callable<T> question) {
        Thread current = Thread.currentThread();
        EventLoop loop = host.loop();
        if (conductor == current || threads.get(loop.index) == current) {
            host.touch();
            return Calls.answer(question);
        }
        if (enterAsGuest()) {
            try {
                host.touch();
                return Calls.answer(question);
            } finally {
                leaveAsGuest();
            }
        }
        CallTask<T> task = new CallTask<>(host, question);
        loop.post(task);
        if (closed) {
            task.abandon();
        }
        try {
            return task.answer.join();
        } catch (CompletionException e) {
            Calls.rethrow(e.getCause() == null ? e : e.getCause());
            throw e;
        }
    }

    /** A question on its way to a loop. */
    private static final class CallTask<T extends @Nullable Object> implements Runnable {
        private final NodeHost host;
        private final Callable<T> question;
        private final CompletableFuture<T> answer = new CompletableFuture<>();

        CallTask(NodeHost host, Callable<T> question) {
            this.host = host;
            this.question = question;
        }

        @Override
        public void run() {
            host.touch();
            try {
                answer.complete(question.call());
            } catch (Exception | Error e) {
                answer.completeExceptionally(e);
            }
        }

        void abandon() {
            answer.completeExceptionally(new IllegalStateException("the world is closed"));
        }
    }

    @Override
    List<EventLoop> loops() {
        return loops;
    }

    @Override
    public boolean followsRealTime() {
        return true;
    }

    @Override
    void requireRealTime(String verb) {
        // It follows real time: every verb is fine.
    }

    @Override
    boolean advance(long durationNs, BooleanSupplier condition) {
        boolean[] held = new boolean[1];
        atSafepoint(() -> {
            for (EventLoop loop : loops) {
                if (loop.isInTurn()) {
                    throw new IllegalStateException("time cannot be advanced from a node's callback");
                }
            }
            held[0] = passThrough(durationNs, condition);
        });
        return held[0];
    }

    @Override
    public void close() {
        if (threads.contains(Thread.currentThread()) || conductor == Thread.currentThread()) {
            throw new IllegalStateException("a world cannot be closed from inside");
        }
        lock.lock();
        try {
            if (closed) {
                return;
            }
        } finally {
            lock.unlock();
        }
        try {
            atSafepoint(() -> {
                killAll();
                ports().kept().releaseAll();
                network().end();
                closed = true;
            });
        } catch (IllegalStateException e) {
            if (closed) {
                return;
            }
            throw e;
        }
        end();
    }

    private void end() {
        lock.lock();
        try {
            ended = true;
            halt();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        for (Thread thread : threads) {
            joinUninterruptibly(thread);
        }
        for (EventLoop loop : loops) {
            loop.drain(task -> {
                if (task instanceof CallTask) {
                    ((CallTask<?>) task).abandon();
                }
            });
            Objects.requireNonNull(loop.poller).close();
        }
    }

    static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
