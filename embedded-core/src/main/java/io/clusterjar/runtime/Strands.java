package io.clusterjar.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The strands of one stepped world: plain blocking code that waits in virtual time. Exactly one thread runs at any moment, so strands and
 * nodes may share what they like without locks, and the same seed gives the same order.
 *
 * <p>What waits here ({@link #sleep}, {@link #await}, {@link Signal}) works on the world's own thread as well, where it lets time pass.
 * Used by whoever holds the baton.
 */
public final class Strands {
    /** How long a strand may keep its turn, in real time, before it is an error. */
    record Patience(long waitingMs, long busyMs) {}

    private static final Patience PATIENCE = new Patience(10_000, 120_000);

    private final SteppedWorld world;
    private final EventLoop loop;
    private final List<Strand> strands = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();
    private Patience patience = PATIENCE;
    private BiConsumer<String, Throwable> whenFailed = this::keepFailure;
    private @Nullable RuntimeException failure;
    private volatile @Nullable Strand running;

    /** A condition that a strand waits for. */
    private static final class Question {
        final Strand strand;
        final BooleanSupplier condition;
        boolean held;

        @Nullable
        Throwable failure;

        Question(Strand strand, BooleanSupplier condition) {
            this.strand = strand;
            this.condition = condition;
        }
    }

    Strands(SteppedWorld world, EventLoop loop) {
        this.world = world;
        this.loop = loop;
    }

    EventLoop loop() {
        return loop;
    }

    Patience patience() {
        return patience;
    }

    void patience(Patience limits) {
        patience = limits;
    }

    // ---- life

    /** Runs {@code body} on a strand of its own, which begins at the present moment, after what is due before. */
    public Strand start(String name, Strand.Body body) {
        world.requireOpen();
        Strand strand = new Strand(this, name, body);
        strands.add(strand);
        loop.hand(loop, strand::run);
        return strand;
    }

    /** The strand that this thread is, or null when it is none of this world's. */
    public @Nullable Strand current() {
        Strand holder = running;
        return holder != null && holder.thread() == Thread.currentThread() ? holder : null;
    }

    /** Strands that have not come to their end, in the order in which they were started. */
    public List<Strand> alive() {
        return strands.stream().filter(strand -> !strand.isDone()).toList();
    }

    /**
     * Says who hears when a strand's body, or a callback of a client, throws: its name and what it threw. Without it the world's next advance throws {@link StrandFailedException}. It is called
     * on the world's thread, between two events.
     */
    public void onFailure(BiConsumer<String, Throwable> listener) {
        whenFailed = listener;
    }

    void running(@Nullable Strand strand) {
        running = strand;
    }

    void ended(Strand strand, @Nullable Throwable thrown) {
        strands.remove(strand);
        if (thrown != null) {
            whenFailed.accept(strand.name(), thrown);
        }
    }

    /** Something that belongs to no strand failed. */
    void failed(String who, Throwable thrown) {
        whenFailed.accept(who, thrown);
    }

    private void keepFailure(String who, Throwable thrown) {
        RuntimeException told =
                thrown instanceof StrandStuckException stuck ? stuck : new StrandFailedException(who, thrown);
        if (failure == null) {
            failure = told;
        } else {
            failure.addSuppressed(told);
        }
    }

    boolean hasFailed() {
        return failure != null;
    }

    void rethrowFailure() {
        RuntimeException thrown = failure;
        if (thrown != null) {
            failure = null;
            throw thrown;
        }
    }

    /** Where the others wait. */
    Map<String, String> places(Strand but) {
        Map<String, String> places = new LinkedHashMap<>();
        for (Strand strand : strands) {
            if (strand != but && !strand.isDone()) {
                places.put(strand.name(), strand.place());
            }
        }
        return places;
    }

    /** Ends all: what they wait for throws, and their threads are gone when this returns. On the world's thread. */
    void endAll() {
        for (Strand strand : new ArrayList<>(strands)) {
            strand.end();
        }
        strands.clear();
        questions.clear();
        failure = null;
    }

    // ---- waiting

    /** Whether the caller may wait: a strand may, and the world's own thread but from tasks, callbacks and conditions. */
    public boolean mayWait() {
        return current() != null || world.mayPass();
    }

    /** Lets {@code duration} of virtual time pass. */
    public void sleep(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration=" + duration + " is negative");
        }
        Strand strand = current();
        if (strand == null) {
            world.advance(duration.toNanos(), () -> false);
        } else {
            strand.park(untilNs(duration));
        }
    }

    /** Lets time pass until {@code condition} holds, which is looked at whenever something has happened; whether it held within {@code max}. */
    public boolean await(BooleanSupplier condition, Duration max) {
        return await(condition, untilNs(max));
    }

    boolean await(BooleanSupplier condition, long untilNs) {
        Strand strand = current();
        if (strand != null) {
            return awaitOnStrand(strand, condition, untilNs);
        }
        return world.advance(untilNs - world.time().nowNs(), condition);
    }

    private boolean awaitOnStrand(Strand strand, BooleanSupplier condition, long untilNs) {
        if (condition.getAsBoolean()) {
            return true;
        }
        Question question = new Question(strand, condition);
        questions.add(question);
        try {
            strand.park(untilNs);
        } finally {
            questions.remove(question);
        }
        Calls.rethrow(question.failure);
        return question.held || condition.getAsBoolean();
    }

    /** Looks at what strands wait for. Between two turns. */
    void lookAgain() {
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            if (!question.held && question.failure == null) {
                try {
                    question.held = question.condition.getAsBoolean();
                } catch (RuntimeException | Error e) {
                    question.failure = e;
                }
                if (question.held || question.failure != null) {
                    question.strand.wake();
                }
            }
        }
    }

    long untilNs(Duration duration) {
        long untilNs = world.time().nowNs() + duration.toNanos();
        return untilNs < 0 ? Strand.NEVER : untilNs;
    }

    /** Something to wait for that is raised by an event. */
    public Signal signal() {
        return new Signal(this);
    }
}
