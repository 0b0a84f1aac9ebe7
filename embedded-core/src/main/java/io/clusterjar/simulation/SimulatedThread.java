package io.clusterjar.simulation;

import io.clusterjar.EmbeddedCluster;
import io.clusterjar.runtime.Strand;
import io.clusterjar.runtime.Strands;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Plain blocking code in virtual time. It has a thread of its own, but only one thread of a simulation runs at any moment, and the next goes
 * on when it waits for something of the simulation: a reply, a sleep, a condition. So threads, nodes and the test share what they like
 * without locks, and the same seed gives the same order.
 *
 * <p>What waits for something else ({@code Thread.sleep}, a lock that another one holds, a future, a queue) holds up everything; after ten
 * seconds of real time it is an error that says where it stands.
 */
public final class SimulatedThread {
    private final Strand strand;

    private SimulatedThread(Strand strand) {
        this.strand = strand;
    }

    /** What a thread does. */
    @FunctionalInterface
    public interface Body {
        /** Does it; what it throws is the end of the run. */
        void run() throws Exception;
    }

    /**
     * Starts one outside of a {@link Run}; there it is {@link Run#thread}. It begins when the cluster's clock is next advanced or something
     * awaited. What it throws, that call throws.
     *
     * @throws IllegalArgumentException when the cluster lives in real time
     */
    public static SimulatedThread start(EmbeddedCluster cluster, String name, Body body) {
        return start(SimulatedClient.world(cluster).strands(), name, body);
    }

    static SimulatedThread start(Strands strands, String name, Body body) {
        return new SimulatedThread(strands.start(name, body::run));
    }

    /** Lets {@code duration} of cluster time pass, on a thread of a simulation or the one that owns the cluster. */
    public static void sleep(EmbeddedCluster cluster, Duration duration) {
        SimulatedClient.world(cluster).strands().sleep(duration);
    }

    /** Waits until {@code condition} holds, which is looked at whenever something has happened; whether it held within {@code max} of cluster time. */
    public static boolean await(EmbeddedCluster cluster, BooleanSupplier condition, Duration max) {
        return SimulatedClient.world(cluster).strands().await(condition, max);
    }

    /** Its name. */
    public String name() {
        return strand.name();
    }

    /** Whether it has come to its end. */
    public boolean isDone() {
        return strand.isDone();
    }

    /** Waits until it has come to its end; whether it had within {@code max} of cluster time. */
    public boolean join(Duration max) {
        return strand.join(max);
    }

    /** Where it waits, in words. */
    String place() {
        return strand.place();
    }

    @Override
    public String toString() {
        return "thread " + name();
    }
}
