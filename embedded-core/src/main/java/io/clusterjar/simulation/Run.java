package io.clusterjar.simulation;

import io.clusterjar.check.History;
import io.clusterjar.check.Scene;
import io.clusterjar.time.RandomSource;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * One run of one seed, as its workload sees it. Everything happens in virtual time, one thing after another: a task ({@link
 * #schedule}) runs between two turns of the nodes and must not wait; a thread ({@link #thread}) is plain code that may.
 *
 * <p>Time passes only while all wait for it, and over a healthy network a command takes next to none: a thread that goes on until the run
 * {@link #isOver} sleeps between its commands, or it sends millions of them in a second of cluster time.
 */
public interface Run extends Scene {
    /** The seed. */
    long seed();

    /** The faults of this run. */
    FaultPlan plan();

    /** How long faults come, from the beginning of the run. */
    Duration duration();

    /** How many clients the workload is to have. */
    int clients();

    /** How many operations each client is to do. */
    int operations();

    /**
     * Chance for one purpose. The same seed and purpose give the same numbers, whatever else is drawn, so that one client more does not
     * change what the others do. Each call begins anew: ask once and keep it.
     */
    RandomSource random(String purpose);

    /**
     * Runs {@code task} after {@code delay} of cluster time. What it throws ends the run as a violation of {@code workload}, or of the
     * invariant that an {@link io.clusterjar.check.InvariantViolation} names.
     *
     * <p>A task cannot wait: time stands still until it returns. Commands are {@link SimulatedClient#executeAsync} there; what is to block goes
     * into a {@link #thread}.
     *
     * @param delay zero to 50 years
     */
    void schedule(Duration delay, Runnable task);

    /**
     * The client of that name, which stands at an endpoint of its own; the same name gives the same client.
     *
     * @param name letters, digits, {@code -} and {@code _}; not a node's
     */
    SimulatedClient client(String name);

    /**
     * Runs plain blocking code on a thread of its own in virtual time, beginning now. What it throws ends the run, as what a task throws
     * does. When {@link #isOver} it must come to its end by itself, within the time that convergence may take.
     */
    SimulatedThread thread(String name, SimulatedThread.Body body);

    /** Lets cluster time pass. On a thread of the run. */
    void sleep(Duration length);

    /**
     * Waits until {@code condition} holds, which is looked at whenever something has happened; whether it held within {@code limit}. On a thread
     * of the run. The condition cannot wait itself: it asks nodes, not clients.
     */
    boolean await(BooleanSupplier condition, Duration limit);

    /**
     * The run's history, in nanoseconds since its beginning. Clients write to it when they are told to: {@link SimulatedClient#recordIn}.
     * Invariants find it at their scene.
     */
    @Override
    History history();

    /** Whether the time for faults is over: clients begin nothing more, and the cluster is healed and comes to rest. */
    boolean isOver();

    /** Says that something happened that a {@link Probe} may be declared for. */
    void reached(String probe);

    /**
     * Ends the run: something is broken.
     *
     * @param invariant what, by its name; not blank
     * @param message in which way
     */
    void fail(String invariant, String message);
}
