package io.clusterjar.engine;

/**
 * Pauses of clients: {@code CLIENT PAUSE}, and the one that a manual failover needs. Each purpose has its own end; the
 * strictest of those in force counts. While any is in force nothing expires.
 */
public final class Pauses {
    /** Who asked for a pause. */
    public enum Purpose {
        /** {@code CLIENT PAUSE}. */
        CLIENT_COMMAND,
        /** A failover that wants the offset to stand still. */
        FAILOVER,
        /** {@code MIGRATE}, which must find the keys unchanged when the target has answered. */
        MIGRATE
    }

    /** What waits. */
    public enum Mode {
        /** Commands that write or are propagated. */
        WRITE,
        /** All commands. */
        ALL
    }

    private final long[] untilMs = new long[Purpose.values().length];
    private final Mode[] modes = {Mode.WRITE, Mode.WRITE, Mode.WRITE};
    private boolean none = true;

    Pauses() {}

    /** A longer pause of the same purpose stands, and so does the stricter mode while it lasts. */
    void begin(Purpose purpose, long untilMs, Mode mode, long nowMs) {
        int i = purpose.ordinal();
        boolean inForce = this.untilMs[i] > nowMs;
        modes[i] = inForce && modes[i] == Mode.ALL ? Mode.ALL : mode;
        this.untilMs[i] = inForce ? Math.max(this.untilMs[i], untilMs) : untilMs;
        none = false;
    }

    void end(Purpose purpose) {
        untilMs[purpose.ordinal()] = 0;
    }

    /** Whether no pause was begun, or all were seen to be over: a cheap first question. */
    boolean none() {
        return none;
    }

    /** Whether a pause is in force. */
    public boolean any(long nowMs) {
        if (none) {
            return false;
        }
        for (long until : untilMs) {
            if (until > nowMs) {
                return true;
            }
        }
        return false;
    }

    /** Whether the pause of that purpose is in force. */
    public boolean any(Purpose purpose, long nowMs) {
        return !none && untilMs[purpose.ordinal()] > nowMs;
    }

    /** Whether a command waits. */
    boolean holds(boolean mayReplicate, long nowMs) {
        if (none) {
            return false;
        }
        for (int i = 0; i < untilMs.length; i++) {
            if (untilMs[i] > nowMs && (mayReplicate || modes[i] == Mode.ALL)) {
                return true;
            }
        }
        return false;
    }

    /** When the next pause ends, in monotonic milliseconds; 0 when none is in force. */
    long nextEndMs(long nowMs) {
        long next = 0;
        for (long until : untilMs) {
            if (until > nowMs && (next == 0 || until < next)) {
                next = until;
            }
        }
        none = next == 0;
        return next;
    }
}
