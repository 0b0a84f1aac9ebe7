package io.clusterjar.launch;

import io.clusterjar.cluster.ClusterTrace;
import io.clusterjar.election.Ballot;
import io.clusterjar.gossip.ClusterNode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Turns what happens to a member of a cluster into events of the deployment and lines of the log. */
final class EventTrace implements ClusterTrace {
    private static final Logger LOG = System.getLogger("io.clusterjar.node");

    private final NodeEvents events;
    private final LongSupplier nowMs;
    private final String node;
    private final Supplier<DeploymentListener> listener;

    EventTrace(NodeEvents events, LongSupplier nowMs, String node, Supplier<DeploymentListener> listener) {
        this.events = events;
        this.nowMs = nowMs;
        this.node = node;
        this.listener = listener;
    }

    private void tell(String event) {
        listener.get().onEvent(node, event);
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
        tell("suspected");
        event("suspects " + at(other));
    }

    @Override
    public void onFailed(ClusterNode other, boolean byQuorum) {
        tell(byQuorum ? "failed-by-quorum" : "failed-as-told");
        event("marks " + at(other) + " as failed" + (byQuorum ? ", a majority agrees" : ", as told"));
    }

    @Override
    public void onRecovered(ClusterNode other) {
        tell("recovered");
        event("sees " + at(other) + " again");
    }

    @Override
    public void onState(boolean ok) {
        tell(ok ? "cluster-ok" : "cluster-fail");
        event("cluster_state:" + (ok ? "ok" : "fail"));
    }

    @Override
    public void onReplicaOf(ClusterNode master) {
        tell("became-replica");
        event("becomes a replica of " + at(master));
    }

    @Override
    public void onSlots(ClusterNode owner, int count, long epoch) {
        tell("slots-moved");
        event(count + " slots are " + at(owner) + "'s, epoch " + epoch);
    }

    @Override
    public void log(String text) {
        LOG.log(Level.DEBUG, () -> node + ": " + text);
    }

    @Override
    public void onElectionScheduled(long delayMs, int rank, long offset) {
        tell("election-scheduled");
        event("will stand for election in " + delayMs + " ms, rank " + rank + ", offset " + offset);
    }

    @Override
    public void onElectionStarted(long epoch, int rank, long offset) {
        tell("election-started");
        event("asks for votes, epoch " + epoch + ", rank " + rank + ", offset " + offset);
    }

    @Override
    public void onElected(long epoch, int votes) {
        tell("elected");
        event("is elected master, epoch " + epoch + ", " + votes + " votes");
    }

    @Override
    public void onElectionBarred(String reason) {
        tell("election-barred");
        event("stands for no election: " + reason);
    }

    @Override
    public void onVoteGranted(String candidate, long epoch) {
        tell("vote-granted");
        event("votes for " + candidate.substring(0, 8) + ", epoch " + epoch);
    }

    @Override
    public void onVoteRefused(String candidate, long epoch, Ballot refused) {
        tell("vote-denied-" + refused.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        event("does not vote for " + candidate.substring(0, 8) + ", epoch " + epoch + ": " + refused);
    }

    @Override
    public void onManualFailover(String step) {
        tell("manual-failover");
        event("manual failover: " + step);
    }

    @Override
    public void onSaved() {
        listener.get().onChange(node);
    }
}
