package io.clusterjar.election;

import java.util.ArrayList;
import java.util.List;

/** A cluster as an election sees it, made of fields. */
final class FakeElectorate implements Electorate {
    boolean master;
    boolean ownsSlots;
    boolean hasMaster = true;
    boolean masterFailed = true;
    boolean masterOwnsSlots = true;
    int quorum = 2;
    int rank;
    long offset = 100;
    long dataAgeMs;
    long currentEpoch = 5;
    long lastVoteEpoch;
    long slotEpoch = 3;
    long nodeTimeoutMs = 2000;
    int validityFactor = 10;
    boolean noFailover;
    /** What was done, in order. */
    final List<String> done = new ArrayList<>();

    @Override
    public boolean isMaster() {
        return master;
    }

    @Override
    public boolean ownsSlots() {
        return ownsSlots;
    }

    @Override
    public boolean hasMaster() {
        return hasMaster;
    }

    @Override
    public boolean masterFailed() {
        return masterFailed;
    }

    @Override
    public boolean masterOwnsSlots() {
        return masterOwnsSlots;
    }

    @Override
    public int quorum() {
        return quorum;
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public long dataAgeMs() {
        return dataAgeMs;
    }

    @Override
    public long currentEpoch() {
        return currentEpoch;
    }

    @Override
    public long nextEpoch() {
        return ++currentEpoch;
    }

    @Override
    public long lastVoteEpoch() {
        return lastVoteEpoch;
    }

    @Override
    public void lastVoteEpoch(long epoch) {
        lastVoteEpoch = epoch;
    }

    @Override
    public long epochOfSlot(int slot) {
        return slotEpoch;
    }

    @Override
    public long nodeTimeoutMs() {
        return nodeTimeoutMs;
    }

    @Override
    public int validityFactor() {
        return validityFactor;
    }

    @Override
    public long pingPeriodMs() {
        return 10_000;
    }

    @Override
    public boolean noFailover() {
        return noFailover;
    }

    @Override
    public void saveConfig() {
        done.add("save " + lastVoteEpoch);
    }

    @Override
    public void requestVotes(boolean force) {
        done.add(force ? "ask by force" : "ask");
    }

    @Override
    public void announceToSiblings() {
        done.add("announce");
    }

    @Override
    public void promote(long epoch) {
        done.add("promote " + epoch);
    }

    @Override
    public void requestPause() {
        done.add("request pause");
    }

    @Override
    public void pauseWriters(long untilMs) {
        done.add("pause until " + untilMs);
    }

    @Override
    public void resumeWriters() {
        done.add("resume");
    }

    @Override
    public void lookAgain() {}
}
