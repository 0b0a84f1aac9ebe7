package io.clusterjar.election;

import org.jspecify.annotations.Nullable;

/**
 * The failover that an operator asks for. The replica asks its master to pause; the paused master says its offset; when the
 * replica has all of it, it stands for election, and no write is lost.
 */
public final class ManualFailover {
    /** How long it may take. */
    public static final long TIMEOUT_MS = 5000;

    private static final int PAUSE_FACTOR = 2;
    private static final long UNKNOWN = -1;

    private final Electorate electorate;
    private final ElectionTrace trace;
    private long endMs;
    private @Nullable String replica;
    private long masterOffset = UNKNOWN;
    private boolean ready;

    /** No failover is under way. */
    public ManualFailover(Electorate electorate, ElectionTrace trace) {
        this.electorate = electorate;
        this.trace = trace;
    }

    /** Whether one is under way here, as master or as replica. */
    public boolean active() {
        return endMs != 0;
    }

    /** On a replica: whether it may stand for election now. */
    public boolean ready() {
        return endMs != 0 && ready;
    }

    /** On a master: the replica that asked. */
    public @Nullable String replica() {
        return replica;
    }

    /** On a replica: an operator asked for it; {@code force} does not ask the master. */
    public void onCommand(boolean force, long nowMs) {
        reset();
        endMs = nowMs + TIMEOUT_MS;
        trace.onManualFailover(force ? "forced" : "requested");
        if (force) {
            ready = true;
            electorate.lookAgain();
        } else {
            electorate.requestPause();
        }
    }

    /** On a master: its replica asks it to pause. */
    public void onRequest(String from, long nowMs) {
        reset();
        endMs = nowMs + TIMEOUT_MS;
        replica = from;
        electorate.pauseWriters(nowMs + TIMEOUT_MS * PAUSE_FACTOR);
        trace.onManualFailover("paused for " + from);
    }

    /** On a replica: the paused master says its offset. */
    public void onMasterOffset(long offset) {
        if (endMs != 0 && masterOffset == UNKNOWN && !ready) {
            masterOffset = offset;
            trace.onManualFailover("master paused at offset " + offset);
            electorate.lookAgain();
        }
    }

    /** On a replica: sees whether all of the master's stream was processed. */
    public void check() {
        if (endMs == 0 || ready || masterOffset == UNKNOWN) {
            return;
        }
        if (masterOffset == electorate.offset()) {
            ready = true;
            trace.onManualFailover("in sync");
            electorate.lookAgain();
        }
    }

    /** Ends it when its time is over. */
    public void onCron(long nowMs) {
        if (endMs != 0 && endMs < nowMs) {
            trace.onManualFailover("timed out");
            reset();
        }
    }

    /** Ends it, whatever became of it. */
    public void reset() {
        if (replica != null) {
            electorate.resumeWriters();
        }
        endMs = 0;
        ready = false;
        replica = null;
        masterOffset = UNKNOWN;
    }
}
