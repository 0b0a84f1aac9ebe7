package io.clusterjar.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A user's blocking code in virtual time: a thread of its own that runs only while it holds the world's baton, and gives it back when it
 * waits. So at any moment one thread runs, either the world's or one strand's, and who is next is decided by the loop's order of events.
 *
 * <pre>
 *   world    ── turn ──┐ waits            ┌── goes on ── turn ── …
 *                      │ turn.release     │ back.release
 *   strand   (parked)  └── runs ── waits ─┘ (parked)
 * </pre>
 *
 * <p>Its methods that wait are called on its own thread; {@link #wake} by whoever holds the baton; the rest by any thread.
 */
public final class Strand {
    /** For ever, as a moment. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long LOOK_MS = 200;
    private static final int MOST_REFUSALS = 1_000;
    private static final List<String> MACHINERY =
            List.of(Strand.class.getName(), Strands.class.getName(), Signal.class.getName());

    /** What a strand does. */
    @FunctionalInterface
    public interface Body {
        /** Does it; what it throws is the strand's failure. */
        void run() throws Exception;
    }

    private enum State {
        NEW,
        RUNNING,
        PARKED,
        ENDED,
        /** It kept the baton and goes on by itself until it meets the world again, or it would not end and stands still. */
        LOST
    }

    private final Strands owner;
    private final String name;
    private final Thread thread;
    private final Semaphore turn = new Semaphore(0);
    private final Semaphore back = new Semaphore(0);
    private volatile State state = State.NEW;
    private volatile boolean ending;
    /** Whether it has taken its turn: until then it is the machine that is slow. */
    private volatile boolean taken;

    private boolean woken;
    private int refusals;
    private @Nullable Throwable failure;

    Strand(Strands owner, String name, Body body) {
        this.owner = owner;
        this.name = name;
        this.thread = new Thread(() -> live(body), name);
        thread.setDaemon(true);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Whether its body has come to its end, well or not. */
    public boolean isDone() {
        return state == State.ENDED || state == State.LOST;
    }

    /** What its body threw, once it is done. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Waits until it is done, in virtual time; whether it was within {@code max}. */
    public boolean join(Duration max) {
        return owner.await(this::isDone, max);
    }

    Thread thread() {
        return thread;
    }

    // ---- on its own thread

    private void live(Body body) {
        takeTurn();
        try {
            if (!ending) {
                body.run();
            }
        } catch (StrandEnded e) {
            state = State.ENDED; // as it was told
        } catch (Throwable e) {
            failure = e;
        } finally {
            if (state != State.LOST) {
                state = State.ENDED;
            }
            back.release();
        }
    }

    private void takeTurn() {
        turn.acquireUninterruptibly();
        taken = true;
    }

    /** Gives the baton back until {@link #wake} or {@code untilNs} of base time. */
    void park(long untilNs) {
        refuseWhenEnding();
        woken = false;
        Scheduled timer = untilNs == NEVER ? null : owner.loop().schedule(untilNs, this::wakeNow);
        state = State.PARKED;
        back.release();
        takeTurn();
        if (timer != null) {
            timer.cancel();
        }
        refuseWhenEnding();
    }

    /** Tells it to end. What catches that again and again is told by an exception; what catches this again and again stands still. */
    private void refuseWhenEnding() {
        if (ending) {
            if (++refusals > 2 * MOST_REFUSALS) {
                standStill();
            }
            if (refusals > MOST_REFUSALS) {
                throw new IllegalStateException("strand " + name + " was told " + MOST_REFUSALS + " times to end");
            }
            throw new StrandEnded();
        }
    }

    /** Gives the baton back for good. Its thread stays, without using the processor, until the JVM ends. */
    private void standStill() {
        state = State.LOST;
        back.release();
        while (true) {
            turn.acquireUninterruptibly();
        }
    }

    // ---- by whoever holds the baton

    /** Lets it run at the loop's next turn, in the order of events. */
    void wake() {
        if (state == State.PARKED && !woken) {
            woken = true;
            owner.loop().hand(owner.loop(), this::run);
        }
    }

    private void wakeNow() {
        if (state == State.PARKED && !woken) {
            woken = true;
            run();
        }
    }

    /** Hands the baton over and waits for it. On the world's thread. */
    void run() {
        if (state == State.NEW) {
            thread.start();
        } else if (state != State.PARKED) {
            return;
        }
        state = State.RUNNING;
        owner.running(this);
        taken = false;
        turn.release();
        try {
            awaitBaton();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp("the world's thread was interrupted while strand " + name + " ran");
        } finally {
            owner.running(null);
        }
        if (state == State.ENDED) {
            owner.ended(this, failure);
        }
    }

    /** Looks now and then, so that time in which a debugger holds all threads does not count. */
    private void awaitBaton() throws InterruptedException {
        long waitedMs = 0;
        long busyMs = 0;
        while (!back.tryAcquire(LOOK_MS, TimeUnit.MILLISECONDS)) {
            if (!taken) {
                continue;
            }
            if (thread.getState() == Thread.State.RUNNABLE) {
                busyMs += LOOK_MS;
            } else {
                waitedMs += LOOK_MS;
            }
            if (waitedMs >= owner.patience().waitingMs()) {
                giveUp(
                        "strand " + name + " has waited for " + waitedMs
                                + " ms of real time while it was its turn. In virtual time nothing"
                                + " happens meanwhile, so it may wait for ever: what it waits for must be of the simulation (a reply, a"
                                + " sleep of the run's clock), not a lock that another strand holds, Thread.sleep, a future or a queue");
                return;
            }
            if (busyMs >= owner.patience().busyMs()) {
                giveUp("strand " + name + " has run for " + busyMs
                        + " ms of real time without waiting in virtual time");
                return;
            }
        }
    }

    private void giveUp(String why) {
        StrandStuckException stuck = new StrandStuckException(why + ". It stands:" + stack());
        state = State.LOST;
        ending = true;
        owner.running(null); // before it wakes: the world is not its own any more
        thread.interrupt();
        owner.ended(this, stuck);
    }

    private String stack() {
        StringBuilder out = new StringBuilder();
        for (StackTraceElement frame : thread.getStackTrace()) {
            out.append("\n    at ").append(text(frame));
        }
        for (Map.Entry<String, String> other : owner.places(this).entrySet()) {
            out.append("\n  strand ")
                    .append(other.getKey())
                    .append(" waits at ")
                    .append(other.getValue());
        }
        return out.toString();
    }

    /** Where it waits: the first line of the user's own. */
    public String place() {
        for (StackTraceElement frame : thread.getStackTrace()) {
            String type = frame.getClassName();
            if (!type.startsWith("java.") && !type.startsWith("jdk.") && !MACHINERY.contains(type)) {
                return text(frame);
            }
        }
        return "its beginning";
    }

    private static String text(StackTraceElement frame) {
        return frame.getClassName()
                + '.'
                + frame.getMethodName()
                + '('
                + frame.getFileName()
                + ':'
                + frame.getLineNumber()
                + ')';
    }

    /** Lets it run to its end: whatever it waits for from now on throws. On the world's thread. */
    void end() {
        ending = true;
        if (state == State.NEW) {
            state = State.ENDED;
        }
        for (int tries = 0; state == State.PARKED && tries <= MOST_REFUSALS; tries++) {
            run();
        }
    }

    @Override
    public String toString() {
        return "strand " + name + " " + state;
    }
}
