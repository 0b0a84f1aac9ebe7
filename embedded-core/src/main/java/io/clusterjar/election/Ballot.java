package io.clusterjar.election;

/** How a master answers a request for its vote. */
public enum Ballot {
    /** The candidate gets the vote. */
    GRANTED,
    /** Only masters that own slots vote. */
    NOT_A_VOTER,
    /** The request is of an older epoch. */
    STALE_EPOCH,
    /** There is one vote in an epoch. */
    ALREADY_VOTED,
    /** The candidate is no replica of a known master. */
    NO_CANDIDATE,
    /** The candidate's master is not failed. */
    MASTER_UP,
    /** Another replica of the same master got a vote a short time ago. */
    TOO_SOON,
    /** The candidate claims a slot whose owner has a greater epoch. */
    STALE_SLOTS
}
