package io.clusterjar.timeline;

/** Events in words. */
final class Sentence {
    private static final long MILLIS_PER_DAY = 24L * 60 * 60 * 1000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private Sentence() {}

    /** Whether events of this kind are told among the last that happened. */
    static boolean isTold(EventKind kind) {
        return switch (kind) {
            case STARTED,
                    STOPPED,
                    CRASHED,
                    FAILED,
                    PAUSED,
                    RESUMED,
                    DEPLOYMENT,
                    SLOTS_SEEN,
                    REPLICA_OF,
                    SUSPECTED,
                    FAIL,
                    RECOVERED,
                    STATE,
                    ELECTION_SCHEDULED,
                    ELECTION_ASKED,
                    ELECTION_BARRED,
                    VOTE_GRANTED,
                    VOTE_REFUSED,
                    ELECTED,
                    MANUAL_FAILOVER -> true;
            default -> false;
        };
    }

    /** UTC time of day to the millisecond, node, and what happened. */
    static String line(Event event, String deployment, long wallMs) {
        long ms = Math.floorMod(wallMs, MILLIS_PER_DAY);
        StringBuilder text = new StringBuilder(64);
        digits(text, ms / 3_600_000, 2).append(':');
        digits(text, ms / 60_000 % 60, 2).append(':');
        digits(text, ms / 1000 % 60, 2).append('.');
        digits(text, ms % 1000, 3);
        String who = event.lane() == null ? deployment : event.lane().name();
        return text.append(' ').append(who).append(": ").append(words(event)).toString();
    }

    private static StringBuilder digits(StringBuilder text, long number, int width) {
        String digits = Long.toString(number);
        for (int i = digits.length(); i < width; i++) {
            text.append('0');
        }
        return text.append(digits);
    }

    /** What happened; other nodes by their names, those of another world by their addresses. */
    static String words(Event event) {
        String other = event.other() == null ? "nobody" : event.other().name();
        return switch (event.kind()) {
            case STARTED -> "started on " + event.text();
            case STOPPED -> "stopped";
            case CRASHED -> "crashed";
            case FAILED -> "failed and is stopped: " + event.text();
            case PAUSED -> "paused";
            case RESUMED -> "resumed";
            case ROLE -> event.a() == 1 ? "is a master, epoch " + event.b() : "is a replica of " + other;
            case SLOTS ->
                event.text().isEmpty() ? "owns no slots" : "owns slots " + event.text() + ", epoch " + event.b();
            case EPOCH -> "epoch " + event.a() + " of " + event.b();
            case SLOTS_SEEN -> event.a() + " slots are " + other + "'s, epoch " + event.b();
            case REPLICA_OF -> "becomes a replica of " + other;
            case SUSPECTED -> "suspects " + other;
            case FAIL -> "marks " + other + " as failed" + (event.a() == 1 ? ", a majority agrees" : ", as told");
            case RECOVERED -> "sees " + other + " again";
            case STATE -> "cluster_state:" + (event.a() == 1 ? "ok" : "fail");
            case ELECTION_SCHEDULED ->
                "will stand for election in " + event.a() + " ms, rank " + event.b() + ", offset " + event.c();
            case ELECTION_ASKED ->
                "asks for votes, epoch " + event.a() + ", rank " + event.b() + ", offset " + event.c();
            case ELECTION_BARRED -> "stands for no election: " + event.text();
            case VOTE_GRANTED -> "votes for " + other + ", epoch " + event.a();
            case VOTE_REFUSED -> "does not vote for " + other + ", epoch " + event.a() + ": " + event.text();
            case ELECTED -> "is elected master, epoch " + event.a() + ", " + event.b() + " votes";
            case MANUAL_FAILOVER -> "manual failover: " + event.text();
            case LINK_UP -> (event.a() == 1 ? "full sync from " : "in sync with ") + other + " at offset " + event.b();
            case LINK_DOWN -> "loses its master " + other + " at offset " + event.a();
            case FAULT_BEGUN -> "fault " + event.a() + " begins: " + event.text();
            case FAULT_ENDED -> "fault " + event.a() + " ends, stopped " + event.b() + ": " + event.text();
            case MESSAGE -> event.text() + " to " + other;
            case DROP -> event.text() + " to " + other + " stopped by fault " + event.a() + count(event.b());
            case OPERATION ->
                event.text() + " (" + (event.atNs() - event.a()) / NANOS_PER_MILLI + " ms" + outcome(event.b()) + ")";
            case NOTE, DEPLOYMENT -> event.text();
            case CLOCK_SKEWED -> "clock skewed by " + event.a() + " ms";
            case CLOCK_DRIFTS -> "clock runs at rate " + event.text();
            case CLOCK_ADVANCED -> "time advanced by " + event.a() + " ms";
            case VIOLATION -> "VIOLATION: " + event.text();
        };
    }

    private static String count(long nth) {
        return nth > 1 ? " (" + nth + " on this link)" : "";
    }

    private static String outcome(long outcome) {
        return outcome == 0 ? "" : outcome == 1 ? ", refused" : ", outcome unknown";
    }
}
