package io.clusterjar.launch;

import io.clusterjar.cluster.ClusterTrace;
import io.clusterjar.election.Ballot;
import io.clusterjar.gossip.ClusterNode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.LongSupplier;

/** Turns what happens to a member of a cluster into events of the deployment and lines of the log. */
final class EventTrace implements ClusterTrace {
    private static final Logger LOG = System.getLogger("io.clusterjar.node");

    private final NodeEvents events;
    private final LongSupplier nowMs;
    private final String node;

    EventTrace(NodeEvents events, LongSupplier nowMs, String node) {
        this.events = events;
        this.nowMs = nowMs;
        this.node = node;
    }

    private void event(String what) {
        events.add(nowMs.getAsLong(), node, what);
        LOG.log(Level.DEBUG, () -> node + ": " + what);
    }

    private static String at(ClusterNode other) {
        return other.ip() + ":" + other.port();
    }

    @Override
    public void onSuspected(ClusterNode other) {
        event("suspects " + at(other));
    }

    @Override
    public void onFailed(ClusterNode other, boolean byQuorum) {
        event("marks " + at(other) + " as failed" + (byQuorum ? ", a majority agrees" : ", as told"));
    }

    @Override
    public void onRecovered(ClusterNode other) {
        event("sees " + at(other) + " again");
    }

    @Override
    public void onState(boolean ok) {
        event("cluster_state:" + (ok ? "ok" : "fail"));
    }

    @Override
    public void onReplicaOf(ClusterNode master) {
        event("becomes a replica of " + at(master));
    }

    @Override
    public void onSlots(ClusterNode owner, int count, long epoch) {
        event(count + " slots are " + at(owner) + "'s, epoch " + epoch);
    }

    @Override
    public void log(String text) {
        LOG.log(Level.DEBUG, () -> node + ": " + text);
    }

    @Override
    public void onElectionScheduled(long delayMs, int rank, long offset) {
        event("will stand for election in " + delayMs + " ms, rank " + rank + ", offset " + offset);
    }

    @Override
    public void onElectionStarted(long epoch, int rank, long offset) {
        event("asks for votes, epoch " + epoch + ", rank " + rank + ", offset " + offset);
    }

    @Override
    public void onElected(long epoch, int votes) {
        event("is elected master, epoch " + epoch + ", " + votes + " votes");
    }

    @Override
    public void onElectionBarred(String reason) {
        event("stands for no election: " + reason);
    }

    @Override
    public void onVoteGranted(String candidate, long epoch) {
        event("votes for " + candidate.substring(0, 8) + ", epoch " + epoch);
    }

    @Override
    public void onVoteRefused(String candidate, long epoch, Ballot refused) {
        event("does not vote for " + candidate.substring(0, 8) + ", epoch " + epoch + ": " + refused);
    }

    @Override
    public void onManualFailover(String step) {
        event("manual failover: " + step);
    }
}
