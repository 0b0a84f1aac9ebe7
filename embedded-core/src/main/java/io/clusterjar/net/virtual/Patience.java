package io.clusterjar.net.virtual;

import org.jspecify.annotations.Nullable;

/**
 * How long one side of a stream goes on believing in the other while nothing comes back. It runs only while a black hole lies between
 * them, so that a healthy stream has none. Used on the side's lane, or at a safepoint.
 */
public final class Patience {
    private final Lane lane;
    private final TcpTimes times;
    private final Runnable whenLost;
    /** When the oldest bytes that nobody acknowledged were sent. */
    private long sentNs = TcpTimes.NEVER;

    private long endNs = TcpTimes.NEVER;
    private boolean orphaned;
    private Lane.@Nullable Deadline retransmissions;
    private Lane.@Nullable Deadline probes;

    /**
     * Patience.
     *
     * @param whenLost runs on the lane when there is none left
     */
    public Patience(Lane lane, TcpTimes times, Runnable whenLost) {
        this.lane = lane;
        this.times = times;
        this.whenLost = whenLost;
    }

    /**
     * What was sent at {@code atNs} has disappeared.
     *
     * @param closed whether the process has closed the stream, so that the kernel alone goes on trying
     */
    public void unheard(long atNs, boolean closed) {
        orphaned = closed;
        sentNs = Math.min(sentNs, atNs);
        long untilNs =
                orphaned ? Math.max(sentNs + times.orphanPatienceNs(), lane.nowNs()) : sentNs + times.patienceNs();
        if (retransmissions == null || untilNs < endNs) {
            stopSending();
            endNs = untilNs;
            retransmissions = lane.schedule(untilNs, this::lost);
        }
    }

    /** Nothing is sent, but the other side is asked now and then, if it is not already. */
    public void ask(KeepAlive keepAlive) {
        if (probes == null) {
            probes = lane.schedule(lane.nowNs() + keepAlive.patienceNs(), this::unanswered);
        }
    }

    /** TCP asks nothing while it waits for an acknowledgement. */
    private void unanswered() {
        probes = null;
        if (retransmissions == null) {
            lost();
        }
    }

    private void lost() {
        stop();
        whenLost.run();
    }

    /** The link is whole again: answers come, unless the last attempt has been made already. */
    void healed() {
        stopAsking();
        if (retransmissions != null && times.nextNs(sentNs, lane.nowNs(), orphaned) < endNs) {
            stopSending();
            sentNs = TcpTimes.NEVER;
        }
    }

    /** It waits for nothing any more. */
    public void stop() {
        stopAsking();
        stopSending();
        sentNs = TcpTimes.NEVER;
    }

    private void stopAsking() {
        if (probes != null) {
            probes.cancel();
            probes = null;
        }
    }

    private void stopSending() {
        if (retransmissions != null) {
            retransmissions.cancel();
            retransmissions = null;
        }
    }
}
