package io.clusterjar.election;

/** Hears how elections go. */
public interface ElectionTrace {
    /** This replica will stand for election in {@code delayMs}. */
    default void onElectionScheduled(long delayMs, int rank, long offset) {}

    /** This replica asks for votes. */
    default void onElectionStarted(long epoch, int rank, long offset) {}

    /** A vote came. */
    default void onVoteReceived(String voter, long epoch, int votes) {}

    /** This replica is a master now. */
    default void onElected(long epoch, int votes) {}

    /** This replica may not stand for election, or its election came to nothing; told once per reason. */
    default void onElectionBarred(String reason) {}

    /** This master voted. */
    default void onVoteGranted(String candidate, long epoch) {}

    /** This master did not vote. */
    default void onVoteRefused(String candidate, long epoch, Ballot refused) {}

    /** A manual failover went a step on, or ended. */
    default void onManualFailover(String step) {}
}
