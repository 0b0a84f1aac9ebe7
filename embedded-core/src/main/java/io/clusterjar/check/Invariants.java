package io.clusterjar.check;

import java.util.List;

/**
 * What must hold of every Redis Cluster, whatever happens to it. Each is cheap enough to be watched in every run.
 *
 * <pre>{@code
 * Simulation.of(spec).faults(FaultMix.standard()).invariants(Invariants.all()).seeds(1, 2_000).run().assertPassed();
 * }</pre>
 */
public final class Invariants {
    private Invariants() {}

    /** All that need nothing but the cluster: everything here but {@link #lostWritesAreExcused}. */
    public static List<Invariant> all() {
        return List.of(
                oneVotePerEpoch(),
                oneWinnerPerEpoch(),
                majorityElects(),
                freshestStandsFirst(),
                oneOwnerPerEpoch(),
                epochsNeverStepBack(),
                minorityDoesNotServe(),
                replicaIsAPrefix(),
                replicaExpiresNothing(),
                replicasAreFedFirst(),
                allAgreeAtTheEnd());
    }

    /** A master votes once in an epoch, and no restart makes it forget. */
    public static Invariant oneVotePerEpoch() {
        return new Elections.Simple(Elections.OneVote.NAME, Elections.OneVote::new);
    }

    /** An epoch elects one replica at most, but for the gap that Redis leaves while a replaced master and its successor both vote. */
    public static Invariant oneWinnerPerEpoch() {
        return new Elections.Simple(Elections.OneWinner.NAME, Elections.OneWinner::new);
    }

    /** Who is elected has the votes of a majority of the masters that own slots. */
    public static Invariant majorityElects() {
        return new Elections.Simple(Elections.Majority.NAME, Elections.Majority::new);
    }

    /** A replica lets siblings go first that it knows to have more data. */
    public static Invariant freshestStandsFirst() {
        return new Elections.Simple(Elections.Rank.NAME, Elections.Rank::new);
    }

    /** No two nodes claim the same slot with the same epoch. {@code CLUSTER FAILOVER TAKEOVER} asks nobody and may break it. */
    public static Invariant oneOwnerPerEpoch() {
        return new Elections.Simple(Ownership.OneOwner.NAME, Ownership.OneOwner::new);
    }

    /** Epochs only rise: what a node has seen, within its life; what it owns slots with, also across restarts. */
    public static Invariant epochsNeverStepBack() {
        return new Elections.Simple(Ownership.EpochsRise.NAME, Ownership.EpochsRise::new);
    }

    /** A master that cannot see a majority of those that own slots says {@code cluster_state:fail}. */
    public static Invariant minorityDoesNotServe() {
        return new Elections.Simple(Ownership.Minority.NAME, Ownership.Minority::new);
    }

    /** A replica is never ahead of its master in their common history, and holds the same data where it is as far. */
    public static Invariant replicaIsAPrefix() {
        return new Elections.Simple(Copies.Prefix.NAME, Copies.Prefix::new);
    }

    /** A replica removes no key by itself because its time has come. */
    public static Invariant replicaExpiresNothing() {
        return new Elections.Simple(Copies.NoExpiry.NAME, Copies.NoExpiry::new);
    }

    /** What clients were told has left for the replicas before. */
    public static Invariant replicasAreFedFirst() {
        return new Elections.Simple(Copies.Fed.NAME, Copies.Fed::new);
    }

    /** After healing: equal slot maps, distinct epochs, equal data on masters and their replicas. */
    public static Invariant allAgreeAtTheEnd() {
        return new Elections.Simple(Ownership.Agreement.NAME, Ownership.Agreement::new);
    }

    /**
     * Acknowledged writes are lost only where the contract excuses it. The workload records what it does in {@link
     * Scene#history}, with a {@link Receipt} for each acknowledged
     * write; values, members and elements are unique within a key. At the end every key is read.
     */
    public static Invariant lostWritesAreExcused(LossContract contract) {
        return new Elections.Simple(LostWrites.NAME, scene -> new LostWrites(scene, contract));
    }
}
