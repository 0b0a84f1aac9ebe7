package io.clusterjar.election;

import io.clusterjar.config.Flaw;
import io.clusterjar.time.RandomSource;

/**
 * The replica's side of an election. When its master failed it waits a little: long enough for the failure to be known
 * everywhere, a random time so that siblings do not ask at once, and a second for each sibling that has more data. Then it
 * asks for votes once, in an epoch of its own.
 */
public final class Candidate {
    private static final long FIXED_DELAY_MS = 500;
    private static final int RANDOM_DELAY_MS = 500;
    private static final long RANK_DELAY_MS = 1000;
    private static final long NEVER = Long.MIN_VALUE / 4;
    private static final long MIN_AUTH_TIMEOUT_MS = 2000;

    private final Electorate electorate;
    private final ManualFailover manual;
    private final ElectionTrace trace;
    private final RandomSource random;
    private long startMs = NEVER;
    private boolean asked;
    private long epoch;
    private int rank;
    private int votes;
    private String barred = "";

    /** A replica that does not stand for election. */
    public Candidate(Electorate electorate, ManualFailover manual, ElectionTrace trace, RandomSource random) {
        this.electorate = electorate;
        this.manual = manual;
        this.trace = trace;
        this.random = random;
    }

    /** A master that owns slots voted; {@code voterEpoch} is the highest epoch it saw. */
    public void onVote(String voter, long voterEpoch) {
        if (voterEpoch >= epoch) {
            votes++;
            trace.onVoteReceived(voter, epoch, votes);
            electorate.lookAgain();
        }
    }

    /** Takes the next step of the election, if there is one. Called ten times a second and whenever something changed. */
    public void advance(long nowMs) {
        boolean byHand = manual.ready();
        if (!eligible(byHand)) {
            barred = "";
            return;
        }
        long authTimeoutMs = Math.max(MIN_AUTH_TIMEOUT_MS, electorate.nodeTimeoutMs() * 2);
        long ageMs = nowMs - startMs;
        if (!byHand && tooOld()) {
            bar("data is too old");
            return;
        }
        if (ageMs > authTimeoutMs * 2) {
            schedule(nowMs);
            return;
        }
        if (!asked && !manual.active()) {
            fallBack();
        }
        if (nowMs < startMs) {
            return;
        }
        if (ageMs > authTimeoutMs) {
            bar("election expired");
            return;
        }
        if (!asked) {
            ask(byHand);
        } else if (votes >= (electorate.has(Flaw.NEEDS_NO_MAJORITY) ? 1 : electorate.quorum())) {
            trace.onElected(epoch, votes);
            electorate.promote(epoch);
            manual.reset();
            forget();
        }
    }

    private boolean eligible(boolean byHand) {
        return electorate.hasMaster()
                && (electorate.masterFailed() || byHand)
                && (!electorate.noFailover() || byHand)
                && electorate.masterOwnsSlots();
    }

    private boolean tooOld() {
        int factor = electorate.validityFactor();
        long ageMs = electorate.dataAgeMs();
        long timeoutMs = electorate.nodeTimeoutMs();
        if (ageMs > timeoutMs) {
            ageMs -= timeoutMs;
        }
        return factor > 0 && ageMs > electorate.pingPeriodMs() + timeoutMs * factor;
    }

    private void schedule(long nowMs) {
        votes = 0;
        asked = false;
        if (manual.active()) {
            rank = 0;
            startMs = nowMs;
            electorate.lookAgain();
        } else {
            rank = electorate.rank();
            startMs = nowMs + FIXED_DELAY_MS + random.nextInt(RANDOM_DELAY_MS) + rank * RANK_DELAY_MS;
        }
        trace.onElectionScheduled(startMs - nowMs, rank, electorate.offset());
        electorate.announceToSiblings();
    }

    /** Waits longer when siblings turn out to have more data than they seemed to. */
    private void fallBack() {
        int now = electorate.rank();
        if (now > rank) {
            startMs += (now - rank) * RANK_DELAY_MS;
            rank = now;
        }
    }

    private void ask(boolean byHand) {
        epoch = electorate.nextEpoch();
        asked = true;
        barred = "";
        trace.onElectionStarted(epoch, rank, electorate.offset());
        electorate.saveConfig();
        electorate.requestVotes(byHand);
    }

    /** Votes count once: a winner that is a replica again a moment later would else win with them in place of its next master. */
    private void forget() {
        startMs = NEVER;
        asked = false;
        votes = 0;
    }

    private void bar(String reason) {
        if (!barred.equals(reason)) {
            barred = reason;
            trace.onElectionBarred(reason);
        }
    }
}
