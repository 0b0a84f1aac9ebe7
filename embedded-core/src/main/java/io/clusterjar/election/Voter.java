package io.clusterjar.election;

import io.clusterjar.config.Flaw;

/** The voting side of a master: one vote an epoch, given only when it is safe, and written down before it leaves. */
public final class Voter {
    private static final int SLOTS = 16384;

    private final Electorate electorate;
    private final ElectionTrace trace;

    /** A voter. */
    public Voter(Electorate electorate, ElectionTrace trace) {
        this.electorate = electorate;
        this.trace = trace;
    }

    /** Decides on a request; a granted vote is saved when this returns, and the caller sends it. */
    public Ballot onRequest(VoteRequest request, long nowMs) {
        Ballot ballot = judge(request, nowMs);
        if (ballot == Ballot.GRANTED) {
            electorate.lastVoteEpoch(electorate.currentEpoch());
            electorate.saveConfig();
            trace.onVoteGranted(request.candidate(), electorate.currentEpoch());
        } else {
            trace.onVoteRefused(request.candidate(), request.currentEpoch(), ballot);
        }
        return ballot;
    }

    private Ballot judge(VoteRequest request, long nowMs) {
        if (!electorate.isMaster() || !electorate.ownsSlots()) {
            return Ballot.NOT_A_VOTER;
        }
        if (request.currentEpoch() < electorate.currentEpoch()) {
            return Ballot.STALE_EPOCH;
        }
        if (electorate.lastVoteEpoch() == electorate.currentEpoch() && !electorate.has(Flaw.VOTES_TWICE)) {
            return Ballot.ALREADY_VOTED;
        }
        if (!request.replica()) {
            return Ballot.NO_CANDIDATE;
        }
        if (!request.masterFailed() && !request.force()) {
            return Ballot.MASTER_UP;
        }
        if (nowMs - request.masterVotedMs() < electorate.nodeTimeoutMs() * 2) {
            return Ballot.TOO_SOON;
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            if (request.claims().test(slot) && electorate.epochOfSlot(slot) > request.configEpoch()) {
                return Ballot.STALE_SLOTS;
            }
        }
        return Ballot.GRANTED;
    }
}
