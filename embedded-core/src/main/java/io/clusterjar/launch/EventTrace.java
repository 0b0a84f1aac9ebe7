package io.clusterjar.launch;

import io.clusterjar.cluster.ClusterTrace;
import io.clusterjar.election.Ballot;
import io.clusterjar.gossip.ClusterNode;
import io.clusterjar.timeline.EventKind;
import io.clusterjar.timeline.Lane;
import io.clusterjar.timeline.Recorder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Turns what happens to a member of a cluster into events of the deployment's timeline; texts go to the log. */
final class EventTrace implements ClusterTrace {
    private static final Logger LOG = System.getLogger("io.clusterjar.node");

    private static final Pattern NODE_ID = Pattern.compile("[0-9a-f]{40}");

    private final Recorder recorder;
    private final Lane node;
    private final Supplier<DeploymentListener> listener;

    EventTrace(Recorder recorder, Lane node, Supplier<DeploymentListener> listener) {
        this.recorder = recorder;
        this.node = node;
        this.listener = listener;
    }

    private void tell(String event) {
        listener.get().onEvent(node.name(), event);
    }

    private Lane at(ClusterNode other) {
        return recorder.laneAt(other.ip() + ":" + other.port());
    }

    @Override
    public void onSuspected(ClusterNode other) {
        tell("suspected");
        recorder.record(EventKind.SUSPECTED, node, at(other), "");
    }

    @Override
    public void onFailed(ClusterNode other, boolean byQuorum) {
        tell(byQuorum ? "failed-by-quorum" : "failed-as-told");
        recorder.record(EventKind.FAIL, node, at(other), byQuorum ? 1 : 0, 0, 0);
    }

    @Override
    public void onRecovered(ClusterNode other) {
        tell("recovered");
        recorder.record(EventKind.RECOVERED, node, at(other), "");
    }

    @Override
    public void onState(boolean ok) {
        tell(ok ? "cluster-ok" : "cluster-fail");
        recorder.record(EventKind.STATE, node, null, ok ? 1 : 0, 0, 0);
    }

    @Override
    public void onReplicaOf(ClusterNode master) {
        tell("became-replica");
        recorder.record(EventKind.REPLICA_OF, node, at(master), "");
    }

    @Override
    public void onSlots(ClusterNode owner, int count, long epoch) {
        tell("slots-moved");
        recorder.record(EventKind.SLOTS_SEEN, node, at(owner), count, epoch, 0);
    }

    @Override
    public void log(String text) {
        LOG.log(Level.DEBUG, () -> node + ": " + text);
    }

    @Override
    public void onElectionScheduled(long delayMs, int rank, long offset) {
        tell("election-scheduled");
        recorder.record(EventKind.ELECTION_SCHEDULED, node, null, delayMs, rank, offset);
    }

    @Override
    public void onElectionStarted(long epoch, int rank, long offset) {
        tell("election-started");
        listener.get().onElectionStarted(node.name(), epoch, rank);
        recorder.record(EventKind.ELECTION_ASKED, node, null, epoch, rank, offset);
    }

    @Override
    public void onElected(long epoch, int votes) {
        tell("elected");
        listener.get().onElected(node.name(), epoch, votes);
        recorder.record(EventKind.ELECTED, node, null, epoch, votes, 0);
    }

    @Override
    public void onElectionBarred(String reason) {
        tell("election-barred");
        recorder.record(EventKind.ELECTION_BARRED, node, null, reason);
    }

    @Override
    public void onVoteGranted(String candidate, long epoch) {
        tell("vote-granted");
        listener.get().onVote(node.name(), candidate, epoch);
        recorder.record(EventKind.VOTE_GRANTED, node, recorder.laneOfId(candidate), epoch, 0, 0);
    }

    @Override
    public void onVoteRefused(String candidate, long epoch, Ballot refused) {
        tell("vote-denied-" + refused.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        recorder.record(EventKind.VOTE_REFUSED, node, recorder.laneOfId(candidate), epoch, 0, 0, refused.toString());
    }

    @Override
    public void onManualFailover(String step) {
        tell("manual-failover");
        String named = NODE_ID.matcher(step)
                .replaceAll(id -> recorder.laneOfId(id.group()).name());
        recorder.record(EventKind.MANUAL_FAILOVER, node, null, named);
    }

    @Override
    public void onSaved() {
        listener.get().onChange(node.name());
    }
}
